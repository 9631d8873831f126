"""Shapes: that they sound what they should, and that hands can hold them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from harmonia.music.chord import QUALITIES, Chord
from harmonia.music.note import Note
from harmonia.tabs.difficulty import difficulty
from harmonia.tabs.fretboard import SPAN, Level, distance
from harmonia.tabs.search import candidates
from harmonia.tabs.shape import Shape, read, written
from harmonia.tabs.standard import STANDARD, expected
from harmonia.tabs.tones import omitted
from harmonia.tabs.tuning import FRETTED, NAMES, Tuning, fretted, tuned

NECKS = [tuned(one, name) for one in FRETTED.values() for name in one.tunings]
GUITAR = tuned(fretted("guitar"))

notes = st.sampled_from([Note.parse(name) for name in NAMES])
chords = st.builds(Chord, notes, st.sampled_from(sorted(QUALITIES)), st.none() | notes)


@settings(max_examples=60, deadline=None)
@given(chord=chords, neck=st.sampled_from(NECKS), level=st.sampled_from(Level))
def test_a_shape_sounds_the_chords_notes_and_nothing_else(
    chord: Chord, neck: Tuning, level: Level
) -> None:
    allowed = {note.semitone for note in (*chord.notes, chord.lowest)}

    for one in candidates(chord, neck, level):
        keys = one.shape.keys(neck.strings)
        assert {key % 12 for key in keys} <= allowed


@settings(max_examples=60, deadline=None)
@given(chord=chords, neck=st.sampled_from(NECKS), level=st.sampled_from(Level))
def test_a_shape_can_be_held(chord: Chord, neck: Tuning, level: Level) -> None:
    for one in candidates(chord, neck, level):
        assert impossible(one.shape, neck) == ""


@settings(max_examples=60, deadline=None)
@given(root=notes, quality=st.sampled_from(sorted(QUALITIES)), level=st.sampled_from(Level))
def test_a_guitar_leaves_out_no_more_than_the_fifth_or_a_ninth(
    root: Note, quality: str, level: Level
) -> None:
    chord = Chord(root, quality)

    shape = candidates(chord, GUITAR, level)[0].shape

    left_out = omitted(chord, shape.keys(GUITAR.strings))
    may_go = {(root.semitone + 7) % 12, (root.semitone + 2) % 12}
    assert {note.semitone for note in left_out} <= may_go
    assert shape.keys(GUITAR.strings)[0] % 12 == root.semitone


def test_the_bass_of_a_slash_chord_is_at_the_bottom() -> None:
    for symbol in ("C/E", "C/B", "G/B", "Am/G", "Dm7/C", "F/Eb", "A/C#", "Bb/D"):
        chord = Chord.parse(symbol)

        keys = candidates(chord, GUITAR, Level.INTERMEDIATE)[0].shape.keys(GUITAR.strings)

        assert min(keys) % 12 == chord.lowest.semitone, symbol


def test_every_shape_of_the_table_is_right_and_can_be_held() -> None:
    for instrument, table in STANDARD.items():
        neck = tuned(fretted(instrument))
        words = table.split()
        for symbol, frets in zip(words[::2], words[1::2], strict=True):
            chord = Chord.parse(symbol)
            assert expected(chord, neck) == read(frets)
            best = candidates(chord, neck, Level.CAMPFIRE)[0].shape
            assert str(best) == frets, symbol
            assert impossible(best, neck) == "", symbol


def test_barres_and_stretches_are_harder_than_open_strings() -> None:
    hard = {
        symbol: difficulty(
            candidates(Chord.parse(symbol), GUITAR, Level.CAMPFIRE)[0].shape, 648
        ).total
        for symbol in ("Em", "Am", "C", "Bm", "F")
    }

    assert hard["Em"] < hard["Am"] < hard["C"] < hard["Bm"] < hard["F"]


@given(st.lists(st.none() | st.integers(0, 19), min_size=4, max_size=6).map(tuple))
def test_a_shape_is_read_as_it_is_written(frets: tuple[int | None, ...]) -> None:
    assert read(written(frets)) == frets


def impossible(shape: Shape, neck: Tuning) -> str:
    """Why nobody can hold the shape; empty if somebody can."""
    pressed, scale = shape.pressed, neck.instrument.scale
    held: dict[int, set[int]] = {}
    for string, (finger, fret) in enumerate(zip(shape.fingers, shape.frets, strict=True)):
        if bool(finger) != bool(fret):
            return f"string {string}: finger {finger} at fret {fret}"
        if finger and fret is not None:
            held.setdefault(finger, set()).add(fret)
    if not set(held) <= {1, 2, 3, 4}:
        return "more than four fingers"
    if any(len(frets) > 1 for frets in held.values()):
        return "one finger at two frets"
    order = [min(held[finger]) for finger in sorted(held)]
    if order != sorted(order):
        return "crossed fingers"
    if pressed and distance(min(pressed), max(pressed), scale) > SPAN[Level.ADVANCED]:
        return f"{distance(min(pressed), max(pressed), scale):.0f} mm apart"
    for barre in shape.barres:
        under = shape.frets[barre.first : barre.last + 1]
        if any(fret is None or fret < barre.fret for fret in under):
            return "a barre over a string that must ring lower"
    if neck.instrument.drone and shape.frets[0]:
        return "the short string is fretted"
    return ""
