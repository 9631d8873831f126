"""
What each style plays: its standard progressions in Roman numerals, as players carry them in memory.

A figure before a row says how often one meets it beside the others. Rows are loops or phrases; the
last chord of a row leads to its first. `grammar` learns from them what may follow what.
"""

from harmonia.songs.wishes import Genre

ROWS: dict[Genre, tuple[str, str]] = {
    Genre.POP: (
        """
        6 I V vi IV
        4 vi IV I V
        3 I vi IV V
        2 IV I V vi
        2 I IV vi V
        2 I iii IV V
        2 IV V vi I
        2 IV V iii vi
        1 I V IV IV
        1 I V/7 vi I/5 IV I/3 ii V
        1 I IV I V
        1 ii IV I V
        1 vi V IV V
        1 I iii vi IV
        1 I IV iv I
        1 I V7/vi vi IV
        1 I III7 IV iv
        1 I bVII IV I
        1 ii V I vi
        1 IV iv I I
        1 I V7/V IV V
        """,
        """
        5 i bVI bIII bVII
        3 i bVII bVI bVII
        3 i iv bVI V
        2 i bVI iv V
        2 bVI bVII i i
        2 i bIII bVII iv
        2 i bVII bVI V
        1 i v bVI bVII
        1 i iv i V
        1 bVI iv i bVII
        1 i bIII iv V
        """,
    ),
    Genre.ROCK: (
        """
        4 I IV V IV
        4 I bVII IV I
        3 I V vi IV
        3 I IV I V
        2 I bIII IV I
        2 I bVII bVI bVII
        2 I V IV I
        2 I vi IV V
        1 I bVI bVII I
        1 I V bVII IV
        1 I IV bVII I
        1 I iii IV V
        1 I7 IV7 I7 I7 IV7 IV7 I7 I7 V7 IV7 I7 V7
        1 I II IV I
        """,
        """
        4 i bVII bVI bVII
        3 i bVI bVII i
        3 i bIII bVII IV
        2 i bVII bVI V
        2 i iv bVII bIII
        2 i bVI bIII bVII
        1 i bIII iv i
        1 i IV i IV
        1 i bVII IV i
        1 i bII i bVII
        """,
    ),
    Genre.FOLK: (
        """
        5 I IV I V I IV V I
        3 I V vi IV
        3 I IV V I
        2 I vi ii V
        2 I I IV I V IV I V
        2 I iii IV V
        2 I V IV I
        1 I ii IV I
        1 vi IV I V
        1 I bVII IV I
        1 I V7/V V I
        1 I vi IV V
        1 IV I ii V
        """,
        """
        4 i bVII i bVII
        3 i bVII bVI V
        3 i iv i V
        2 i bIII bVII i
        2 i bVII bVI bVII
        2 i v i bVII
        1 i iv bVII i
        1 i IV i bVII
        1 i bVI bIII bVII
        """,
    ),
    Genre.JAZZ: (
        """
        6 ii7 V7 Imaj7 Imaj7
        4 Imaj7 vi7 ii7 V7
        3 iii7 VI7 ii7 V7
        3 Imaj7 VI7 ii7 V7
        2 ii7 bII7 Imaj7 Imaj7
        2 Imaj7 IVmaj7 iii7 VI7 ii7 V7
        2 Imaj7 II7 ii7 V7 Imaj7
        2 ii7/IV V7/IV IVmaj7 iv7 bVII7 Imaj7
        2 Imaj7 #i°7 ii7 #ii°7 iii7 VI7
        2 Imaj7 viiø V7/vi vi7 ii7/IV V7/IV IVmaj7
        1 iii7 bIII7 ii7 bII7 Imaj7
        1 IVmaj7 #iv°7 I7/5 VI7 ii7 V7
        1 I7 IV7 I7 I7 IV7 #iv°7 I7 VI7 ii7 V7 I7 V7
        1 Imaj7 bIIImaj7 bVImaj7 bIImaj7
        """,
        """
        6 iiø V7 i7 i7
        3 i7 bVI7 iiø V7
        3 i7 iv7 bVII7 bIIImaj7 bVImaj7 iiø V7 i7
        2 i7 iv7 iiø V7
        2 i7 bVImaj7 iiø V7
        1 i7 bII7 i7 V7
        1 i7 iv7 i7 bVI7 V7
        1 i7 V7/iv iv7 bVII7 bIIImaj7
        1 imaj7 i7 IV7 iv7
        """,
    ),
    Genre.BOSSA: (
        """
        4 Imaj7 II7 ii7 V7
        3 ii7 V7 Imaj7 VI7
        3 Imaj7 VI7 ii7 V7
        2 Imaj7 #i°7 ii7 V7
        2 Imaj7 vi7 ii7 bII7
        2 Imaj7 ii7/IV V7/IV IVmaj7 iv7 iii7 VI7 ii7
        2 Imaj9 II13 ii9 bII7
        1 Imaj7 biii°7 ii7 V7
        1 IVmaj7 iv6 iii7 bIII7 ii7 bII7
        """,
        """
        4 i7 iiø V7 i7
        3 i7 iv7 V7 i7
        2 i6 bVI7 V7 i6
        2 i7 bVII7 bVImaj7 V7
        2 i9 V7/iv iv7 bVII7 bIIImaj7 iiø V7
        1 i7 bII7 i7 bII7
        """,
    ),
    Genre.LOFI: (
        """
        4 ii9 V13 Imaj9 VI7
        3 Imaj7 iii7 vi7 IVmaj7
        3 IVmaj7 iii7 vi7 ii7
        3 IVmaj7 iii7 ii7 Imaj7
        2 Imaj9 vi9 ii9 V13
        2 IVmaj7 iv7 iii7 vi7
        2 ii9 iii7 IVmaj7 iii7
        1 Imaj7 bVIImaj7 IVmaj7 iv6
        1 ii7 bII7 Imaj7 vi7
        1 IVmaj9 V7/vi vi9 I9
        """,
        """
        4 i9 iv9 bVImaj7 V7
        3 i7 bVImaj7 bIIImaj7 bVII
        3 i9 iv9 i9 v7
        2 iv9 bVII13 bIIImaj9 bVImaj7
        2 i9 bVII6 bVImaj7 v7
        1 i7 iiø V7 i7
        """,
    ),
    Genre.HOUSE: (
        """
        3 vi7 IVmaj7 I V
        2 IVmaj7 V vi7 I
        2 I V vi7 IV
        2 ii9 iii7 IVmaj7 V
        2 IVmaj7 iii7 vi7 vi7
        1 Imaj7 Imaj7 IVmaj7 IVmaj7
        1 ii7 V I vi7
        """,
        """
        4 i bVI bIII bVII
        3 i7 i7 iv7 iv7
        3 i bVII bVI bVII
        2 bVImaj7 bVII i7 i7
        2 i7 v7 bVImaj7 iv7
        2 i9 bVImaj7 bVII v7
        1 i7 IV i7 IV
        """,
    ),
    Genre.CINEMATIC: (
        """
        3 I V vi IV
        2 I iii vi IV
        2 IV I V vi
        2 I bVI bVII I
        2 I iv I V
        1 I II IV I
        1 I bIII IV bVI
        1 I bVI IV I
        1 I v IV bVII
        1 vi IV I V
        """,
        """
        4 i bVI bIII bVII
        3 i bVI iv V
        3 i bVII bVI V
        2 i iv i V
        2 i bVI bVII i
        2 i v bVI iv
        2 i bVI i bvi
        1 i bII i V
        1 i bIII bVII IV
        1 i bvi i bvi
        1 i iv bVI V
        """,
    ),
}


def rows(genre: Genre, *, minor: bool) -> list[tuple[int, tuple[str, ...]]]:
    """The style's progressions for the mode, each with its weight."""
    lines = (line.split() for line in ROWS[genre][minor].strip().splitlines())
    return [(int(weight), tuple(numerals)) for weight, *numerals in lines]
