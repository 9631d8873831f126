"""ChordPro in, chord sheets out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonia.errors import Invalid
from harmonia.music.meter import Meter
from harmonia.tabs.arrange import Wanted, arrange
from harmonia.tabs.chart import MOST_CHORDS, Chart
from harmonia.tabs.chord_list import passages
from harmonia.tabs.tuning import fretted, tuned
from harmonia_scores.chordpro import read_chordpro
from harmonia_scores.chordpro_sheets import chord_sheet, write_chordpro

GUITAR = tuned(fretted("guitar"))
SONG = """\
# a comment
{title: Small Boats}
{artist: Nobody}
{tempo: 92}
{time: 3/4}
{start_of_verse: Verse 1}
[Am]Over the [G]sea [*softly]we [F]go
and [C]home
{end_of_verse}
{soc}
[Dm][E7]
{eoc}
{sot}
e|--0--|
{eot}
{start_of_grid}
| Am . F | C |
{end_of_grid}
"""


def test_a_song_is_read() -> None:
    chart, capo = read_chordpro(SONG)

    assert (chart.title, chart.artist, chart.bpm, capo) == ("Small Boats", "Nobody", 92, 0)
    assert str(chart.meter) == "3/4"
    assert [one.name for one in chart.passages] == ["Verse 1", "chorus", ""]
    assert [str(chord) for chord in chart.chords] == "Am G F C Dm E7 Am F C".split()
    assert [one.length // 480 for one in chart.changes] == [3, 3, 3, 3, 3, 3, 2, 1, 3]
    starts = [one.start for one in chart.changes]
    assert starts == [sum(one.length for one in chart.changes[:i]) for i in range(len(starts))]


def test_chords_stand_over_their_syllables() -> None:
    chart, _ = read_chordpro(SONG)

    lines = chord_sheet(chart, arrange(chart, Wanted(GUITAR))).splitlines()

    at = lines.index("Over the sea we go")
    assert lines[at - 1] == "Am       G      F"
    assert lines[0] == "Small Boats - Nobody"
    assert "[Verse 1]" in lines
    assert "| Am . F | C |" in lines


def test_chords_on_one_syllable_push_the_words_apart() -> None:
    chart, _ = read_chordpro("[Ebmaj7]a [F#m7b5]b")

    above, words = chord_sheet(chart, arrange(chart, Wanted(GUITAR))).splitlines()[-2:]

    assert above.index("F#m7b5") == words.index("b")
    assert above.split() == ["Ebmaj7", "F#m7b5"]


@pytest.mark.parametrize("capo", [0, 3])
def test_what_is_written_is_read_back_the_same(capo: int) -> None:
    chart, _ = read_chordpro(SONG)
    text = write_chordpro(chart, arrange(chart, Wanted(GUITAR, capo=capo)))

    again, found = read_chordpro(text)

    assert found == capo
    assert [c.semitone for one in again.transposed(capo).chords for c in one.notes] == [
        c.semitone for one in chart.chords for c in one.notes
    ]
    assert [one.length for one in again.changes] == [one.length for one in chart.changes]
    assert [line.text for p in again.passages for line in p.lyrics] == [
        line.text for p in chart.passages for line in p.lyrics
    ]


def test_shapes_are_defined_for_whoever_prints_it() -> None:
    def written(symbol: str) -> str:
        chart = Chart(passages(symbol, Meter()))
        return write_chordpro(chart, arrange(chart, Wanted(GUITAR)))

    assert "{define: Am base-fret 1 frets x 0 2 2 1 0 fingers - - 2 3 1 -}" in written("Am")
    assert "{define: Eb base-fret 6 frets x 1 3 3 3 1 fingers - 1 2 3 4 1}" in written("Eb")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("la la", "in brackets"),
        ("[Am]la [Xx]la", r"chords\[1\]: 'Xx'"),
        ("{tempo: fast}\n[Am]", "not a number"),
        ("{time: 4}\n[Am]", "not a meter"),
        ("{tempo: 9000}\n[Am]", "out of reach"),
        ("[Am]" * (MOST_CHORDS + 1), "too many"),
        ("x" * 50_000, "at most"),
    ],
)
def test_what_is_no_chordpro_is_refused(text: str, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        read_chordpro(text)


@given(st.text(alphabet="[]{}:AmFsoceg \n|*#time1/4t", max_size=80))
def test_whatever_is_sent_is_read_or_refused(text: str) -> None:
    try:
        chart, _ = read_chordpro(text)
    except Invalid:
        return
    assert chart.changes
