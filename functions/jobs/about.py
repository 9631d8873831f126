"""What the service says of itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from harmonia import VERSION
from harmonia.chat.grammar import MESSAGE
from harmonia.engines.offer import Offer
from harmonia.films.film import Aspect, Scene
from harmonia.music.instrument import INSTRUMENTS
from harmonia.music.tempo import FASTEST, SLOWEST
from harmonia.songs import wishes
from harmonia.songs.wishes import Genre, Output, SectionKind


@dataclass(frozen=True, slots=True)
class Health:
    """Whether it answers."""

    status: str = "ok"


@dataclass(frozen=True, slots=True)
class Version:
    """What runs where."""

    stage: str
    version: str = VERSION
    api: str = "v1"


@dataclass(frozen=True, slots=True)
class Range:
    """From and to, both allowed."""

    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of what."""

    bpm: Range = Range(SLOWEST, FASTEST)
    seconds: Range = Range(wishes.SHORTEST, wishes.LONGEST)
    instruments: int = wishes.MOST_INSTRUMENTS
    sections: int = wishes.MOST_SECTIONS
    chords_in_a_section: int = wishes.MOST_CHORDS
    message_characters: int = MESSAGE
    lyrics_characters: int = wishes.LYRICS
    title_characters: int = wishes.TITLE


@dataclass(frozen=True, slots=True)
class EngineCard:
    """An engine one may ask for."""

    name: str
    stage: str
    tier: str
    tasks: tuple[str, ...] = ()
    commercial_use: str = "yes"  # of what it makes: yes, no or conditional


BUILT_IN_ENGINES = (
    EngineCard("band", "music", "draft"),
    EngineCard("singer", "vocal", "draft"),
    EngineCard("filmmaker", "film", "draft"),
)


def engines(offered: Sequence[Offer]) -> tuple[EngineCard, ...]:
    """Everybody one may ask for here."""
    guests = (
        EngineCard(one.key, one.stage, "model", one.tasks, one.commercial_use) for one in offered
    )
    return (*BUILT_IN_ENGINES, *guests)


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What can be asked for; call it first."""

    engines: tuple[EngineCard, ...] = BUILT_IN_ENGINES
    genres: tuple[Genre, ...] = tuple(Genre)
    sections: tuple[SectionKind, ...] = tuple(SectionKind)
    outputs: tuple[Output, ...] = tuple(Output)
    instruments: tuple[str, ...] = tuple(INSTRUMENTS)
    voices: tuple[str, ...] = wishes.VOICES
    scenes: tuple[Scene, ...] = tuple(Scene)
    aspects: tuple[Aspect, ...] = tuple(Aspect)
    limits: Limits = Limits()
