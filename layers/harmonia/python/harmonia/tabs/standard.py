"""
The shapes that players expect first, by instrument, each in its usual tuning.

They are the ones in beginners' books; every other chord is searched for.
"""

from functools import cache

from harmonia.music.chord import Chord
from harmonia.tabs.shape import Frets, read
from harmonia.tabs.tuning import FRETTED, Tuning, tuned

STANDARD = {
    "guitar": """
        C x32010   Cm x35543   C7 x32310   Cmaj7 x32000  Cm7 x35343   Cadd9 x32030  Csus4 x33011
        C6 x32210  C9 x32330   C/G 332010  C/E 032010    C/B x22010   Caug x32110   Csus2 x30033
        C# x46664  C#m x46654  C#7 x46464  C#m7 x46454   C#maj7 x46564
        D xx0232   Dm xx0231   D7 xx0212   Dmaj7 xx0222  Dm7 xx0211   Dsus4 xx0233  Dsus2 xx0230
        D6 xx0202  D/F# 200232 D/A x00232  D7sus4 xx0213 Ddim7 xx0101
        Eb x68886  Ebm x68876  Eb7 x68686  Ebmaj7 x68786 Ebm7 x68676
        E 022100   Em 022000   E7 020100   Em7 020000    Emaj7 021100 Esus4 022200  E7sus4 020200
        E9 020102  E7#9 x7678x Em/D xx0000
        F 133211   Fm 133111   F7 131211   Fmaj7 xx3210  Fm7 131111   F/C x33211    F/A x03211
        F# 244322  F#m 244222  F#7 242322  F#m7 242222
        G 320003   Gm 355333   G7 320001   Gmaj7 320002  Gm7 353333   G6 320000     Gsus4 330013
        G/B x20003 G/D xx0003  Gadd9 320203
        Ab 466544  G#m 466444  Ab7 464544  G#m7 464444
        A x02220   Am x02210   A7 x02020   Am7 x02010    Amaj7 x02120 Asus4 x02230  Asus2 x02200
        A6 x02222  Am6 x02212  A7sus4 x02030 Aadd9 x02420 A9 x02423   Am/G 302210   A/C# x42220
        A/E 002220 Am/E 002210
        Bb x13331  Bbm x13321  Bb7 x13131  Bbmaj7 x13231 Bbm7 x13121
        B x24442   Bm x24432   B7 x21202   Bm7 x24232    Bmaj7 x24342 Bm7b5 x2323x  Bdim x2343x
        E5 022xxx  A5 x022xx   D5 xx023x   G5 355xxx     F5 133xxx    C5 x355xx
    """,
    "ukulele": """
        C 0003  Cm 0333  C7 0001  Cmaj7 0002  C#m 1104  D 2220  Dm 2210  D7 2223  Dm7 2213
        Eb 0331  E 4442  Em 0432  E7 1202  Em7 0202  F 2010  Fm 1013  F7 2310  F#m 2120
        G 0232  Gm 0231  G7 0212  Gmaj7 0222  Ab 5343  A 2100  Am 2000  A7 0100  Am7 0000
        Bb 3211  Bbm 3111  Bb7 1211  B 4322  Bm 4222  B7 2322
    """,
    "mandolin": """
        G 0023  G7 0021  C 0230  D 2002  Dm 2001  A 2245  Am 2235  A7 2243  E 1220  Em 0220
        F 5301  Bm 4022  B 4122
    """,
    "banjo": "G 00000  C 02012  D x0234  Em 02002  Am x2212  F x3213  A x2222  E x2102",
}


@cache
def expected(chord: Chord, tuning: Tuning) -> Frets | None:
    """
    The shape that players expect of the chord, if books agree on one.

    A guitar that is tuned down as a whole is played in the shapes of the chords above.
    """
    usual = tuned(FRETTED[tuning.instrument.name]).strings
    gaps = {mine - theirs for mine, theirs in zip(tuning.strings, usual, strict=True)}
    if len(gaps) > 1:
        return None
    down = gaps.pop()
    return _table(tuning.instrument.name).get(fingerprint(chord, -down))


@cache
def _table(instrument: str) -> dict[tuple[int, str, int], Frets]:
    words = STANDARD.get(instrument, "").split()
    return {
        fingerprint(Chord.parse(symbol)): read(frets)
        for symbol, frets in zip(words[::2], words[1::2], strict=True)
    }


def fingerprint(chord: Chord, semitones: int = 0) -> tuple[int, str, int]:
    """The chord as it sounds, moved by that many semitones: root, quality, bass."""
    return (
        (chord.root.semitone + semitones) % 12,
        chord.quality,
        (chord.lowest.semitone + semitones) % 12,
    )
