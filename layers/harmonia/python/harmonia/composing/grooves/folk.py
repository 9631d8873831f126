"""
Folk: the guitar is the kit. Thumb and strum, root and fifth, a little brushwork, tambourine on top.

Quiet places are picked, the rest is strummed; the drums roll along under it like a train when they
play at all.
"""

from harmonia.composing.grooves.groove import Groove
from harmonia.composing.grooves.tab import parse

PAGE = """
drums 4/4 quiet
    kick:  X... .... o... .... / X... .... o... ..?.
    rim:   .... o... .... o...
drums 4/4 full
    brush: o.o. X.oo o.o. X.oo / o.o. X.oo o.oo X.o.
    kick:  X... .... x... .... / X... .... x.o. ....
drums 4/4 full
    hat:   x.o. x.o. x.o. x.o.
    rim:   .... x... .... x...
    kick:  X... ..o. x... .... / X... .... x.x. ....
drums 4/4 big
    snare: o.og X.og o.og X.og / o.og X.og o.oo X.xg
    hat:   x... x... x... x...
    kick:  X... .... X... .... / X... ..x. X... ..x.
drums 3/4 quiet
    kick:  X... .... ....
    rim:   .... o... o... / .... o... o.?.
drums 3/4 full
    brush: o... x.o. x.o. / o... x.oo x.o.
    kick:  X... .... .... / X... .... ..?.
drums 3/4 big
    snare: g.o. x.o. x.og / g.o. x.o. x.oo
    kick:  X... .... .... / X... .... ..x.
drums 6/8 quiet
    kick:  X.. ...
    rim:   ... o..
drums 6/8 full
    brush: ooo Xoo / ooo Xo.
    kick:  X.. ... / X.. ..o
drums 6/8 big
    snare: goo Xoo / goo Xog
    kick:  X.. ..x / X.x ..x
percussion 4/4 quiet
    shaker: x.o. x.o. x.o. x.o. / x.o. x.oo x.o. x.o.
percussion 4/4 full
    shaker: x.o. x.og x.o. x.og
    tambourine: .... x... .... x...
percussion 4/4 big
    tambourine: o.o. X.o. o.o. X.oo
    shaker: xgog xgog xgog xgog
percussion 3/4 full
    shaker: x.o. o.o. o.o.
    tambourine: .... o... x...
percussion 6/8 full
    shaker: xoo xoo
    tambourine: ... x..

bass 4/4 quiet
    bass:  1--- ---- 5--- ---. / 1--- ---- 5--- a-..
bass 4/4 full
    bass:  1--- --.. 5--- --.. / 1--- --.. 5--- a---
bass 4/4 big
    bass:  1--. 1--. 5--. 5--. / 1--. 1--. 5--. a--.
bass 3/4 quiet
    bass:  1--- ---- ---. / 5--- ---- ---.
bass 3/4 full
    bass:  1--- ---- 5--- / 1--- ---- ---. / 1--- ---- 5--- / 1--- 5--- a---
bass 3/4 big
    bass:  1--. 5--. 5--. / 1--. 5--. a--.
bass 6/8 quiet
    bass:  1-- ---
bass 6/8 full
    bass:  1-- 5-. / 1-- 5-a

keys 4/4 quiet
    right: c--- ---- c--- ---- / 2-3- 4--- 3-4- ----
    left:  1--- ---- 5--- ----
keys 4/4 full
    right: .... c--- .... c--- / .... c--- ..c- c---
    left:  1--- ---- 5--- ----
keys 4/4 big
    right: C-c- c-c- C-c- c-c-
    left:  1--- 5--- 1--- 5---
keys 3/4 full
    right: .... c--- c--- / .... c--- c-c- / .... c--- c--- / ..c- c--- c-?-
    left:  1--- ---- ----
keys 6/8 full
    right: .cc .cc
    left:  1-- 5--

strum 4/4 quiet
    strum: B--- d--- B--- d--- / B--- d-u- B--- d-u-
strum 4/4 full
    strum: B--- D-u- B--- D-u- / B--- D-u- --u- D-u-
strum 4/4 full
    strum: D--- d-u- --u- d-u- / D--- d-u- d-u- d-u-
strum 4/4 big
    strum: D-d- D-du D-d- D-du / D-d- D-du -ud- D-du
strum 3/4 quiet
    strum: B--- d--- d--- / B--- d--- d-u-
strum 3/4 full
    strum: B--- d-u- d-u- / B--- d--- d-u- / B--- d-u- d--- / B--- d-u- d-uu
strum 3/4 full
    strum: D--- d-u- d-u- / D--- d--- d-u- / D--- d-u- --u- / D--- d-u- d-u-
strum 3/4 big
    strum: D-d- D-du D-du / D--- D-du D-d- / D-d- D-du D-du / D-du -udu D-du
strum 6/8 quiet
    strum: B-- d-u
strum 6/8 full
    strum: D-d D-u / Ddu D-u

pick 4/4 quiet
    pick:  1-4- p-5- 1-4- p-6- / 1-45 p-4- 1-64 p-5-
pick 4/4 full
    pick:  1-.5 p-4- 1-65 p-4- / 1-.5 p-46 --5- p-4-
pick 3/4 quiet
    pick:  1-4- 5-4- p-4- / 1-4- 6-5- p-4-
pick 6/8 quiet
    pick:  145 p54 / 146 p54

organ 4/4 quiet
    right: C--- ---- ---- ----
"""

GROOVE = Groove(
    page=parse(PAGE),
    fills=("light", "brush", "snare"),
    pocket={"kick": 1, "snare": 2, "brush": 1, "tambourine": 3, "bass": 2, "comping": 0, "lead": 4},
    swing=0.52,
    pair=240,
    loose=5.0,
    push=3.0,
    loud=0.92,
    chromatic=0.1,
    crash=0.8,
    depth=0.12,
)
