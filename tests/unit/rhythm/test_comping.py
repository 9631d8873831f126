"""What chord players agree on, and what hands can do."""

from collections import Counter, defaultdict
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmonia.composing.bars import closing
from harmonia.composing.comping import comping
from harmonia.composing.measure import polyphony
from harmonia.composing.plan import Plan
from harmonia.composing.shapes import GUITAR, TUNINGS, shape
from harmonia.music.chord import QUALITIES, Chord
from harmonia.music.instrument import instrument
from harmonia.music.note import Note as Name
from harmonia.songs.song import Note, Role
from harmonia.songs.wishes import Genre, SectionKind
from tests.unit.rhythm.bands import SHORT, melody, pitch, plan, seat

METERS = ("4/4", "3/4", "6/8", "12/8", "5/4", "7/8", "2/4")
PLAYERS = ("piano", "electric piano", "organ", "acoustic guitar", "nylon guitar", "jazz guitar",
           "electric guitar", "overdriven guitar", "ukulele", "banjo", "mandolin", "vibraphone",
           "saw lead", "harp", "accordion", "clavinet", "brass")  # fmt: skip


def band(player: str, *, with_bass: bool = True) -> tuple[tuple[str, Role, str], ...]:
    low = (("bass", Role.BASS, "electric bass"),) if with_bass else ()
    return (*low, ("chords", Role.COMPING, player))


def played(one: Plan, step: int = 480) -> tuple[Note, ...]:
    return comping(one, seat(one, "chords"), melody(one, step))


def together(notes: tuple[Note, ...]) -> dict[int, list[Note]]:
    found: dict[int, list[Note]] = defaultdict(list)
    for note in notes:
        found[note.start].append(note)
    return found


def hand_can(keys: list[int], strings: tuple[int, ...]) -> bool:
    """Whether distinct strings, four fingers and four frets can sound these keys at once."""
    if len(keys) > len(strings):
        return False
    options = [
        [(index, key - low) for index, low in enumerate(strings) if 0 <= key - low <= 14]
        for key in keys
    ]
    for choice in product(*options):
        used = [string for string, _ in choice]
        frets = [fret for _, fret in choice if fret]
        if len(set(used)) == len(used) and (not frets or max(frets) - min(frets) <= 4):
            return True
    return False


@settings(max_examples=40, deadline=None)
@given(
    genre=st.sampled_from(Genre),
    meter=st.sampled_from(METERS),
    bpm=st.sampled_from([30.0, 76.0, 120.0, 200.0, 300.0]),
    seed=st.integers(0, 2**53 - 1),
    per_bar=st.sampled_from([1, 2]),
    player=st.sampled_from(PLAYERS),
)
def test_laws_of_comping(
    genre: Genre, meter: str, bpm: float, seed: int, per_bar: int, player: str
) -> None:
    one = plan(
        genre, meter=meter, bpm=bpm, seed=seed, form=SHORT, per_bar=per_bar, seats=band(player)
    )
    instrument = seat(one, "chords").player
    end = one.sections[-1].end

    notes = played(one)

    assert notes == played(one)
    assert all(pitch(note) >= 40 for note in notes)  # E2: the bottom is the bass player's
    assert all(instrument.low <= pitch(note) <= instrument.high for note in notes)
    assert all(note.start + note.length <= end and note.start <= closing(one) for note in notes)
    assert max(len(chord) for chord in together(notes).values()) <= instrument.voices + 1
    sounding: dict[int, int] = {}
    for note in notes:
        assert sounding.get(pitch(note), 0) <= note.start
        sounding[pitch(note)] = note.start + note.length
    for section in one.sections:
        for span in section.chords:
            inside = [n for n in notes if span.start - 240 <= n.start < span.start + span.length]
            assert inside or span.start > closing(one), (span, genre)


@pytest.mark.parametrize("player", ["acoustic guitar", "electric guitar", "ukulele", "banjo"])
@pytest.mark.parametrize("genre", list(Genre))
def test_what_a_guitarist_strums_a_hand_can_hold(genre: Genre, player: str) -> None:
    one = plan(genre, loop="Cmaj7 F#m7b5 Bb13 Ebmaj9 G7#9 Abdim7 Dsus4 Am", seats=band(player))
    strings = TUNINGS.get(player, GUITAR)

    strums = [chord for chord in together(played(one)).values() if len(chord) > 2]

    for chord in strums:
        assert hand_can(sorted(pitch(note) for note in chord), strings)


@given(
    root=st.builds(Name, st.integers(0, 6), st.integers(-1, 1)),
    quality=st.sampled_from(sorted(QUALITIES)),
    strings=st.sampled_from([GUITAR, *TUNINGS.values()]),
)
@settings(max_examples=80, deadline=None)
def test_every_chord_has_a_shape_with_its_third(
    root: Name, quality: str, strings: tuple[int, ...]
) -> None:
    chord = Chord(root, quality)

    found = shape(chord, strings)

    sounding = {key % 12 for key in found.keys}
    assert found.playable
    assert sounding <= {note.semitone for note in chord.notes}
    assert chord.notes[1].semitone in sounding
    if strings == GUITAR:
        assert found.keys[0] % 12 == root.semitone


@pytest.mark.parametrize(
    ("symbol", "frets"),
    [
        ("C", (None, 3, 2, 0, 1, 0)),
        ("G", (3, 2, 0, 0, 0, 3)),
        ("Am", (None, 0, 2, 2, 1, 0)),
        ("Em", (0, 2, 2, 0, 0, 0)),
        ("E", (0, 2, 2, 1, 0, 0)),
        ("D", (None, None, 0, 2, 3, 2)),
        ("Dm", (None, None, 0, 2, 3, 1)),
        ("A", (None, 0, 2, 2, 2, 0)),
        ("F", (1, 3, 3, 2, 1, 1)),
        ("Bm", (None, 2, 4, 4, 3, 2)),
    ],
)
def test_the_open_chords_are_the_ones_everybody_learns(
    symbol: str, frets: tuple[int | None, ...]
) -> None:
    assert shape(Chord.parse(symbol), GUITAR).frets == frets


def test_strums_have_a_direction_and_upstrokes_are_lighter_on_fewer_strings() -> None:
    one = plan(Genre.POP, seats=band("acoustic guitar"))
    verse = one.sections[2]
    chords = [
        sorted(notes, key=lambda note: note.nudge)
        for start, notes in together(played(one)).items()
        if verse.start <= start < verse.end and len(notes) > 2
    ]
    downs = [chord for chord in chords if pitch(chord[0]) < pitch(chord[-1])]
    ups = [chord for chord in chords if pitch(chord[0]) > pitch(chord[-1])]

    assert len(downs) > 5
    assert len(ups) > 5
    assert max(map(len, ups)) < max(map(len, downs))
    assert sum(c[0].velocity for c in ups) / len(ups) < sum(c[0].velocity for c in downs) / len(
        downs
    )
    spreads = [(c[-1].nudge - c[0].nudge) * 60_000 / (110 * 480) for c in chords]
    assert all(5 <= spread <= 20 for spread in spreads)


def test_jazz_piano_leaves_the_root_to_the_bass() -> None:
    one = plan(Genre.JAZZ, bpm=140, seats=band("piano"))
    close = closing(one)

    roots = Counter(
        pitch(note) % 12 == one.chord_at(note.start).chord.root.semitone
        for note in played(one)
        if note.start < close and note.start % 1920 < 1440  # pushes belong to the next chord
    )

    assert roots[True] < 0.12 * roots[False]


def test_rock_guitar_mutes_fifths_in_verses_and_lets_them_ring_in_choruses() -> None:
    one = plan(Genre.ROCK, bpm=130, seats=band("overdriven guitar"), loop="E D A E")
    notes = [note for note in played(one) if note.start < closing(one)]
    lengths: dict[SectionKind, list[int]] = defaultdict(list)
    for section in one.sections:
        lengths[section.kind] += [n.length for n in notes if section.start <= n.start < section.end]

    for start, chord in together(tuple(notes)).items():
        keys = sorted(pitch(note) for note in chord)
        assert {(key - keys[0]) % 12 for key in keys} <= {0, 7}, start

    def mean(kind: SectionKind) -> float:
        return sum(lengths[kind]) / len(lengths[kind])

    assert mean(SectionKind.CHORUS) > mean(SectionKind.VERSE)


def test_folk_is_picked_when_quiet_and_strummed_when_not() -> None:
    one = plan(Genre.FOLK, seats=band("acoustic guitar"))
    sizes: dict[str, list[int]] = defaultdict(list)
    for start, chord in together(played(one)).items():
        section = next(s for s in one.sections if s.start <= start < s.end)
        sizes[section.name].append(len(chord))

    assert max(sizes["intro 0"]) <= 2
    assert max(sizes["chorus 2"]) >= 4


def test_comping_thins_when_the_melody_is_busy() -> None:
    for genre in (Genre.JAZZ, Genre.BOSSA, Genre.POP):
        one = plan(genre, seats=band("piano"))

        assert len(played(one, step=160)) < len(played(one, step=960)), genre


def test_patterns_change_within_eight_bars() -> None:
    for genre in Genre:
        one = plan(
            genre, loop="C", seats=band("piano"),
            form=((SectionKind.VERSE, 8, 0.6), (SectionKind.OUTRO, 2, 0.6)),
        )  # fmt: skip
        bars: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for note in played(one):
            bars[note.start // 1920].append((note.start % 1920, pitch(note)))

        assert len({tuple(bar) for bar in bars.values()}) >= 3, genre


@pytest.mark.parametrize("player", ["piano", "acoustic guitar", "electric piano"])
@pytest.mark.parametrize("genre", list(Genre))
def test_no_note_outlives_its_chord_into_a_foreign_one(genre: Genre, player: str) -> None:
    one = plan(genre, loop="C F# Bb E", per_bar=2, seats=band(player))
    close = closing(one)
    foreign = total = 0

    for note in played(one):
        if note.start >= close:
            continue
        middle = note.start + note.length * 2 // 3
        tones = one.chord_at(middle).chord.notes
        total += 1
        colour = (one.chord_at(middle).chord.root.semitone + 2) % 12
        foreign += pitch(note) % 12 not in {*(tone.semitone for tone in tones), colour}

    assert foreign <= 0.08 * total


@pytest.mark.parametrize("genre", list(Genre))
@pytest.mark.parametrize("name", ["marimba", "vibraphone", "celesta", "accordion", "harmonica"])
def test_few_mallets_strike_few_bars(genre: Genre, name: str) -> None:
    one = plan(genre, seats=band(name))

    notes = comping(one, seat(one, "chords"), melody(one))

    assert notes
    assert polyphony(notes) <= instrument(name).voices
