"""
Bossa nova: even eighths, light. The cross-stick plays the clave's cousin, the kick breathes with
the bass, the guitar's thumb is the drum and its fingers push every other chord ahead.
"""

from harmonia.composing.grooves.groove import Groove
from harmonia.composing.grooves.tab import parse

PAGE = """
drums 4/4 quiet
    hat:   og og og og
    rim:   x. .x .. x. / .. x. .x ..
    kick:  o. .g o. .g
drums 4/4 full
    hat:   xo xo xo xo / xo xo xo xo
    rim:   x. .x .. x. / .. x. .x ..
    kick:  x. .o x. .o
drums 4/4 full
    hat:   xo xo xo xo
    rim:   x. .x .. x. / .. x. .. x. / x. .x .. x. / .. x. .x .?
    kick:  x. .o x. .o
drums 4/4 big
    ride:  xo xo Xo xo
    rim:   X. .x .. x. / .. X. .x ..
    pedal: .. x. .. x.
    kick:  X. .x X. .x
drums 3/4 quiet
    hat:   og og og
    rim:   x. .. x. / .. x. ..
    kick:  o. .g ..
drums 3/4 full
    hat:   xo xo xo
    rim:   x. .x .. / .. x. .x
    kick:  x. .. .o
drums 6/8 quiet
    hat:   ogg ogg
    rim:   x.. ..x
    kick:  o.. ..g
drums 6/8 full
    hat:   xoo xoo
    rim:   x.. x.. / ..x ..x
    kick:  x.. o.g
percussion 4/4 quiet
    shaker: xo xo xo xo
percussion 4/4 full
    shaker: xgog xgog xgog xgog
    high conga: .... .... ...o .... / .... .... ...o ..o.
    low conga: .... .... .... x.o. / .... .... .... x.x.
percussion 3/4 full
    shaker: xo oo oo
percussion 6/8 full
    shaker: xoo xoo

bass 4/4 quiet
    bass:  1- -5 5- -. / 1- -5 5- -n / 1- -- 5- -. / 1- -5 5- -n
bass 4/4 full
    bass:  1- -5 5- -1 / 1- -5 5- -n / 1- -5 5- -1 / 1- -5 5- 5n
bass 4/4 full
    bass:  1- -5 5- -5 / 1- -8 5- -n / 1- -5 5- -5 / 1- .1 5- 3n
bass 4/4 big
    bass:  1- .5 5- .1 / 1- .5 8- 5n
bass 3/4 quiet
    bass:  1- -- 5-
bass 3/4 full
    bass:  1- -5 -n / 1- -5 5-
bass 6/8 quiet
    bass:  1-- 5--
bass 6/8 full
    bass:  1-5 5-n / 1-- 5-n

keys 4/4 quiet
    right: c- -. .c -. / .. c- -. .a
keys 4/4 full
    right: c- .c .. c. / .c .. c. .a
keys 4/4 full
    right: c. .c -- .c / -. c. .c .a
keys 4/4 big
    right: C. .c .c C. / .c .C .. cA
keys 3/4 quiet
    right: c- -. .c
keys 3/4 full
    right: c- .c .. / .c .. .a
keys 6/8 quiet
    right: c-- ..c
keys 6/8 full
    right: c-. c.a / ..c c-.

strum 4/4 quiet
    strum: d- .d .. d. / .d .. d. .a
strum 6/8 full
    strum: d-. d.u

thumb 4/4 quiet
    thumb: 1- -- 5- -- / 1- -- 5- --
    fingers: c. .c .. c. / .. c. .c ..
thumb 4/4 full
    thumb: 1- -- 5- --
    fingers: c- .c .. c- / .c .. c. .a
thumb 4/4 full
    thumb: 1- -- 5- --
    fingers: .c .. c. .c / .. c. .c .a
thumb 4/4 big
    thumb: 1- -1 5- -5
    fingers: C- .c .. C- / .c .C .. cA
thumb 3/4 full
    thumb: 1- -- 5-
    fingers: .c .c .. / .c .. c.
thumb 6/8 full
    thumb: 1-- 5--
    fingers: ..c .c. / .c. ..c

pick 4/4 quiet
    pick:  1- 45 p4 6-
"""

GROOVE = Groove(
    page=parse(PAGE),
    fills=("light", "cross", "cross"),
    pocket={"kick": 1, "rim": 0, "hat": 0, "bass": 2, "comping": 0, "lead": 8},
    loose=3.0,
    push=2.0,
    loud=0.85,
    legato=True,
    chromatic=0.5,
    voicing="rootless",
    crash=2.0,
    depth=0.36,
)
