"""
Jazz: the ride and the walking bass carry time, everyone else talks.

Brushes and two-feel when it is quiet, four to the bar when it is not. The kick is feathered, the
hat closes on two and four, snare and piano drop comments into the gaps. Eighths are written even
and swing by the tempo: two to one at 120, nearly straight at 280.
"""

from harmonia.composing.grooves.groove import Groove
from harmonia.composing.grooves.tab import parse

PAGE = """
drums 4/4 quiet
    brush: o. xo o. xo / o. xo o. x?
    pedal: .. x. .. x.
    kick:  o. .. g. .. / o. .. g. .?
drums 4/4 quiet
    brush: o. xo o. xo
    pedal: .. x. .. x.
    kick:  o. .. .. .. / o. .. .g ..
drums 4/4 full
    ride:  x. Xo x. Xo / x. X. x. Xo
    pedal: .. x. .. x.
    snare: .. .. .. .g / .. .g .. .. / .. .. ?. .g / .g .. .. .?
    kick:  g. g. g. g. / g. g. g. g. / g. g. g. go / g. g. g. g.
drums 4/4 full
    ride:  x. Xo x. Xo
    pedal: .. x. .. x.
    snare: .. .o .. .. / .. .. .g .. / .. g. .. .o / .g .. .? ..
    kick:  g. g. g. g. / g. g. go g. / g. g. g. g. / g. g. g. .o
drums 4/4 big
    ride:  X. Xo X. Xo / X. Xo Xo X.
    pedal: .. x. .. x.
    snare: .. .x .. .. / .. .g .x .. / .o .. .. .x / .. x. .g .o
    kick:  g. g. g. gx / g. g. g. g. / g. gx g. g. / g. g. .x g.
drums 3/4 quiet
    brush: o. xo x. / o. xo xo
    pedal: .. x. ..
    kick:  o. .. ..
drums 3/4 full
    ride:  X. xo x. / X. x. xo
    pedal: .. x. .. / .. .. x.
    snare: .. .. .g / .. .o .. / .. .. ?. / .g .. .o
    kick:  o. .. .. / o. .. .g
drums 6/8 quiet
    brush: o.o x.o
    pedal: ... x..
    kick:  o.. ...
drums 6/8 full
    ride:  X.o x.o / X.o xoo
    pedal: ... x..
    snare: ..g ... / ... ..g / .g. ..? / ..o .g.
    kick:  o.. ... / o.. ..g
percussion 4/4 full
    shaker: xo xo xo xo

bass 4/4 quiet
    bass:  1- -- 5- -.
bass 4/4 full
    bass:  1- 1- 1- 1-
bass 3/4 quiet
    bass:  1- -- 5-
bass 6/8 quiet
    bass:  1-- 5--

keys 4/4 quiet
    right: c- -- -- -. / .. .c -- -. / c- -. .. .a / -- -. .. ..
keys 4/4 quiet
    right: .c -- -- -. / c- -- .. ?. / .. .c -- -- / c- -- -. .a
keys 4/4 full
    right: c- .c .. .. / .. .c .. s. / .c .. .. c. / .. s. .. .a
keys 4/4 full
    right: .. .c -. .s / .c -. .. .. / s. .c -. .. / .. .? c- .a
keys 4/4 big
    right: C- .c .. s. / .s .. C- .a / .. .C -. .c / c. .c .. .A
keys 3/4 quiet
    right: c- -- -. / .. .c --
keys 3/4 full
    right: c- .c .. / .. .c s. / .c .. .a / .. s. .?
keys 6/8 quiet
    right: c-- --. / ..c --.
keys 6/8 full
    right: c.. ..c / ..c s.. / c-- ..a / ..c -..

strum 4/4 quiet
    strum: d- -- d- -. / d- -- d- d-
strum 4/4 full
    strum: d. D. d. D. / d. D. d. Du
strum 3/4 full
    strum: D. d. d.
strum 6/8 full
    strum: d.. D.u

pick 4/4 quiet
    pick:  1- 4- 5- 6- / 1- 45 -- 6-

organ 4/4 quiet
    right: c- -- -- -- / -- .c -- --
organ 4/4 full
    right: c- .c -- -. / .. .c -- s.
"""

GROOVE = Groove(
    page=parse(PAGE),
    fills=("brush", "chat", "chat"),
    pocket={"ride": -1, "pedal": 0, "snare": 4, "brush": 2, "kick": 2, "bass": -2, "comping": 5,
            "lead": 10},
    swing=0.667,
    loose=4.5,
    push=2.0,
    loud=0.88,
    walks=True,
    legato=True,
    chromatic=0.6,
    voicing="rootless",
    crash=0.7,
    depth=0.56,
)  # fmt: skip
