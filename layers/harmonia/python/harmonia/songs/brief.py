"""
The brief: everything the composer needs to know, and where each answer came from.

What was said is law. What was not is inferred from what was (a genre has its tempi, a mood its
mode), and what is left takes a default, drawn from the seed where variety is welcome.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from harmonia.errors import Invalid
from harmonia.films.film import Words
from harmonia.music.chord import Chord
from harmonia.music.instrument import INSTRUMENTS, instrument
from harmonia.music.key import Key
from harmonia.music.meter import Meter
from harmonia.songs.tastes import SUNG_GENRES, TASTES, key_for, tempo_for
from harmonia.songs.titles import title_for
from harmonia.songs.wishes import (
    FILMED,
    IF_SUNG,
    OF_SINGING,
    PLAIN,
    PLAYED,
    SINGING,
    Genre,
    Output,
    SectionKind,
    Wishes,
)


class Source(StrEnum):
    """Where a value came from."""

    SAID = "said"
    INFERRED = "inferred"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What was asked for, complete; `sources` says of each field where it came from."""

    title: str
    genre: Genre
    moods: tuple[str, ...]
    bpm: float
    key: Key
    meter: Meter
    seconds: float
    seed: int
    outputs: tuple[Output, ...]
    language: str
    voice: str
    instruments: tuple[str, ...] = ()  # wanted by name; the style chooses the rest
    without: tuple[str, ...] = ()
    chords: Mapping[SectionKind, tuple[Chord, ...]] = field(default_factory=dict)
    form: tuple[SectionKind, ...] = ()  # empty: the style's own form
    theme: str | None = None
    era: str | None = None
    lyrics: str | None = None
    sources: Mapping[str, Source] = field(default_factory=dict)
    not_understood: tuple[str, ...] = ()

    @property
    def unaccompanied(self) -> bool:
        """Whether voices are all that is to be heard: no instrument is wanted."""
        return self.voice != "none" and _nobody(self.without)


def settle(
    wishes: Wishes,
    *,
    seed: int,
    inferred: frozenset[str] = frozenset(),
    not_understood: tuple[str, ...] = (),
) -> Brief:
    """
    The brief that fulfils the wishes.

    `seed` is taken unless one was wished for; `inferred` names the wishes that a reader of words
    concluded rather than read.
    """
    seed = seed if wishes.seed is None else wishes.seed
    draw = random.Random(f"{seed}/brief")
    genre = wishes.genre or Genre.POP
    moods = wishes.moods or ()
    taste = TASTES[genre]
    chords = {
        kind: tuple(map(Chord.parse, symbols)) for kind, symbols in (wishes.chords or {}).items()
    }
    key = Key.parse(wishes.key) if wishes.key else key_for(chords, genre, moods, draw)
    meter = Meter.parse(wishes.meter) if wishes.meter else Meter(4, 4)
    wanted = _players(wishes.instruments)
    voice = voice_for(wishes, genre)
    values: dict[str, Any] = {
        "genre": genre,
        "moods": moods,
        "bpm": wishes.bpm or tempo_for(genre, moods, meter, draw),
        "key": key,
        "meter": meter,
        "seconds": wishes.seconds or taste.seconds,
        "title": wishes.title or title_for(wishes.theme, moods, draw),
        "outputs": outputs_for(wishes, voice),
        "language": wishes.language or "en",
        "voice": voice,
        "instruments": wanted,
        "without": tuple(name for name in _players(wishes.without) if name not in wanted),
        "chords": chords,
        "form": wishes.form or (),
        "theme": wishes.theme,
        "era": wishes.era,
        "lyrics": wishes.lyrics,
    }
    followed = {  # what an unsaid value was concluded from
        "bpm": {"genre", "moods"},
        "key": {"chords", "genre", "moods"},
        "seconds": {"genre"},
        "title": {"theme"},
        "voice": {"lyrics", "theme", "outputs", "also", "film"},
        "outputs": {"voice", "lyrics", "film", "also"},
    }
    sources = {
        name: _source(name, wishes.said, inferred, followed.get(name, set()))
        for name in (*values, "seed")
    }
    return Brief(**values, seed=seed, sources=sources, not_understood=not_understood)


def voice_for(wishes: Wishes, genre: Genre) -> str:
    """Who sings: who was asked for, anyone where there is something to sing, else nobody."""
    if wishes.voice:
        return wishes.voice
    shown = wishes.film is not None and wishes.film.words in (Words.KARAOKE, Words.LINES)
    words = shown or wishes.lyrics or IF_SUNG & {*(wishes.outputs or ()), *(wishes.also or ())}
    return "any" if words or wishes.language or (wishes.theme and genre in SUNG_GENRES) else "none"


def outputs_for(wishes: Wishes, voice: str) -> tuple[Output, ...]:
    """What is handed out: what was asked for, or all that such a song has."""
    alone = _nobody(wishes.without or ())
    usual = (*PLAIN, *(OF_SINGING if voice != "none" else ()))
    usual = tuple(one for one in usual if not (alone and one in PLAYED))
    wanted = [*(wishes.outputs or usual), *(wishes.also or ())]
    if wishes.film and not set(FILMED) & set(wanted):
        wanted += [Output.MP4] if wishes.outputs else [Output.MP4, Output.COVER]
    wordless = [one for one in wanted if one in SINGING and voice == "none"]
    if wordless:
        raise Invalid(
            f"nobody sings, so there is no {wordless[0]}; ask for a voice or leave it out",
            field="outputs",
        )
    unplayed = [one for one in wanted if alone and one in PLAYED]
    if unplayed:
        raise Invalid(f"nobody plays, so there is no {unplayed[0]}; leave it out", field="outputs")
    return tuple(dict.fromkeys(wanted))


def _nobody(without: tuple[str, ...]) -> bool:
    """Whether none of the instruments is left."""
    return set(INSTRUMENTS) <= set(_players(without))


def _players(names: tuple[str, ...] | None) -> tuple[str, ...]:
    """The instruments by their proper names, each once."""
    return tuple(dict.fromkeys(instrument(name).name for name in names or ()))


def _source(
    name: str, said: frozenset[str], inferred: frozenset[str], followed: set[str]
) -> Source:
    if name in inferred:
        return Source.INFERRED
    if name in said:
        return Source.SAID
    return Source.INFERRED if followed & said else Source.DEFAULT
