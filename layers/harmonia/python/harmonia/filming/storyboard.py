"""
The storyboard: which scene is shown from which bar to which, and how one follows another.

Shots begin at sections and are cut on bar lines in between, shorter where the music has more
energy. Verses tell in one scene, the chorus always comes back to its own, bridges and solos go
somewhere else, and only the chorus may stay in one scene for more than two shots. Which scenes
these are is decided by genre, moods and what the song is about; the seed settles what is left
open.
"""

import random
from collections.abc import Iterator
from dataclasses import replace

from harmonia.errors import Invalid
from harmonia.filming.bars import bars
from harmonia.filming.casting import cast
from harmonia.filming.colours import palette_for
from harmonia.films.film import Camera, Film, Shot, Transition
from harmonia.songs.song import Section, Song
from harmonia.songs.wishes import SectionKind

CALM_SHOT, LIVELY_SHOT = 15.0, 6.0  # seconds at energies 0 and 1
FEWEST, MOST = 2, 8  # bars of a shot, where the section has them
LEAP = 0.15  # of energy, from where on a section breaks in rather than fades in
STEADY, MOVING = (
    (Camera.STILL, Camera.DRIFT, Camera.PUSH),
    (Camera.PUSH, Camera.ORBIT, Camera.DRIFT),
)


def storyboard(song: Song, film: Film) -> tuple[Shot, ...]:
    """The film's shots, every bar of the song in exactly one; Invalid if those given don't fit."""
    check(song, film)
    own = _own(song)
    if not film.shots:
        return own
    last = len(bars(song))
    edges = [0, *(bar for shot in film.shots for bar in (shot.first_bar, shot.last_bar)), last + 1]
    gaps = zip(edges[::2], edges[1::2], strict=True)
    filled = [piece for after, before in gaps for piece in _between(own, after + 1, before - 1)]
    given = [_coloured(song, shot) for shot in film.shots]
    return tuple(sorted((*filled, *given), key=lambda shot: shot.first_bar))


def check(song: Song, film: Film) -> None:
    """Invalid if a shot or an overlay leaves the song; says which, and which bars there are."""
    count = len(bars(song))
    for index, shot in enumerate(film.shots):
        if shot.last_bar > count:
            raise Invalid(
                f"shot {index + 1} goes from bar {shot.first_bar} to bar {shot.last_bar}; "
                f"the song's bars are 1 to {count}",
                field=f"film.shots.{index}.last_bar",
            )
    for index, overlay in enumerate(film.overlays):
        field = f"film.overlays.{index}"
        if max(overlay.first_bar or 1, overlay.last_bar or 1) > count:
            raise Invalid(f"the song's bars are 1 to {count}", field=f"{field}.last_bar")
        if (overlay.from_seconds or 0) >= song.seconds:
            raise Invalid(f"the song ends at {song.seconds:.1f} s", field=f"{field}.from_seconds")


def _own(song: Song) -> tuple[Shot, ...]:
    """The shots the song itself suggests."""
    draw = random.Random(f"{song.seed}/film")
    players = cast(song, draw)
    made: list[Shot] = []
    first = 1
    before: Section | None = None
    verses = 0
    for section in song.sections:
        palette = palette_for(song, section).hex
        times = sum(1 for shot in made if shot.scene is players.chorus)
        for index, length in enumerate(_lengths(song, section)):
            made.append(
                Shot(
                    first_bar=first,
                    last_bar=first + length - 1,
                    scene=players.instead(
                        players.scene(section, index, verses, times), [one.scene for one in made]
                    ),
                    camera=_camera(section, made, draw),
                    palette=palette,
                    transition=_transition(before, section, index),
                )
            )
            first += length
        before = section
        verses += section.kind is SectionKind.VERSE
    return tuple(made)


def _lengths(song: Song, section: Section) -> list[int]:
    """How a section falls into shots, in bars."""
    clock = song.clock
    bar = (clock.seconds(section.end) - clock.seconds(section.start)) / section.bars
    wanted = CALM_SHOT + (LIVELY_SHOT - CALM_SHOT) * section.energy
    length = min((2, 4, 8), key=lambda count: abs(count * bar - wanted))
    length = max(FEWEST, min(MOST, length))
    whole, rest = divmod(section.bars, length)
    if not whole:
        return [rest]
    lengths = [length] * whole
    if rest >= length / 2:
        lengths.append(rest)
    else:
        lengths[-1] += rest
    return lengths


def _camera(section: Section, made: list[Shot], draw: random.Random) -> Camera:
    """A camera that suits the energy and isn't the one before."""
    kinds = MOVING if section.energy >= 0.55 else STEADY
    last = made[-1].camera if made else None
    return draw.choice([kind for kind in kinds if kind is not last])


def _transition(before: Section | None, section: Section, index: int) -> Transition:
    """How a shot begins: hard with the music's leaps, softly where it breathes out."""
    if index:
        return Transition.FADE if section.energy < 0.4 else Transition.CUT
    if before is None:
        return Transition.DIP
    if section.energy - before.energy > LEAP:
        return Transition.CUT if section.kind is SectionKind.CHORUS else Transition.WIPE
    if section.kind in (SectionKind.BRIDGE, SectionKind.BREAK, SectionKind.OUTRO):
        return Transition.DIP
    return Transition.FADE


def _between(shots: tuple[Shot, ...], first: int, last: int) -> Iterator[Shot]:
    """What of the shots lies from bar to bar, cut to fit."""
    for shot in shots:
        begin, end = max(first, shot.first_bar), min(last, shot.last_bar)
        if begin <= end:
            yield replace(shot, first_bar=begin, last_bar=end)


def _coloured(song: Song, shot: Shot) -> Shot:
    """The shot with the song's colours, if it has none of its own."""
    if shot.palette:
        return shot
    section = bars(song)[shot.first_bar - 1].section
    return replace(shot, palette=palette_for(song, section).hex)
