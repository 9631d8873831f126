"""
House: four on the floor, open hats between, claps on two and four, nothing late.

Breaks lose the kick, builds roll towards the drop, the bass answers the kick on the offbeat. The
chords stab across the bar in threes.
"""

from harmonia.composing.grooves.groove import Groove
from harmonia.composing.grooves.tab import parse

PAGE = """
drums 4/4 quiet
    kick:  X... X... X... X...
    hat:   ..o. ..o. ..o. ..o. / ..o. ..o. ..o. ..og
drums 4/4 full
    kick:  X... X... X... X... / X... X... X... X..?
    clap:  .... X... .... X... / .... X... .... X... / .... X... .... X... / .... X..o .... X...
    open:  ..x. ..x. ..x. ..x.
    hat:   og.g og.g og.g og.g
drums 4/4 big
    kick:  X... X... X... X... / X... X... X... X... / X... X... X... X... / X... X... X... X.x.
    clap:  .... X... .... X... / .... X..o .... X...
    snare: .... o... .... o... / .... o... ...g o.g.
    open:  ..X. ..X. ..X. ..X.
    hat:   xgog xgog xgog xgog
    ride:  x... x... x... x...
drums 4/4 big
    kick:  X... X... X... X... / X... X... X... X..x
    clap:  .... X... .... X... / .... X... ..o. X...
    open:  ..X. ..X. ..X. ..X.
    hat:   xg.g xgog xg.g xgog
    shaker: o.og o.og o.og o.og
drums 3/4 quiet
    kick:  X... x... x...
    hat:   ..o. ..o. ..o.
drums 3/4 full
    kick:  X... X... X...
    clap:  .... .... X... / .... ...o X...
    open:  ..x. ..x. ..x.
    hat:   og.g og.g og.g
drums 6/8 quiet
    kick:  X.. X..
    hat:   ..o ..o
drums 6/8 full
    kick:  X.. X..
    clap:  ... X.. / ...... X....o
    open:  ..x ..x
    hat:   oo. oo.
percussion 4/4 quiet
    shaker: o.x. o.x. o.x. o.x.
percussion 4/4 full
    shaker: ogxg ogxg ogxg ogxg
    high conga: ...o ..o. ...o .... / ...o ..o. .x.. ..o.
    low conga: .... .... ..x. ..x. / .... .... ..x. x...

bass 4/4 quiet
    bass:  ..1- ..1- ..1- ..1-
bass 4/4 full
    bass:  ..1- ..1- ..1- ..1- / ..1- ..1- ..1- ..8-
bass 4/4 full
    bass:  ..1. .11. ..1. .15. / ..1. .11. ..1. .8.5
bass 4/4 big
    bass:  .11. .11. .11. .18. / .11. .11. .11. .85.
bass 4/4 big
    bass:  ..1- ..1- .11- ..8- / ..1- .11- ..8- ..a-
bass 3/4 full
    bass:  ..1- ..1- ..1- / ..1- ..1- ..8- / ..1- ..1- ..1- / ..1- .11- ..5-
bass 3/4 big
    bass:  .11. .11. .18. / .11. .11. .85. / ..1- .11- ..8- / .11. .11. ..a-
bass 6/8 full
    bass:  ..1 ..1 / ..1 .15

keys 4/4 quiet
    right: c--- ---- ---- ---- / ..c- ---- ---- ----
keys 4/4 full
    right: ..c. ..c. ..c. ..c. / ..c. ..c. .c.. c.c.
keys 4/4 full
    right: c..c ..c. ..c. .c.. / c..c ..c. .c.. c...
keys 4/4 big
    right: C..C ..C. ..C. .C.. / C..C ..C. .C.. C.C.
keys 4/4 big
    right: ..C. ..C. ..C. c.C. / ..C. .cC. ..C. ..A.
keys 3/4 full
    right: ..c. ..c. ..c. / c..c ..c. ..c. / ..c. ..c. .cc. / c..c ..c. .c..
keys 6/8 full
    right: ..c ..c / c.c ..c

stab 4/4 quiet
    right: ...s ..s. .... .... / ...s ..s. ...s ....
stab 4/4 full
    right: s..s ..s. .... s... / s..s ..s. ..s. .s..
stab 4/4 big
    right: C..s ..C. ..s. .s.. / C..s ..C. .s.. C.s.
stab 3/4 full
    right: s..s ..s. .... / s..s ..s. ..s. / s..s ..s. .... / ...s ..s. .s..
stab 6/8 full
    right: s.s ..s

strum 4/4 full
    strum: x.d. x.du x.d. x.du / x.d. x.du x.ud x.du
strum 3/4 full
    strum: x.d. x.du x.d.
strum 6/8 full
    strum: x.d x.u

pick 4/4 quiet
    pick:  1.4. 5.4. 6.4. 5.4.
"""

GROOVE = Groove(
    page=parse(PAGE),
    fills=("light", "clap", "clap"),
    pocket={"kick": 0, "clap": -3, "hat": 4, "open": 3, "shaker": 5, "bass": 2, "comping": 2},
    swing=0.53,
    pair=240,
    loose=1.0,
    push=0.0,
    loud=1.02,
    drops=True,
    voicing="drop2",
    depth=0.0,
)
