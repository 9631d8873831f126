"""Tabs in other people's formats: their own readers find the same notes."""

import io
import itertools
import re
from fractions import Fraction
from typing import Any

import guitarpro
import pytest

from harmonia.music.meter import PPQ, Meter
from harmonia.songs.wishes import Genre
from harmonia.tabs.arrange import Playing, Wanted, arrange
from harmonia.tabs.chart import Chart, Sung
from harmonia.tabs.chord_list import passages
from harmonia.tabs.tab import Tab
from harmonia.tabs.tuning import FRETTED, fretted, tuned
from harmonia_scores.alphatex import alphatex
from harmonia_scores.guitarpro import guitar_pro
from harmonia_scores.musicxml import musicxml

TEXTS = {
    "4/4": "[Verse] Am F | C G/B | N.C. | Bb7#9 F#m7b5 C13 Ebmaj7#11",
    "3/4": "Dm A7 Dm6",
    "6/8": "| G C | D |",
    "7/8": "| Em Am | B7 |",
    "5/4": "Em Am B7",
}


def tab(instrument: str, meter: str, playing: Playing, capo: int = 0) -> Tab:
    sign = Meter.parse(meter)
    chart = Chart(passages(TEXTS[meter], sign), sign, title="Größe – “x”", artist="A & B <c>")
    style = Genre.BOSSA if capo else Genre.POP
    wanted = Wanted(tuned(fretted(instrument)), capo=capo, playing=playing, style=style)
    return arrange(chart, wanted).tab


def melody() -> Tab:
    """A line with every length from a sixteenth to nine beats, over bar lines, and two notes."""
    line, at = [], 240
    for steps, key in zip(
        itertools.count(1), (64, 67, 71, 76, 72, 69, 65, 62, 55, 48), strict=False
    ):
        line.append(Sung(at, steps * 120 + (steps % 3) * 7, key))
        at += steps * 120 + 120
    line += [Sung(at, 2160, 60), Sung(at, 2160, 67)]
    chart = Chart(passages("C G Am", Meter()), Meter(), line=tuple(line))
    return arrange(chart, Wanted(tuned(fretted("guitar")), playing=Playing.LINE)).tab


TABS = [
    *(tab("guitar", meter, Playing.STRUM) for meter in TEXTS),
    *(tab("guitar", meter, Playing.PICK) for meter in TEXTS),
    *(tab(name, "4/4", Playing.STRUM) for name in FRETTED),
    tab("guitar", "4/4", Playing.STRUM, capo=3),
    tab("ukulele", "3/4", Playing.PICK, capo=2),
    melody(),
]  # fmt: skip


def by_guitar_pro(content: bytes) -> tuple[Any, list[tuple[int, int]]]:
    """The file as PyGuitarPro reads it, and its struck notes as (tick, sounding key)."""
    song = guitarpro.parse(io.BytesIO(content))
    track = song.tracks[0]
    found, measure_start = [], 0
    for measure in track.measures:
        at = measure_start
        for beat in measure.voices[0].beats:
            for note in beat.notes:
                if note.type is guitarpro.NoteType.normal:
                    found.append((at, note.realValue + track.offset))
            at += beat.duration.time // 2
        measure_start += measure.length // 2
        assert at == measure_start
    return song, sorted(found)


@pytest.mark.parametrize("index", range(len(TABS)))
def test_pyguitarpro_reads_back_the_same_notes(index: int) -> None:
    one = TABS[index]

    song, notes = by_guitar_pro(guitar_pro(one))

    assert notes == list(one.notes)
    assert song.tempo == 100
    assert [string.value for string in song.tracks[0].strings] == [*reversed(one.tuning.strings)]
    assert song.tracks[0].offset == one.capo


def test_guitar_pro_files_carry_chords_and_passages() -> None:
    song, _ = by_guitar_pro(guitar_pro(tab("guitar", "4/4", Playing.STRUM)))

    beats = [beat for one in song.tracks[0].measures for beat in one.voices[0].beats]
    chords = [beat.effect.chord for beat in beats if beat.effect.chord]
    assert [chord.name for chord in chords[:4]] == ["Am", "F", "C", "G/B"]
    assert chords[0].strings[:6] == [0, 1, 2, 2, 0, -1]
    assert song.measureHeaders[0].marker.title == "Verse"
    assert song.title == "Größe – “x”"


@pytest.mark.parametrize("index", [0, 1, 3, 5, 7, 11, 12, 14, len(TABS) - 2, len(TABS) - 1])
@pytest.mark.filterwarnings("ignore")  # music21's own
def test_music21_reads_back_the_same_notes(index: int) -> None:
    from music21 import chord as chords
    from music21 import converter, harmony

    one = TABS[index]

    score = converter.parseData(musicxml(one), format="musicxml")

    found = []
    for element in score.flatten().notes:
        if isinstance(element, harmony.Harmony):
            continue
        either: Any = element
        members = either.notes if isinstance(element, chords.Chord) else (either,)
        start = int(Fraction(element.offset) * PPQ)
        found += [
            (start, note.pitch.midi)
            for note in members
            if note.tie is None or note.tie.type == "start"
        ]
    assert sorted(found) == list(one.notes)


@pytest.mark.filterwarnings("ignore")
def test_music21_reads_the_chord_symbols_and_the_strings() -> None:
    from music21 import converter, harmony

    score = converter.parseData(musicxml(tab("guitar", "4/4", Playing.STRUM)), format="musicxml")

    symbols = [one.figure for one in score.recurse().getElementsByClass(harmony.ChordSymbol)]
    assert symbols[:4] == ["Am", "F", "C", "G/B"]
    assert score.metadata.title == "Größe – “x”"


def test_musicxml_fills_its_bars_and_names_strings_and_frets() -> None:
    import xml.etree.ElementTree as ET

    for one in TABS:
        root = ET.fromstring(musicxml(one).partition('partwise.dtd">')[2])
        for measure in root.iter("measure"):
            lengths = [
                int(note.findtext("duration", "0"))
                for note in measure.iter("note")
                if note.find("chord") is None
            ]
            assert sum(lengths) * 120 == one.meter.bar
        for note in root.iter("note"):
            if note.find("rest") is None:
                string = int(note.findtext("notations/technical/string", "0"))
                assert 1 <= string <= len(one.tuning.strings)


def test_alphatex_says_the_same_notes() -> None:
    """Read by the few rules that are used; alphaTab itself needs Node."""
    for one in TABS:
        text = alphatex(one)
        strings = one.strings[::-1]
        capo_and_all, at = [], 0
        for beat, value, marks in re.findall(
            r"(\([^()]*\)|r)\.(\d+)(?: \{([^}]*)\})?", bars_of(text)
        ):
            for fret, string, tie in re.findall(r"(\d+)\.(\d)(\{t\})?", beat):
                if not tie:
                    capo_and_all.append((at, strings[int(string) - 1] + int(fret)))
            length = 4 * PPQ // int(value)
            at += length * 3 // 2 if "d" in marks.split() else length
        assert sorted(capo_and_all) == list(one.notes)
        assert text.count("|") == len(one.bars) - 1


def bars_of(text: str) -> str:
    return text[text.index("\\ts (") :].partition(")")[2]


def test_alphatex_keeps_its_quotes() -> None:
    sign = Meter()
    chart = Chart(passages('[a "b" \\c] Am', sign), sign, title='say "hi" \\title\n"x"')

    text = alphatex(arrange(chart, Wanted(tuned(fretted("guitar")))).tab)

    assert text.startswith("\\title \"say 'hi' /title 'x'\"\n")
    assert "\\section \"a 'b' /c\"" in text
