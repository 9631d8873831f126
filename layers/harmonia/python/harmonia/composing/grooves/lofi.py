"""
Lo-fi: a tired, warm beat. The snare drags, sixteenths swing, the bass says little and slides.

Kicks stumble between the grid's lines; the keys lay ninths down late and let them ring.
"""

from harmonia.composing.grooves.groove import Groove
from harmonia.composing.grooves.tab import parse

PAGE = """
drums 4/4 quiet
    hat:   x.o. x.o. x.o. x.o. / x.o. x..o x.o. x.o.
    rim:   .... x... .... x...
    kick:  X... .... ..x. .... / X... ...o ..x. ....
drums 4/4 full
    hat:   x.o. x.o. x.o. x.oo / x.o. x.oo x.o. x.o.
    snare: .... X... .... X... / .... X..g .g.. X...
    kick:  X... ...o ..x. .... / X..x .... ..x. ...?
drums 4/4 full
    hat:   x.o. x.oo x.o. x.o.
    snare: .... X... ...g X... / .... X... .g.. X..g
    kick:  X... ..x. ..x. .... / X... ...x .xx. ....
drums 4/4 big
    hat:   xgo. xgoo xgo. xgog
    snare: .... X..g .g.. X... / .... X..g .g.. X.gg
    kick:  X..o ...x ..x. ..?. / X..x ..o. .xx. ....
drums 3/4 quiet
    hat:   x.o. x.o. x.o.
    rim:   .... .... x...
    kick:  X... .... .... / X... ...o ....
drums 3/4 full
    hat:   x.o. x.oo x.o.
    snare: .... .... X... / .... .g.. X..g
    kick:  X... ...x .... / X..o ..x. ....
drums 6/8 quiet
    hat:   xoo xo.
    rim:   ... x..
    kick:  X.. ..o
drums 6/8 full
    hat:   xoo xoo / xoo xo.
    snare: ...... X..... / ....g. X....g
    kick:  X.. ..x / X.o ..x
percussion 4/4 quiet
    shaker: o.x. o.x. o.x. o.x.
percussion 4/4 full
    shaker: ogxg ogxg ogxg ogxg

bass 4/4 quiet
    bass:  1--- ---- ---- --.. / 1--- ---- ---- --5-
bass 4/4 full
    bass:  1--- ---. ..1- ---. / 1--- ---. ..5- --a-
bass 4/4 full
    bass:  1--- --.. ..1- 5--. / 1--1 ---. ..8- 5-a-
bass 4/4 big
    bass:  1--- ---5 --8- --5- / 1--1 ---. .35- --a-
bass 3/4 quiet
    bass:  1--- ---- ---.
bass 3/4 full
    bass:  1--- ---5 --a- / 1--- --.. ..5- / 1--- ---5 --8- / 1--1 ---. 5-a-
bass 6/8 quiet
    bass:  1-- --.
bass 6/8 full
    bass:  1-- --5 / 1-- 5-a

keys 4/4 quiet
    right: c--- ---- ---- ---- / c--- ---- ---- ..?-
keys 4/4 quiet
    right: .2-3 --4- ---- ---- / .2-3 --4- --5- ----
keys 4/4 full
    right: c--- ---. ..c- ---- / c--- --?. ..c- --a-
keys 4/4 full
    right: c--- ---- .?c- ---- / .c-- ---- ..c- ..a-
keys 4/4 big
    right: C--- ---c ---. ..c- / c--c ---- ..c- --a-
keys 3/4 quiet
    right: c--- ---- ----
keys 3/4 full
    right: c--- ...c ---- / c--- ---? --a- / .c-- ---- ..c- / c--- ..c- --a-
keys 6/8 quiet
    right: c-- ---
keys 6/8 full
    right: c-- --c / c-- c-a

strum 4/4 quiet
    strum: d--- ---- ---- ---- / d--- ---- ..u- ----
strum 4/4 full
    strum: d--- x.u- ..d- x... / d--- x..u --d- x.u-
strum 3/4 full
    strum: d--- x.u- x...
strum 6/8 full
    strum: d-- x.u

pick 4/4 quiet
    pick:  1--- 4-5- --6- 5--- / 1--3 --4- 5--- ----
pick 4/4 full
    pick:  1-.4 --5- 6-5- 4--- / 1-.4 --6- --5- 4-3-
pick 6/8 quiet
    pick:  1-4 5-4
"""

GROOVE = Groove(
    page=parse(PAGE),
    fills=("light", "light", "snare"),
    pocket={"kick": 2, "snare": 14, "rim": 12, "hat": 6, "shaker": 4, "bass": 14, "comping": 12,
            "lead": 10, "pad": 8},
    swing=0.585,
    pair=240,
    loose=5.0,
    push=1.5,
    slides=True,
    loud=0.9,
    chromatic=0.5,
    voicing="rootless",
    crash=2.0,
    depth=0.12,
)  # fmt: skip
