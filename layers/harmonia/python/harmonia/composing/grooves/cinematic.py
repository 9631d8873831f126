"""
Cinematic: few strokes, large ones. Drums like a landscape, basses like the ground.

Low drums mark the bar and swell into seams; an ostinato of three, three and two drives the big
places; basses hold pedals, chords move above them.
"""

from harmonia.composing.grooves.groove import Groove
from harmonia.composing.grooves.tab import parse

PAGE = """
drums 4/4 quiet
    kick:  x... .... .... .... / .... .... .... .... / o... .... .... .... / .... .... .... ..o.
drums 4/4 full
    kick:  X... .... .... .... / X... .... .... ..x.
    floor: x..o ..o. x..o .... / x..o ..o. x..o ..o.
drums 4/4 full
    kick:  X... .... x... .... / X... .... x... x...
    floor: .... o.o. .... o.oo / .... o.o. ..x. x.x.
drums 4/4 big
    kick:  X... ..x. X... .... / X... ..x. X... x.x.
    floor: X..x ..x. X..x ..x. / X..x ..x. X.x. X.xx
    mid:   .... ..o. .... ..o. / .... ..o. .... .o.o
    snare: .... .... .... .... / .... .... .... .gox
drums 4/4 big
    kick:  X... .... X... .... / X... .... X..x ..x.
    floor: XooX ooXo XooX ooXo / XooX ooXo XoXo XoXX
    snare: .... x... .... x... / .... x... .... x.oo
drums 3/4 quiet
    kick:  x... .... .... / .... .... .... / o... .... .... / .... .... ..o.
drums 3/4 full
    kick:  X... .... .... / X... .... x...
    floor: x... ..o. o... / x... ..o. o.oo
drums 3/4 big
    kick:  X... .... .... / X... .... x.x.
    floor: XooX ooXo ooXo / XooX ooXo XoXX
drums 6/8 quiet
    kick:  x.. ... / ... ..o
drums 6/8 full
    kick:  X.. ... / X.. x..
    floor: x.o ..o / x.o oo.
drums 6/8 big
    kick:  X.. ..x / X.. x..
    floor: Xoo Xoo / XoX oXo
percussion 4/4 quiet
    triangle: o... .... .... .... / .... .... .... ....
percussion 4/4 full
    tambourine: .... o... .... o... / .... o... .... o.o.
    shaker: o.og o.og o.og o.og
percussion 3/4 full
    tambourine: .... .... o...
percussion 6/8 full
    tambourine: ... o..

bass 4/4 quiet
    bass:  1--- ---- ---- ----
bass 4/4 full
    bass:  1--- ---- ---- ---- / 1--- ---- ---- 5---
bass 4/4 big
    bass:  1--1 --1- 1--1 --1- / 1--1 --1- 1--1 --8-
bass 4/4 big
    bass:  1--- ---- 1--- ---- / 1--- ---- 1--- 1---
bass 3/4 quiet
    bass:  1--- ---- ----
bass 3/4 full
    bass:  1--- ---- ---- / 1--- ---- 5---
bass 3/4 big
    bass:  1--1 --1- --1- / 1--1 --1- 1-1- / 1--1 --1- --1- / 1--1 --1- 5-8-
bass 3/4 big
    bass:  1--- ---- ---- / 1--- ---- 1---
bass 6/8 quiet
    bass:  1-- ---
bass 6/8 big
    bass:  1-1 1-1 / 1-1 1-5

keys 4/4 quiet
    right: 2--- 3--- 4--- 3--- / 2--- 4--- 5--- 4--- / 2--- 3--- 4--- ---- / 5--- 4--- 3-2- 3---
    left:  1--- ---- ---- ----
keys 4/4 full
    right: 2-3- 4-5- 4-3- 4-3- / 2-3- 4-5- 6-5- 4-3- / 2-3- 4-5- 4--- 3-2- / 2-3- 4-5- 6--- 5-4-
    left:  1--- ---- 5--- ----
keys 4/4 big
    right: 2345 4323 2345 4323 / 2345 6543 2345 6565
    left:  1--- --1- 1--- --5-
keys 4/4 big
    right: C--- c--- c--- c--- / C--- c--- C-c- c-c-
    left:  1--- ---- 1--- ----
keys 3/4 quiet
    right: 2--- 3--- 4--- / 3--- 4--- 5--- / 2--- 3--- 4--- / 5--- 4--- 3---
    left:  1--- ---- ----
keys 3/4 full
    right: 2-3- 4-5- 4-3- / 2-3- 4--- 5-4- / 2-3- 4-5- 6-5- / 4-3- 2--- 3---
    left:  1--- ---- ----
keys 3/4 big
    right: 2345 4323 4543 / 2345 6543 4565 / C--- c--- c--- / C--- c-c- c-c-
    left:  1--- ---- 5---
keys 6/8 quiet
    right: 234 543
    left:  1-- ---
keys 6/8 big
    right: 234565 432343
    left:  1-- 5--

strum 4/4 quiet
    strum: D--- ---- ---- ----
strum 4/4 big
    strum: D--d --d- D--d --d-
strum 6/8 quiet
    strum: D-- d--

pick 4/4 quiet
    pick:  1-4- 5-4- 6-5- 4-5- / 1-4- 5-6- 5-4- 3-4-
pick 3/4 quiet
    pick:  1-4- 5-6- 5-4-
pick 6/8 quiet
    pick:  145 654 / 146 564

organ 4/4 quiet
    right: C--- ---- ---- ----

power 4/4 quiet
    power: D--- ---- ---- ----
power 4/4 big
    power: P-pP -pP- P-pP -pP- / P-pP -pP- D--- D---
"""

GROOVE = Groove(
    page=parse(PAGE),
    fills=("swell", "swell", "taiko"),
    pocket={"kick": 0, "snare": 2, "bass": 8, "comping": 4, "pad": 0, "lead": 6},
    loose=5.0,
    push=5.0,
    loud=0.95,
    legato=True,
    crash=0.55,
    depth=0.37,
)
