"""Words on the screen: when, where, in which letters."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from harmonia.filming.colours import palette_for
from harmonia.films.film import Aspect, Film
from harmonia.songs.song import Role, Song
from inference_containers.video.captions import (
    CONTRAST,
    PLATE,
    Captions,
    contrast,
    luminance,
    sung_colour,
)
from inference_containers.video.layout import layout
from inference_containers.video.lettering import Lettering, readable
from inference_containers.video.lyrics import Row, Sung, _rows, pages, text
from inference_containers.video.planes import Canvas
from tests.containers.video.songs import sung

WIDTH = Lettering(44).width
LONG = "sup-er-cal-i-frag-il-is-tic " * 12


def with_words(song: Song, words: str) -> Song:
    parts = (sung(p, words.split()) if p.role is Role.VOCAL else p for p in song.parts)
    return replace(song, parts=tuple(parts))


def test_every_syllable_is_on_a_page_when_it_is_sung(song: Song) -> None:
    voice = next(part for part in song.parts if part.role is Role.VOCAL)

    found = [one for page in pages(song, WIDTH, 900, 2) for row in page.rows for one in row]

    assert [one.text.strip() for one in found] == [one.text for one in voice.syllables]
    played = {note.start: note.start + note.nudge for note in voice.notes}
    starts = [song.clock.seconds(played[one.start]) for one in voice.syllables]
    assert [one.start for one in found] == pytest.approx(starts)


def test_no_two_pages_are_shown_at_once_and_each_covers_its_syllables(song: Song) -> None:
    found = pages(song, WIDTH, 900, 2)

    assert all(one.gone <= then.shown for one, then in pairwise(found))
    for page in found:
        sung = [one for row in page.rows for one in row]
        assert page.shown <= sung[0].start
        assert page.gone >= sung[-1].end - 0.05


@pytest.mark.parametrize("aspect", list(Aspect))
def test_long_lines_fall_into_rows_that_fit(song: Song, aspect: Aspect) -> None:
    places = layout(Film(aspect=aspect))
    room = places.words.width - 2 * places.letters
    width = Lettering(places.letters).width

    found = pages(with_words(song, LONG), width, room, places.rows)

    assert all(len(page.rows) <= places.rows for page in found)
    assert all(width(text(row)) <= room * 1.001 for page in found for row in page.rows)


def test_a_line_has_no_more_rows_than_it_needs_and_they_are_about_equal() -> None:
    words: list[Row] = [
        (Sung(word, 0.0, 1.0),) for word in "and took the long road home again".split()
    ]
    whole = WIDTH("and took the long road home again")

    one, two = (_rows(words, WIDTH, room) for room in (whole + 1, 0.7 * whole))

    assert [text(row) for row in one] == ["and took the long road home again"]
    assert [text(row) for row in two] == ["and took the long", "road home again"]


@pytest.mark.parametrize("aspect", list(Aspect))
def test_title_words_and_chords_never_meet(aspect: Aspect) -> None:
    places = layout(Film(aspect=aspect))

    assert not places.title.meets(places.words)
    assert not places.title.meets(places.chord)
    assert not places.words.meets(places.chord)


@pytest.mark.parametrize("aspect", list(Aspect))
def test_words_stay_inside_their_place(song: Song, aspect: Aspect) -> None:
    film = Film(aspect=aspect)
    places = layout(film)
    lettering = Lettering(places.letters)
    found = pages(song, lettering.width, places.words.width - 2 * places.letters, places.rows)
    captions = Captions(found, places, lettering, (255, 0, 0), 24)

    for page in found[:3]:
        block = captions.block_at(round(page.rows[0][0].start * 24))
        assert block is not None
        box, room = block.unsung.box, places.words
        assert room.left <= box.left
        assert box.right <= room.right + 1
        assert room.top <= box.top
        assert box.bottom <= room.bottom


def test_the_voice_fills_the_row_from_its_first_syllable_to_its_last(song: Song) -> None:
    places = layout(Film())
    lettering = Lettering(places.letters)
    page = pages(song, lettering.width, 900, 2)[0]
    captions = Captions((page,), places, lettering, (255, 0, 0), 24)
    block = captions.block_at(round(page.rows[0][0].start * 24))
    assert block is not None
    line = block.lines[0]
    before, after = page.rows[0][0].start - 0.1, page.rows[0][-1].end + 0.1
    times = np.linspace(before, after, 50)

    reached = [line.reached(now) for now in times]

    assert reached == sorted(reached)
    assert reached[0] == line.edges[0][0]
    assert reached[-1] == pytest.approx(line.edges[-1][1])


def test_only_the_words_own_place_is_touched(song: Song) -> None:
    places = layout(Film())
    lettering = Lettering(places.letters)
    found = pages(song, lettering.width, 900, 2)
    captions = Captions(found, places, lettering, (255, 0, 0), 24)
    canvas = Canvas.blank(1280, 720)
    canvas.fill((90, 120, 40))
    before = canvas.y.copy()

    captions.draw(canvas, round(found[0].rows[0][0].start * 24))

    rows, columns = np.nonzero(canvas.y != before)
    assert rows.size
    assert rows.min() >= places.words.top
    assert columns.min() >= places.words.left


def test_sung_letters_can_be_read_whatever_the_song_s_colour(song: Song) -> None:
    ground = luminance((round(255 * (1 - PLATE)),) * 3)

    for section in song.sections:
        colour = sung_colour(palette_for(song, section).accent)
        assert contrast(luminance(colour), ground) >= CONTRAST
    assert contrast(luminance(sung_colour((0, 0, 120))), ground) >= CONTRAST


def test_two_voices_with_the_same_words_show_them_once(song: Song) -> None:
    voice = next(part for part in song.parts if part.role is Role.VOCAL)
    duet = replace(song, parts=(*song.parts, replace(voice, name="second")))

    assert pages(duet, WIDTH, 900, 2) == pages(song, WIDTH, 900, 2)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Où est-ce?", "Où est-ce?"),
        ("Привет, мир", "Привет, мир"),
        ("fire \N{FIRE}\N{VARIATION SELECTOR-16}!", "fire !"),
        ("a\u200bb\u0007c", "abc"),
        ("\N{CJK UNIFIED IDEOGRAPH-3400}\U000e0001", None),
    ],
)
def test_letters_that_no_font_has_leave_no_boxes(written: str, shown: str | None) -> None:
    read = readable(written)

    assert read == shown if shown is not None else "\U000e0001" not in read


def test_a_song_of_words_that_cannot_be_drawn_shows_nothing(song: Song) -> None:
    assert pages(with_words(song, "\N{FIRE} \u200b"), WIDTH, 900, 2) == ()
