"""Sung songs keep the rules of tunes, and the words are sung as they are spoken."""

from itertools import pairwise

import pytest

from harmonia.composing import measure
from harmonia.composing.compose import compose
from harmonia.composing.staff import tones
from harmonia.composing.styles import STYLES
from harmonia.composing.voices import EASE
from harmonia.lyrics.phonemes import is_vowel, valid
from harmonia.songs.song import Part, Role, Song
from harmonia.songs.wishes import Genre, SectionKind
from tests.unit.composing.singers import CMU, LETTER, brief, set_to_music, singers, sung, words

QUICKEST, EASY = 0.16, 0.21  # seconds
BREATH = 0.2


@pytest.fixture(params=list(Genre), ids=str)
def piece(request: pytest.FixtureRequest) -> Song:
    return sung(request.param)


@pytest.fixture
def voice(piece: Song) -> Part:
    return next(part for part in piece.parts if part.role == Role.VOCAL)


def seconds(song: Song, start: int, length: int) -> float:
    return song.clock.seconds(start + length) - song.clock.seconds(start)


def returning(song: Song, part: Part) -> float:
    """The share of sung bars whose notes begin as in a bar before; lengths are the breath's."""
    bars = [tuple(note[0] for note in bar) for bar in measure.bars(song, part) if bar]
    return 1 - len(set(bars)) / len(bars)


def test_every_note_of_a_voice_belongs_to_exactly_one_syllable(piece: Song) -> None:
    for part in singers(piece):
        for note in part.notes:
            around = [one for one in part.syllables if one.start <= note.start < one.end]
            assert len(around) == 1
            assert note.start + note.length <= around[0].end
        starts = {note.start for note in part.notes}
        assert all(one.start in starts for one in part.syllables)


def test_syllables_are_sung_one_after_another_and_can_be_said(piece: Song) -> None:
    for part in singers(piece):
        for before, after in pairwise(part.syllables):
            assert before.end <= after.start
            assert after.word - before.word in (0, 1)
            assert after.line - before.line in (0, 1)
        for one in part.syllables:
            assert valid(one.phonemes)
            assert sum(map(is_vowel, one.phonemes)) == 1


def test_the_words_of_the_sections_are_the_words_that_are_sung(piece: Song, voice: Part) -> None:
    written = [
        word for section in piece.sections for line in section.lyrics for word in line.split()
    ]

    assert words(voice) == written
    assert len(written) > 40


def test_the_voice_stays_where_it_is_at_ease(piece: Song, voice: Part) -> None:
    low, high = EASE[voice.instrument]
    keys = [note.sound.key for note in voice.notes]

    assert low - 1 <= min(keys) < max(keys) <= high + 1
    assert measure.playable(piece) == ()


def test_consonants_have_time(piece: Song, voice: Part) -> None:
    lengths = [seconds(piece, note.start, note.length) for note in voice.notes]

    assert min(lengths) >= QUICKEST
    assert sum(length >= EASY for length in lengths) >= 0.8 * len(lengths)


def test_a_singer_breathes_between_lines(piece: Song, voice: Part) -> None:
    for before, after in pairwise(voice.syllables):
        if before.line != after.line:
            gap = piece.clock.seconds(after.start) - piece.clock.seconds(before.end)
            assert gap >= BREATH


def test_the_last_word_of_a_line_is_long(piece: Song, voice: Part) -> None:
    lasts = [one for one, after in pairwise(voice.syllables) if one.line != after.line]
    others = [one for one, after in pairwise(voice.syllables) if one.line == after.line]
    mean = sum(one.length for one in others) / len(others)

    assert sum(one.length for one in lasts) / len(lasts) >= 1.4 * mean


def test_stressed_syllables_fall_on_strong_beats(piece: Song, voice: Part) -> None:
    meter = piece.meter
    on = {True: 0, False: 0}
    total = {True: 0, False: 0}
    counts: dict[int, int] = {}
    for one in voice.syllables:
        counts[one.word] = counts.get(one.word, 0) + 1
    for one in voice.syllables:
        if counts[one.word] == 1:
            continue  # whether the and of are heavy is the line's affair
        heavy = any(sound.endswith("1") for sound in one.phonemes)
        section = measure.section_at(piece, one.start)
        total[heavy] += 1
        on[heavy] += (one.start - section.start) % meter.bar in meter.pulses

    assert on[True] / total[True] >= 0.5
    assert on[True] / total[True] > on[False] / max(1, total[False]) + 0.15


def test_the_rules_of_tunes_hold(piece: Song, voice: Part) -> None:
    moves = measure.moves(piece)

    assert measure.strong_beat_fit(piece) >= 0.9
    assert measure.repeated_bars(piece) <= STYLES[piece.genre].tune.again
    assert returning(piece, voice) >= 0.3
    assert measure.hovering(piece) <= 0.08
    assert 0.6 <= moves["repeat"] + moves["step"] <= 0.95
    assert moves["wide"] <= 0.06


def test_no_section_comes_back_note_for_note(piece: Song, voice: Part) -> None:
    seen: dict[SectionKind, list[tuple[object, ...]]] = {}
    for section in piece.sections:
        line = tuple(
            (note.start - section.start, note.length, note.sound.key)
            for note in voice.notes
            if section.start <= note.start < section.end
        )
        if line:
            assert line not in seen.setdefault(section.kind, [])
            seen[section.kind].append(line)


def test_the_lead_leaves_the_words_alone_and_answers_elsewhere(piece: Song, voice: Part) -> None:
    bar = piece.meter.bar
    for part in piece.parts:
        if part.role == Role.LEAD:
            for section in piece.sections:
                if section.lyrics:
                    inside = [n for n in part.notes if section.start <= n.start < section.end - bar]
                    assert inside == []


@pytest.mark.parametrize("wanted", ["violin", "flute", "trumpet"])
def test_whoever_was_asked_for_plays_beside_the_voice(wanted: str) -> None:
    kinds = (SectionKind.VERSE, SectionKind.CHORUS)
    piece = compose(brief(theme="rain", instruments=(wanted,), form=kinds, seconds=40.0), CMU)

    assert wanted in {part.instrument for part in piece.parts if part.notes}


def test_a_sung_song_ends_on_purpose(piece: Song) -> None:
    lines = [note for part in measure.leads(piece) for note in part.notes]
    final = max(lines, key=lambda note: note.start)
    stable = {piece.sections[-1].key.notes[degree].semitone for degree in (0, 2, 4)}

    assert final.sound.key % 12 in stable


@pytest.mark.parametrize("genre", [Genre.POP, Genre.FOLK, Genre.ROCK])
def test_a_voice_that_sings_to_the_end_holds_the_last_chord(genre: Genre) -> None:
    form = (SectionKind.VERSE, SectionKind.CHORUS)
    piece = compose(brief(genre, theme="rain", form=form, seconds=40.0), CMU)
    voice = next(part for part in piece.parts if part.role == Role.VOCAL)
    last = voice.notes[-1]

    assert last.start + last.length == piece.end
    assert last.length >= piece.meter.bar // 2
    assert last.sound.key % 12 in tones(piece.chords[-1].chord)


def test_a_harmony_sings_the_same_words_on_notes_of_the_chord() -> None:
    piece = sung(Genre.POP)
    voice = next(part for part in piece.parts if part.role == Role.VOCAL)
    harmony = next(part for part in piece.parts if part.name == "harmony")
    tune = {note.start: note.sound.key for note in voice.notes}
    long = [note for note in harmony.notes if note.length > 240]

    assert set(words(harmony)) <= set(words(voice))
    assert all(note.start in tune for note in harmony.notes)
    fits = [
        note.sound.key % 12 in tones(measure.chord_at(piece, note.start + note.length // 3).chord)
        for note in long
    ]
    assert sum(fits) / len(fits) >= 0.9
    assert all(note.sound.key != tune[note.start] for note in harmony.notes)


@pytest.mark.parametrize(
    ("voice", "instruments"),
    [("male", {"tenor"}), ("deep male", {"baritone"}), ("child", {"child"}),
     ("female", {"alto", "soprano"})],
)  # fmt: skip
def test_whoever_was_asked_for_sings(voice: str, instruments: set[str]) -> None:
    piece = sung(Genre.FOLK, voice)

    assert {part.instrument for part in piece.parts if part.role == Role.VOCAL} <= instruments


def test_a_choir_sings_in_four_parts() -> None:
    parts = singers(sung(Genre.CINEMATIC, "choir"))

    assert {part.instrument for part in parts} == {"soprano", "alto", "tenor", "baritone"}
    assert {part.style for part in parts} == {"choir"}
    assert len({len(part.syllables) for part in parts}) == 1


def test_a_duet_takes_turns_and_meets() -> None:
    piece = sung(Genre.POP, "duet")
    one, two = (
        {part.notes[at].start for at in range(len(part.notes))}
        for part in piece.parts
        if part.role == Role.VOCAL
    )

    assert one & two
    assert one - two
    assert two - one


def test_the_manner_follows_genre_and_mood() -> None:
    styles = {genre: singers(sung(genre))[0].style for genre in (Genre.BOSSA, Genre.ROCK)}

    assert styles == {Genre.BOSSA: "breathy", Genre.ROCK: "strong"}


def test_an_instrumental_has_no_singer() -> None:
    piece = compose(brief(voice="none", theme="the sea", seconds=40.0), CMU)

    assert singers(piece) == ()
    assert not any(section.lyrics for section in piece.sections)


def test_a_later_verse_keeps_the_shape_of_the_first() -> None:
    piece = set_to_music(LETTER)
    voice = next(part for part in piece.parts if part.role == Role.VOCAL)
    verses = [one for one in piece.sections if one.kind == SectionKind.VERSE][:2]
    heights = []
    for verse in verses:
        at = {
            (note.start - verse.start) // 480: note.sound.key
            for note in voice.notes
            if verse.start <= note.start < verse.end
        }
        heights.append(at)
    shared = heights[0].keys() & heights[1].keys()

    assert len(shared) >= 0.6 * len(heights[0])
    near = [abs(heights[0][beat] - heights[1][beat]) <= 2 for beat in shared]
    assert sum(near) / len(near) >= 0.6


def test_one_seed_is_one_song_and_another_is_another() -> None:
    first, again, other = (
        compose(brief(seed=seed, theme="rain", seconds=40.0), CMU) for seed in (3, 3, 4)
    )

    assert first.sha256 == again.sha256 != other.sha256


def test_a_song_can_be_sung_without_a_dictionary() -> None:
    piece = compose(brief(theme="rain", seconds=30.0))

    assert singers(piece)
