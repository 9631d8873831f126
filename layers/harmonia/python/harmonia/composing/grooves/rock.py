"""
Rock: eighths on the hat, a snare that will not wait, a bass that pumps with the kick.

Verses palm-mute; choruses open the hat or ride the crash's neighbour and let the guitars ring.
Accents push into the bar line in every fourth bar.
"""

from harmonia.composing.grooves.groove import Groove
from harmonia.composing.grooves.tab import parse

PAGE = """
drums 4/4 quiet
    hat:   X.x. X.x. X.x. X.x.
    rim:   .... x... .... x...
    kick:  X... .... X... .... / X... .... X.x. ....
drums 4/4 full
    hat:   X.x. X.x. X.x. X.x.
    snare: .... X... .... X... / .... X... .... X..?
    kick:  X... ..x. X... .... / X... ..x. X.x. ....
drums 4/4 full
    hat:   X.x. X.x. X.x. X.x.
    snare: .... X... .... X... / .... X..g .g.. X...
    kick:  X.x. .... X.x. .... / X.x. ...x ..x. ..x.
drums 4/4 big
    open:  X.o. X.o. X.o. X.o.
    snare: .... X... .... X...
    kick:  X... ..x. X.x. .... / X.x. ..x. X.x. ..x.
drums 4/4 big
    ride:  X.x. X.x. X.x. X.x.
    snare: .... X... .... X... / .... X... .... X.X.
    kick:  X..x ..x. X..x .... / X..x ..x. x.x. ..x.
drums 3/4 quiet
    hat:   X.x. x.x. x.x.
    rim:   .... .... x...
    kick:  X... .... .... / X... .... ..o.
drums 3/4 full
    hat:   X.x. X.x. X.x.
    snare: .... .... X... / .... ..g. X...
    kick:  X... ..x. .... / X.x. ..x. ....
drums 3/4 big
    open:  X.o. X.o. X.o.
    snare: .... X... X... / .... .... X..X
    kick:  X... ..x. ..x. / X.x. .... ..x.
drums 6/8 quiet
    hat:   Xxx Xxx
    rim:   ... x..
    kick:  X.. ... / X.. ..x
drums 6/8 full
    hat:   Xxx Xxx
    snare: ... X.. / ...... X....g
    kick:  X.. ..x / X.x ..x
drums 6/8 big
    ride:  Xxx Xxx
    snare: ... X.. / ... X.x
    kick:  X.x .x. / X.x ..x
percussion 4/4 full
    tambourine: x.o. X.o. x.o. X.o. / x.o. X.o. x.oo X.o.
percussion 3/4 full
    tambourine: o.o. o.o. X.o.
percussion 6/8 full
    tambourine: xoo Xoo

bass 4/4 quiet
    bass:  1--- ---- 1-1- --.. / 1--- ---- 1-1- 1-a-
bass 4/4 full
    bass:  1-1- 1-1- 1-1- 1-1- / 1-1- 1-1- 1-1- 5-a-
bass 4/4 full
    bass:  1-1. ..1- 1-1. 1-5- / 1-1. ..1- 1-1- 8-n-
bass 4/4 big
    bass:  1-1- 1-1- 1-1- 1-1- / 1-1- 1-1- 8-1- 5-a-
bass 4/4 big
    bass:  1--1 --1- 1--1 --8- / 1--1 --1- 1-5- 8-n-
bass 3/4 quiet
    bass:  1--- ---- 1--- / 1--- ---- 5---
bass 3/4 full
    bass:  1-1- 1-1- 1-1- / 1-1- 1-1- 5-a- / 1--- --1- 1-1- / 1-1- 1--- 5-a-
bass 3/4 full
    bass:  1--- --1- 1--- / 1--- --1- 5-a-
bass 3/4 big
    bass:  1--1 --1- 1-1- / 1--1 --1- 8-a- / 1-1- 1-1- 1-1- / 1-11 1-1- 5-a-
bass 6/8 quiet
    bass:  1-- --1
bass 6/8 full
    bass:  1-1 1-1 / 111 1-a

keys 4/4 quiet
    right: c--- ---- ---- ---- / c--- ---- c--- ----
    left:  1--- ---- ---- ----
keys 4/4 full
    right: C-c- c-c- C-c- c-c- / C-c- c-c- C-c- c-A-
    left:  1--- ---- 1--- ----
keys 4/4 big
    right: C-c- C-c- C-c- C-c- / C--c --C- -cC- --A-
    left:  1--- ---- 1--- --1-
keys 3/4 full
    right: C--- c--- c--- / C--- c-c- c--- / C--- c--- c--- / C--- c--- c-A-
    left:  1--- ---- ----
keys 6/8 full
    right: Ccc Ccc
    left:  1-- 1--

strum 4/4 quiet
    strum: D--- ---- ---- --u- / D--- ---- d--- d-u-
strum 4/4 full
    strum: D--- D-u- d-u- D-u- / D--- D-u- d-u- D-A-
strum 4/4 full
    strum: D--D --D- D-u- D-u-
strum 4/4 big
    strum: D-d- D-d- D-d- D-du / D-d- D-d- D-du D-A-
strum 3/4 quiet
    strum: D--- d--- d---
strum 3/4 full
    strum: D--- D-u- D-u-
strum 6/8 full
    strum: D-d D-d / Ddu D-d

power 4/4 quiet
    power: P-p- p-p- P-p- p-p- / P-p- p-p- P-p- D---
power 4/4 quiet
    power: D--- ---- ---- ---- / D--- ---- ---- P-p-
power 4/4 full
    power: D--- --p- P-p- P-p- / D--- --p- P-p- P-A-
power 4/4 full
    power: P-p- P-pp P-p- P-pp / P-p- P-pp D--- D---
power 4/4 big
    power: D--- --D- ---- D--- / D--- --D- --D- --A-
power 4/4 big
    power: D-d- D-d- D-d- D-d- / D-d- D-d- D--- D-A-
power 3/4 quiet
    power: P-p- p-p- p-p- / P-p- p-p- D---
power 3/4 full
    power: D--- --p- P-p- / P-p- P-p- P-A-
power 3/4 big
    power: D--- D--- D-d- / D--- --D- --d-
power 6/8 quiet
    power: Ppp Ppp
power 6/8 big
    power: D-d D-d / D-- Ddd

pick 4/4 quiet
    pick:  1-4- 5-4- 6-4- 5-4- / 1-4- 5-4- 6-5- 4-3-

organ 4/4 quiet
    right: C--- ---- ---- ----
organ 4/4 big
    right: C--- --C- ---- C--- / C--- --C- --c- --A-
"""

GROOVE = Groove(
    page=parse(PAGE),
    fills=("light", "snare", "toms"),
    pocket={"kick": 0, "snare": -3, "hat": -2, "bass": 1, "comping": -1, "lead": 3},
    loose=3.5,
    push=6.0,
    loud=1.05,
    punch=True,
    locks=True,
    crash=0.4,
    depth=0.15,
)
