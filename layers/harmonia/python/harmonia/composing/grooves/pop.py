"""
Pop: an even backbeat, the kick leading into it, everything pushed a little into the chorus.

Verses keep the hat closed and the snare plain; the chorus goes to ride and adds claps. The bass
sits on the kick. Keys break chords in quiet places and push them an eighth ahead in big ones.
"""

from harmonia.composing.grooves.groove import Groove
from harmonia.composing.grooves.tab import parse

PAGE = """
drums 4/4 quiet
    hat:   x.o. x.o. x.o. x.o. / x.o. x.o. x.o. x.oo
    rim:   .... x... .... x...
    kick:  X... .... x... .... / X... ..o. x... ....
drums 4/4 quiet
    hat:   x.o. x.o. x.o. x.o.
    rim:   .... x... .... x..? / .... x... ..?. x...
    kick:  X... ..o. ..x. ....
drums 4/4 full
    hat:   X.o. x.o. X.o. x.o. / X.o. x.o. X.oo x.o.
    snare: .... X..? .... X... / .... X... .g.. X..g
    kick:  X... ..x. ..x. .... / X... ..x. ..x. ..?.
drums 4/4 full
    hat:   X.o. x.o. X.o. x.o.
    snare: .... X... .... X..?
    kick:  X... .... x.x. .... / X... ..x. x.x. ....
drums 4/4 big
    ride:  X.x. X.x. X.x. X.x.
    clap:  .... x... .... x...
    snare: .... X..g .... X... / .... X..g .g.. X..g
    kick:  X... ..x. x.x. .... / X... ..x. x.x. ..x.
drums 4/4 big
    open:  X... X... X... X...
    clap:  .... x... .... x...
    snare: .... X... .... X..g
    kick:  X..x ..x. x... .... / X..x ..x. x.x. ....
drums 3/4 quiet
    hat:   x.o. x.o. x.o.
    rim:   .... .... x... / .... .... x..?
    kick:  X... .... .... / X... ..o. ....
drums 3/4 full
    hat:   X.o. x.o. x.o.
    snare: .... .... X... / .... .g.. X..g
    kick:  X... ..x. .... / X... ..x. ..?.
drums 3/4 big
    ride:  X.x. X.x. X.x.
    snare: .... x... X... / .... x... X..g
    kick:  X..x .... .... / X... ..x. ..x.
drums 6/8 quiet
    hat:   xoo xoo
    rim:   ... x..
    kick:  X.. ..? / X.. ..o
drums 6/8 full
    hat:   Xoo xoo
    snare: ...... X..... / ...... X....g
    kick:  X.. ..x / X.x ..x
drums 6/8 big
    ride:  Xxx Xxx
    snare: ...... X...g. / ...g.. X....g
    kick:  X.x ..x / X.x .xx
percussion 4/4 quiet
    shaker: x.o. x.o. x.o. x.o. / x.o. x.o. x.o. x.oo
percussion 4/4 full
    shaker: xgog xgog xgog xgog
    tambourine: .... x... .... x... / .... x... ..o. x...
percussion 4/4 big
    shaker: xgog xgog xgog xgog
    tambourine: x.o. X.o. x.o. X.o.
percussion 3/4 full
    shaker: x.o. o.o. o.o.
    tambourine: .... .... x...
percussion 6/8 full
    shaker: xoo xoo
    tambourine: ... x..

bass 4/4 quiet
    bass:  1--- ---- 1--- ---. / 1--- ---- 1--- --a-
bass 4/4 quiet
    bass:  1--- --1- --1- ---- / 1--- --1- --1- --a-
bass 4/4 full
    bass:  1--. --1- --1- .... / 1--. --1- --1- 5-a-
bass 4/4 full
    bass:  1--- ---. 1-1. ..5- / 1--- --1. 1-1. 5-a-
bass 4/4 big
    bass:  1-1- 1-1- 1-1- 1-5- / 1-1- 1-1- 1-1- 8-a-
bass 4/4 big
    bass:  1--1 --1- 1-.. 1-8- / 1--1 --1- 1-1- 5-a-
bass 3/4 quiet
    bass:  1--- ---- ---- / 1--- ---- 5---
bass 3/4 full
    bass:  1--- --1- 5--- / 1--- --1- --a- / 1--- --1- 5--- / 1--- 5--- 5-a-
bass 3/4 big
    bass:  1-1- 1-1- 1-5- / 1--1 --1- 1-a- / 1-1- 1-1- 8-5- / 1-1- 1-5- 5-a-
bass 6/8 quiet
    bass:  1-- --- / 1-- 5--
bass 6/8 full
    bass:  1-- --1 / 1-1 5-a

keys 4/4 quiet
    right: 2--- 3--- 4--- 3--- / 2-3- 4--- 3--- 2-3-
    left:  1--- ---- ---- ----
keys 4/4 quiet
    right: c--- ---- --?- ---- / c--- ---- ---- c---
    left:  1--- ---- 5--- ----
keys 4/4 full
    right: C--- c--- c--- c--- / C--- c--- c--- c-?-
    left:  1--- ---- 1--- ----
keys 4/4 full
    right: C--c --c- ---- c--- / C--c --c- --c- --a-
    left:  1--- ---- 1--- ----
keys 4/4 big
    right: C-c- c-c- C-c- c-c- / C-c- c-c- C-c- c-A-
    left:  1--- ---- 1--- ---- / 1--- ---- 1--- 5---
keys 4/4 big
    right: C--c --c- C--c --c- / C--c --c- c-c- --A-
    left:  1--- --1- --1- ----
keys 3/4 quiet
    right: 2-3- 4-3- 2-3- / 2-3- 4-5- 4-3- / 2-3- 4-3- 2--- / 2-3- 4--- 3-2-
    left:  1--- ---- ----
keys 3/4 full
    right: .... c--- c--- / .... c-?- c--- / .... c--- c--- / ..c- c--- c-?-
    left:  1--- ---- ----
keys 3/4 full
    right: C--c --c- c--- / C--- c-c- c--- / C--c --c- --?- / C--- c--- c-a-
    left:  1--- ---- 5---
keys 3/4 big
    right: C-c- c-c- c-c- / C-c- C-c- c-c- / C-c- c-c- C-c- / C--c --c- c-A-
    left:  1--- ---- ---- / 1--- ---- 5---
keys 6/8 quiet
    right: 234 543
    left:  1-- ---
keys 6/8 full
    right: C-c c-c / Ccc c-c
    left:  1-- 5--

strum 4/4 quiet
    strum: D--- ---- d--- --u- / D--- ---- d-u- d-u-
strum 4/4 full
    strum: D--- D-u- --u- d-u-
strum 4/4 full
    strum: D--d --u- d-u- --u- / D--d --u- --u- d-A-
strum 4/4 big
    strum: D-d- D-du D-d- D-du / D-du -udu D-d- D-uu
strum 3/4 quiet
    strum: D--- d--- d---
strum 3/4 full
    strum: D--- d-u- d-u- / D--- d-u- --u- / D--- d-u- d-u- / D--d --u- d-u-
strum 6/8 quiet
    strum: D-- d--
strum 6/8 full
    strum: D-d Ddu / Ddu Ddu

pick 4/4 quiet
    pick:  1-4- 3-5- 2-4- 3-5- / 1-4- 3-6- 2-5- 4-3-
pick 3/4 quiet
    pick:  1-4- 5-4- 6-4-
pick 6/8 quiet
    pick:  145 654

organ 4/4 quiet
    right: C--- ---- ---- ----
organ 4/4 big
    right: C--- ---- c--- --A- / C--- ---- c--- ----
"""

GROOVE = Groove(
    page=parse(PAGE),
    fills=("light", "snare", "toms"),
    pocket={"kick": 0, "snare": 3, "clap": 1, "hat": -1, "bass": 3, "comping": 4, "lead": 2},
    loose=3.0,
    punch=True,
    locks=True,
    depth=0.1,
)
