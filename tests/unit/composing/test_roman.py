"""Roman numerals, against what musicians agree on."""

import pytest

from harmonia.composing.roman import diatonic, read
from harmonia.composing.style import Style
from harmonia.composing.styles import STYLES
from harmonia.music.key import Key
from harmonia.music.scale import MODES


@pytest.mark.parametrize(
    ("numeral", "key", "chord"),
    [
        ("I", "C major", "C"), ("vi", "Eb major", "Cm"), ("ii9", "D major", "Em9"),
        ("bVI", "C minor", "Ab"), ("bVI", "C major", "Ab"), ("V7/vi", "C major", "E7"),
        ("V7/V", "F major", "G7"), ("I/3", "G major", "G/B"), ("i/b3", "A minor", "Am/C"),
        ("iiø", "A minor", "Bm7b5"), ("bII7", "C major", "Db7"), ("bII7", "Bb major", "B7"),
        ("#iv°7", "C major", "F#dim7"), ("I69", "F major", "F6/9"), ("i69", "D minor", "Dm6/9"),
        ("V/7", "C major", "G/B"), ("bVII/1", "C major", "Bb/C"), ("iadd9", "E minor", "Emadd9"),
        ("4", "D dorian", "G"), ("2", "E phrygian", "F"), ("5", "A harmonic minor", "E"),
    ],
)  # fmt: skip
def test_a_numeral_names_the_chord_a_musician_means(numeral: str, key: str, chord: str) -> None:
    assert str(read(numeral, Key.parse(key))) == chord


@pytest.mark.parametrize(
    ("degree", "key", "colour", "chord"),
    [
        (1, "C major", "triads", "C"), (7, "C major", "triads", "Bdim"),
        (2, "C major", "sevenths", "Dm7"), (5, "C major", "ninths", "G9"),
        (3, "C major", "ninths", "Em7"), (4, "C major", "ninths", "Fmaj9"),
        (7, "A harmonic minor", "sevenths", "G#dim7"), (1, "A minor", "ninths", "Am9"),
        (2, "C lydian", "sevenths", "D7"), (1, "B locrian", "sevenths", "Bm7b5"),
    ],
)  # fmt: skip
def test_a_mode_builds_its_own_chords(degree: int, key: str, colour: str, chord: str) -> None:
    assert str(diatonic(degree, Key.parse(key), colour)) == chord


def test_nonsense_is_no_numeral() -> None:
    with pytest.raises(ValueError, match="not a Roman numeral"):
        read("XI", Key.parse("C"))


@pytest.mark.parametrize("style", STYLES.values(), ids=list(STYLES))
@pytest.mark.parametrize("tonic", ["C", "F#", "Db", "B"])
def test_every_page_can_be_read_in_every_key(style: Style, tonic: str) -> None:
    pages = {"major": style.major, "minor": style.minor, **style.modal}

    assert set(pages) == set(MODES)
    for mode, page in pages.items():
        if tonic == "Db" and mode != "major":
            continue
        key = Key.parse(f"{tonic} {mode}") if tonic != "B" or mode != "locrian" else None
        if key is None:
            continue
        for progressions in page.values():
            for text in progressions:
                bars = text.split()
                chords = [read(one, key, style.colour) for bar in bars for one in bar.split(",")]
                assert len(bars) in (4, 8, 12, 16)
                assert all(abs(chord.root.accidental) <= 2 for chord in chords)
