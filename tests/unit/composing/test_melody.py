"""Melody: motifs, the search for notes, variation, and where a tune lies."""

import itertools
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmonia.composing import measure
from harmonia.composing.character import compass
from harmonia.composing.compose import compose
from harmonia.composing.ear import dullness
from harmonia.composing.motif import contour, reshaped, rhythm, tail
from harmonia.composing.singing import START, Ground, Tone, sing
from harmonia.composing.staff import pitch_at, spelled, step_of
from harmonia.composing.styles import STYLES
from harmonia.composing.variation import varied
from harmonia.music.chord import Chord
from harmonia.music.instrument import INSTRUMENTS, Family, instrument
from harmonia.music.key import Key
from harmonia.music.meter import UNITS, Meter
from harmonia.music.note import Pitch
from harmonia.songs.wishes import Genre, SectionKind
from tests.unit.composing.songs import brief, song

C = Key.parse("C major")
FOUR = Meter(4, 4)
meters = st.builds(Meter, st.integers(1, 16), st.sampled_from(UNITS))


def ground(chord: str = "C", key: Key = C) -> Ground:
    return Ground(key, FOUR, 0, lambda _: Chord.parse(chord), 28, 40)


def test_a_step_sounds_as_the_chord_bends_it() -> None:
    minor = Key.parse("A minor")

    assert str(pitch_at(32, minor, Chord.parse("Am"))) == "G4"
    assert str(pitch_at(32, minor, Chord.parse("E7"))) == "G#4"
    assert str(spelled(61, C, Chord.parse("A7"))) == "C#4"
    assert str(spelled(61, C, Chord.parse("Db"))) == "Db4"


@given(octave=st.integers(1, 7), letter=st.integers(0, 6))
def test_steps_and_pitches_are_one(octave: int, letter: int) -> None:
    step = 7 * octave + letter

    assert step_of(pitch_at(step, C, Chord.parse("C"))) == step


@given(meter=meters, seed=st.integers(0, 99), genre=st.sampled_from(Genre))
def test_rhythms_fill_a_bar_of_any_meter(meter: Meter, seed: int, genre: Genre) -> None:
    draw = random.Random(seed)
    tune = STYLES[genre].tune

    for bar in (rhythm(tune.bars, meter, 4, draw), tail(tune.tails, meter, draw)):
        assert sum(ticks for _, ticks in bar) == meter.bar
        assert {sign for sign, _ in bar} <= set("x-.")


def test_a_bar_of_four_becomes_a_bar_of_five() -> None:
    signs = "".join(sign for sign, _ in reshaped("x-x-xx-x", Meter(5, 4)))

    assert signs == "x-x--xx-x-"


@given(count=st.integers(1, 12), seed=st.integers(0, 999))
def test_a_contour_turns_back_after_a_leap(count: int, seed: int) -> None:
    steps = contour(count, random.Random(seed))
    moves = [after - before for before, after in itertools.pairwise(steps)]

    assert len(steps) == count
    for leap, then in itertools.pairwise(moves):
        if abs(leap) >= 3:
            assert then == (-1 if leap > 0 else 1)


def test_strong_beats_get_chord_tones() -> None:
    wish = [Tone(beat * 480, 480, 29 + beat) for beat in range(8)]

    sung, _ = sing(wish, ground("C"), START, random.Random(1))

    for index, tone in enumerate(sung):
        midi = pitch_at(tone.step, C, Chord.parse("C")).midi
        if tone.start % 960 == 0 and midi % 12 not in {0, 4, 7}:
            assert abs(tone.step - sung[index - 1].step) <= 1
            assert abs(sung[index + 1].step - tone.step) == 1


def test_the_height_is_left_to_one_note() -> None:
    wish = [Tone(beat * 480, 480, 34) for beat in range(8)]
    wish[3] = replace(wish[3], step=37, hold=2.0)

    sung, _ = sing(wish, ground("C"), START, random.Random(1), peak=37)

    assert [tone.step >= 37 for tone in sung].count(True) == 1


def test_a_syncopation_belongs_to_the_chord_it_is_held_into() -> None:
    chords = {True: Chord.parse("F"), False: Chord.parse("C")}
    over = Ground(C, FOUR, 0, lambda tick: chords[tick >= 1920], 28, 40)

    assert str(over.home(Tone(1680, 960, 30))) == "F"
    assert str(over.home(Tone(1440, 960, 30))) == "C"  # on the beat it is an anticipation no more


@settings(max_examples=50)
@given(seed=st.integers(0, 9999), share=st.sampled_from([0.1, 0.3, 0.6, 1.0]))
def test_variation_keeps_the_first_bar_and_the_order(seed: int, share: float) -> None:
    theme = [Tone(beat * 480, 480, 30 + beat % 5) for beat in range(32)]

    other = varied(theme, ground(), share, 110, random.Random(seed))

    assert [(t.start, t.step) for t in other[:4]] == [(t.start, t.step) for t in theme[:4]]
    for before, after in itertools.pairwise(other):
        assert before.end <= after.start
    assert sum(t.length for t in other) <= sum(t.length for t in theme)
    assert [(t.start, t.length, t.step) for t in other] != [
        (t.start, t.length, t.step) for t in theme
    ]


def test_the_ear_prefers_a_tune_to_a_drone() -> None:
    drone = [Tone(beat * 480, 480, 30) for beat in range(16)]
    steps = [28, 29, 30, 32, 31, 30, 29, 30, 28, 29, 30, 33, 32, 31, 29, 28]
    rhythms = [480, 240, 240, 960, 480, 480, 480, 480] * 2
    tune, tick = [], 0
    for step, length in zip(steps, rhythms, strict=True):
        tune.append(Tone(tick, length, step))
        tick += length

    assert dullness(tune, 1920, 30) < dullness(drone, 1920, 30)
    assert dullness(drone[:2], 1920, 30) > 0


@pytest.mark.parametrize("name", [n for n, i in INSTRUMENTS.items() if i.family != Family.DRUMS])
@pytest.mark.parametrize("voice", ["any", "female", "male", "deep male", "child", "choir"])
def test_a_compass_suits_instrument_and_voice(name: str, voice: str) -> None:
    player = instrument(name)

    low, high = compass(player, voice, C, 9, random.Random(1))

    bottom, top = (pitch_at(step, C, Chord.parse("C")).midi for step in (low, high))
    assert player.low <= bottom < top <= player.high
    assert 9 <= top - bottom <= 17


@pytest.mark.parametrize("voice", ["male", "deep male"])
def test_a_man_could_sing_it(voice: str) -> None:
    piece = compose(brief(Genre.POP, 3, voice=voice, instruments=("piano", "cello")))

    keys = [note.sound.key for part in measure.leads(piece) for note in part.notes]
    assert max(keys) <= 69


@pytest.mark.parametrize("genre", [Genre.POP, Genre.FOLK, Genre.ROCK])
def test_a_second_verse_is_the_first_one_changed(genre: Genre) -> None:
    piece = song(genre, 11)
    lead = measure.leads(piece)[0]
    bars = measure.bars(piece, lead)
    verses = [one for one in piece.sections if one.kind == SectionKind.VERSE][:2]
    first, second = (
        [bars[(one.start // one.meter.bar) + bar] for bar in range(8)] for one in verses
    )
    shared = sum(one == other for one, other in zip(first, second, strict=True))

    assert 2 <= shared < 8


def test_leads_play_notes_of_the_staff() -> None:
    for genre in Genre:
        for part in measure.leads(song(genre, 11)):
            assert all(isinstance(note.sound.of, Pitch) for note in part.notes)
            assert measure.polyphony(part.notes) == 1
