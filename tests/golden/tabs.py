"""Shapes that guitarists agree on, to be checked by eye: from the low E to the high one."""

SHAPES = """
    C x32010    Cm x35543   C7 x32310    Cmaj7 x32000  Cm7 x35343   Cadd9 x32030  Csus4 x33011
    C/G 332010  C/E 032010  Caug x32110  C# x46664     C#m x46654   C#m7 x46454
    D xx0232    Dm xx0231   D7 xx0212    Dmaj7 xx0222  Dm7 xx0211   Dsus4 xx0233  Dsus2 xx0230
    D/F# 200232 Eb x68886
    E 022100    Em 022000   E7 020100    Em7 020000    Emaj7 021100 Esus4 022200  E7sus4 020200
    F 133211    Fm 133111   F7 131211    Fmaj7 xx3210
    F# 244322   F#m 244222  F#7 242322   F#m7 242222
    G 320003    Gm 355333   G7 320001    Gmaj7 320002  Gm7 353333   G6 320000     G/B x20003
    Ab 466544   G#m 466444
    A x02220    Am x02210   A7 x02020    Am7 x02010    Amaj7 x02120 Asus4 x02230  Asus2 x02200
    Am6 x02212  A7sus4 x02030  A/C# x42220
    Bb x13331   Bbm x13321  Bb7 x13131   Bbmaj7 x13231
    B x24442    Bm x24432   B7 x21202    Bm7 x24232
"""
FINGERS = """
    C -32-1-  D ---132  Dm ---231  E -231--  Em -23---  G 32---4  A --123-  Am --231-
    F 134211  Bm -13421 Bb -12341  F#m 134111  B7 -213-4  D7 ---213
"""
UKULELE = """
    C 0003  Cm 0333  C7 0001  D 2220  Dm 2210  D7 2223  Eb 0331  E 4442  Em 0432  E7 1202
    F 2010  Fm 1013  G 0232  Gm 0231  G7 0212  A 2100  Am 2000  A7 0100  Am7 0000
    Bb 3211  Bbm 3111  B 4322  Bm 4222
"""
CAMPFIRE_SONGS = (
    "G D Em C", "Am F C G", "C G Am F", "D A Bm G", "E B C#m A", "G Em C D", "A E F#m D",
    "F C Dm Bb", "C Am Dm G7", "Em G D A", "Am G F E", "D G A7 D", "Bm G D A", "Bb F Gm Eb",
    "E A B7", "Dm Bb F C", "Am Dm E7 Am", "A D E7", "Cadd9 G D Em7", "C/G G/B Am G F C/E Dm G",
)  # fmt: skip
ASCII = """\
guitar, standard (E2 A2 D3 G3 B3 E4), 4/4, 100 bpm

Am  x02210  fingers --231-
F   133211  fingers 134211
C   x32010  fingers -32-1-
G   320003  fingers 32---4

   Am                F                 C                 G
   D   D U   U D U   D   D U   U D U   D   D U   U D U   D   D U   U D U
e|-0---0-0---0-0-0-|-1---1-1---1-1-1-|-0---0-0---0-0-0-|-3---3-3---3-3-3-|
B|-1---1-1---1-1-1-|-1---1-1---1-1-1-|-1---1-1---1-1-1-|-0---0-0---0-0-0-|
G|-2---2-2---2-2-2-|-2---2-2---2-2-2-|-0---0-0---0-0-0-|-0---0-0---0-0-0-|
D|-2---2-2---2-2-2-|-3---3-3---3-3-3-|-2---2-2---2-2-2-|-0---0-0---0-0-0-|
A|-0---0-------0---|-3---3-------3---|-3---3-------3---|-2---2-------2---|
E|-----------------|-1---1-------1---|-----------------|-3---3-------3---|
"""
PAIRS = SHAPES.split()
TABLE = list(zip(PAIRS[::2], PAIRS[1::2], strict=True))
