"""Tabs and diagrams as people see them."""

import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from harmonia.music.chord import Chord
from harmonia.music.meter import Meter
from harmonia.tabs.arrange import Arranged, Playing, Wanted, arrange
from harmonia.tabs.chart import Chart, Sung
from harmonia.tabs.chord_list import passages
from harmonia.tabs.fretboard import Level
from harmonia.tabs.piano import voiced
from harmonia.tabs.tuning import FRETTED, fretted, tuned
from harmonia_scores.diagrams import diagrams
from harmonia_scores.tablature import ascii_tab, piano_chart

SVG = "{http://www.w3.org/2000/svg}"


def made(text: str, **wanted: object) -> Arranged:
    chart = Chart(passages(text, Meter()))
    return arrange(chart, Wanted(**{"tuning": tuned(fretted("guitar")), **wanted}))  # type: ignore[arg-type]


def rows(text: str) -> list[list[str]]:
    """The tab's systems, each as its strings' lines."""
    lines = [line for line in text.splitlines() if re.match(r"[A-Ga-g][b#]? ?\|", line)]
    return [lines[index : index + 6] for index in range(0, len(lines), 6)]


def test_the_high_string_is_on_top_and_bar_lines_are_in_line() -> None:
    for system in rows(ascii_tab(made("Am F C G Dm E7 Am G13 Bbmaj7").tab)):
        assert [line[0] for line in system] == [*"eBGDAE"]
        bars = [[at for at, sign in enumerate(line) if sign == "|"] for line in system]
        assert all(one == bars[0] for one in bars)
        assert max(map(len, system)) <= 78


def test_two_figures_pad_the_columns_beside_them() -> None:
    line = tuple(Sung(at * 480, 480, key) for at, key in enumerate((74, 76, 77, 79)))
    chart = Chart((), line=line)

    text = ascii_tab(arrange(chart, Wanted(tuned(fretted("guitar")), playing=Playing.LINE)).tab)

    (system,) = rows(text)
    assert len({len(row) for row in system}) == 1
    figures = [int(one) for row in system for one in re.findall(r"\d+", row)]
    assert len(figures) == 4
    assert max(figures) >= 10


def test_chords_stand_over_their_first_stroke() -> None:
    text = ascii_tab(made("| Ebmaj7#11 F#m7b5 G#m7 Bbm7b5 | C |").tab)

    names = next(line for line in text.splitlines() if line.lstrip().startswith("Ebmaj7#11  "[:9])
                 and "F#m7b5" in line)  # fmt: skip
    assert names.split() == ["Ebmaj7#11", "F#m7b5", "G#m7", "Bbm7b5", "C"]


def test_a_capo_shows_both_names() -> None:
    text = ascii_tab(made("Eb Ab Bb", capo=1).tab)

    assert "capo 1" in text
    assert "Eb = D" in text


@pytest.mark.parametrize("name", FRETTED)
def test_every_instrument_has_its_strings(name: str) -> None:
    arranged = made("Am F C G", tuning=tuned(fretted(name)))

    lines = [line for line in ascii_tab(arranged.tab).splitlines() if "|-" in line]

    assert len(lines) % len(arranged.tab.tuning.strings) == 0
    assert lines[0][0] == arranged.tab.tuning.letters[-1]


def test_diagrams_show_dots_barres_open_and_silent_strings() -> None:
    root = ET.fromstring(diagrams(made("Am F C#m7").tab))

    am, f, cs = root.findall(f"{SVG}g")
    assert names(am)[0] == "Am"
    assert [count(am, "circle", "dot"), count(am, "rect", "barre")] == [3, 0]
    assert [count(am, "circle", "ink"), names(am).count("×")] == [2, 1]
    assert [count(f, "circle", "dot"), count(f, "rect", "barre")] == [3, 1]
    assert names(f).count("×") == count(f, "circle", "ink") == 0
    assert "4" in names(cs)  # the fret's number beside the first row


def test_left_handed_diagrams_are_mirrored() -> None:
    right = ET.fromstring(diagrams(made("C").tab))
    left = ET.fromstring(diagrams(made("C", left_handed=True).tab))

    def dots(root: ET.Element) -> list[float]:
        return sorted(float(one.attrib["cx"]) for one in root.iter(f"{SVG}circle")
                      if one.attrib["class"].endswith("dot"))  # fmt: skip

    edges = 28 + 28 + 16 * 5
    assert dots(left) == sorted(edges - x for x in dots(right))


def test_diagrams_stay_inside_their_picture() -> None:
    text = "C Dm7 Em7b5 F13 G7#9 Abmaj7 Bbm11 B7b9 C#dim7 Ebsus4"
    for level in Level:
        root = ET.fromstring(diagrams(made(text, level=level).tab))
        wide, high = float(root.attrib["width"]), float(root.attrib["height"])
        for group in root.findall(f"{SVG}g"):
            x, y = map(float, re.findall(r"\d+", group.attrib["transform"]))
            for line in group.iter(f"{SVG}line"):
                assert x + float(line.attrib["x2"]) <= wide
                assert y + float(line.attrib["y2"]) <= high
            for dot in group.iter(f"{SVG}circle"):
                assert y + float(dot.attrib["cy"]) <= high


def test_a_piano_chart_has_a_chord_a_line() -> None:
    chords = [Chord.parse(symbol) for symbol in ("Dm7", "G13", "Cmaj7")]
    hands = voiced(chords)

    text = piano_chart(chords, hands)

    assert [line.split()[0] for line in text.splitlines()] == ["Dm7", "G13", "Cmaj7"]
    for chord, one in zip(chords, hands, strict=True):
        assert {key % 12 for key in one.keys} <= {note.semitone for note in chord.notes}
        assert one.keys[0] % 12 == chord.lowest.semitone


def test_piano_hands_move_little() -> None:
    chords = [Chord.parse(symbol) for symbol in "C Am F G C/E Dm7 G7 C".split()]

    hands = voiced(chords)

    tops = [one.right[-1].midi for one in hands]
    assert max(abs(a - b) for a, b in pairwise(tops)) <= 4


def names(group: ET.Element) -> list[str]:
    return [one.text or "" for one in group.iter(f"{SVG}text")]


def count(group: ET.Element, tag: str, kind: str) -> int:
    return sum(one.attrib["class"].split()[-1] == kind for one in group.iter(SVG + tag))
