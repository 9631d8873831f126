"""
Wishes: what a person said they want, and nothing else.

Everything is optional and spelled as people write it; each field is checked the moment it is said,
so that a wish which can't come true is refused by name. A later wish wins over an earlier one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from harmonia.errors import Invalid
from harmonia.films.film import FilmWishes
from harmonia.music.chord import Chord
from harmonia.music.instrument import INSTRUMENTS, instrument
from harmonia.music.key import Key
from harmonia.music.meter import Meter
from harmonia.music.tempo import FASTEST, SLOWEST


class Genre(StrEnum):
    """A style the band plays."""

    POP = "pop"
    ROCK = "rock"
    LOFI = "lofi"
    JAZZ = "jazz"
    FOLK = "folk"
    HOUSE = "house"
    CINEMATIC = "cinematic"
    BOSSA = "bossa"


class SectionKind(StrEnum):
    """What a stretch of a song is for."""

    INTRO = "intro"
    VERSE = "verse"
    PRECHORUS = "prechorus"
    CHORUS = "chorus"
    BRIDGE = "bridge"
    SOLO = "solo"
    BREAK = "break"
    OUTRO = "outro"


class Output(StrEnum):
    """Something a finished song is handed out as."""

    MP3 = "mp3"
    FLAC = "flac"
    WAV = "wav"
    STEMS = "stems"
    MIDI = "midi"
    MP4 = "mp4"  # the film
    COVER = "cover"
    KARAOKE = "karaoke"  # the film over the instrumental
    LRC = "lrc"
    SRT = "srt"
    ASS = "ass"
    SYLLABLES = "syllables"  # when each is sung, as JSON
    INSTRUMENTAL = "instrumental"
    ACAPPELLA = "acappella"
    CLICK = "click"


PLAIN = (Output.MP3, Output.FLAC, Output.WAV, Output.STEMS, Output.MIDI)  # every song has these
TIMINGS = (Output.LRC, Output.SRT, Output.ASS, Output.SYLLABLES)
OF_SINGING = (*TIMINGS, Output.INSTRUMENTAL, Output.ACAPPELLA)  # what a song has if it is sung
FILMED = (Output.MP4, Output.COVER, Output.KARAOKE)
SINGING = frozenset({*TIMINGS, Output.ACAPPELLA, Output.KARAOKE})  # makes no sense without a voice
PLAYED = frozenset({Output.INSTRUMENTAL, Output.KARAOKE})  # ... and without instruments
IF_SUNG = SINGING | {Output.INSTRUMENTAL}  # who asks for it thinks of a voice

FILES = {  # by which name in the song's folder; stems are many
    Output.MP3: "mix.mp3",
    Output.FLAC: "mix.flac",
    Output.WAV: "mix.wav",
    Output.MIDI: "song.mid",
    Output.MP4: "film.mp4",
    Output.COVER: "cover.png",
    Output.KARAOKE: "karaoke.mp4",
    Output.LRC: "lyrics.lrc",
    Output.SRT: "lyrics.srt",
    Output.ASS: "lyrics.ass",
    Output.SYLLABLES: "syllables.json",
    Output.INSTRUMENTAL: "instrumental.flac",
    Output.ACAPPELLA: "acappella.flac",
    Output.CLICK: "click.flac",
}

SHORTEST, LONGEST = 15.0, 600.0  # seconds
MOST_INSTRUMENTS = 12
MOST_CHORDS = 64  # in one section
MOST_SECTIONS = 24
TITLE, LYRICS, THEME = 120, 10_000, 300  # characters
SEEDS = 2**53  # so that a seed survives every JSON parser
VOICES = ("none", "any", "female", "male", "deep male", "child", "choir", "duet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What was said of a song; None where nothing was."""

    title: str | None = None
    theme: str | None = None  # what it is about
    genre: Genre | None = None
    moods: tuple[str, ...] | None = None
    bpm: float | None = None
    key: str | None = None
    meter: str | None = None
    seconds: float | None = None
    form: tuple[SectionKind, ...] | None = None
    instruments: tuple[str, ...] | None = None
    without: tuple[str, ...] | None = None
    era: str | None = None
    language: str | None = None  # ISO 639-1
    voice: str | None = None
    lyrics: str | None = None
    chords: Mapping[SectionKind, tuple[str, ...]] | None = field(default=None)
    outputs: tuple[Output, ...] | None = None
    also: tuple[Output, ...] | None = None  # besides the outputs, or besides the usual ones
    film: FilmWishes | None = None
    seed: int | None = None

    def __post_init__(self) -> None:
        for name, check in CHECKS.items():
            value = getattr(self, name)
            if value is None:
                continue
            try:
                check(value)
            except Invalid as error:
                raise error.under(name) from error

    def over(self, earlier: "Wishes") -> "Wishes":
        """These wishes, and the earlier ones where these are silent."""
        mine = {one.name: getattr(self, one.name) for one in fields(self)}
        if self.film is not None:
            mine["film"] = self.film.over(earlier.film)
        return Wishes(
            **{
                name: getattr(earlier, name) if value is None else value
                for name, value in mine.items()
            }
        )

    @property
    def said(self) -> frozenset[str]:
        """The names of the fields that were said."""
        return frozenset(one.name for one in fields(self) if getattr(self, one.name) is not None)


def _between(low: float, high: float, unit: str) -> Callable[[float], None]:
    def check(value: float) -> None:
        if not low <= value <= high:
            raise Invalid(f"{value:g} {unit} is out of reach; choose {low:g} to {high:g}")

    return check


def _at_most(characters: int) -> Callable[[str], None]:
    def check(text: str) -> None:
        if not text.strip() or len(text) > characters:
            raise Invalid(f"must be 1 to {characters:,} characters, not {len(text):,}")

    return check


def _playable(names: tuple[str, ...]) -> None:
    if len(names) > MOST_INSTRUMENTS:
        raise Invalid(f"{len(names)} instruments; the band has room for {MOST_INSTRUMENTS}")
    _known(names)


def _unwanted(names: tuple[str, ...]) -> None:
    if len(names) > len(INSTRUMENTS):
        raise Invalid(f"{len(names)} instruments; there are only {len(INSTRUMENTS)}")
    _known(names)


def _known(names: tuple[str, ...]) -> None:
    for index, name in enumerate(names):
        try:
            instrument(name)
        except Invalid as error:
            raise error.under(index) from error


def _chords(sections: Mapping[SectionKind, tuple[str, ...]]) -> None:
    for kind, symbols in sections.items():
        if not 1 <= len(symbols) <= MOST_CHORDS:
            raise Invalid(f"must be 1 to {MOST_CHORDS} chords, not {len(symbols)}", field=str(kind))
        for index, symbol in enumerate(symbols):
            try:
                Chord.parse(symbol)
            except Invalid as error:
                raise error.under(index).under(str(kind)) from error


def _form(kinds: tuple[SectionKind, ...]) -> None:
    if not 1 <= len(kinds) <= MOST_SECTIONS:
        raise Invalid(f"must be 1 to {MOST_SECTIONS} sections, not {len(kinds)}")


def _language(code: str) -> None:
    if not (len(code) == 2 and code.isascii() and code.islower()):
        raise Invalid(f"{code!r} is not a two-letter language code, like en or de")


def _voice(name: str) -> None:
    if name not in VOICES:
        raise Invalid(f"{name!r} is not a voice; choose one of {', '.join(VOICES)}")


def _words(words: tuple[str, ...]) -> None:
    if len(words) > MOST_INSTRUMENTS or any(not 0 < len(word) <= 40 for word in words):
        raise Invalid(f"must be at most {MOST_INSTRUMENTS} words of up to 40 characters")


def _outputs(outputs: tuple[Output, ...]) -> None:
    if not outputs:
        raise Invalid(f"choose at least one of {', '.join(Output)}")


def _bpm(bpm: float) -> None:
    _between(SLOWEST, FASTEST, "bpm")(bpm)


CHECKS: dict[str, Callable[[Any], object]] = {
    "title": _at_most(TITLE),
    "theme": _at_most(THEME),
    "moods": _words,
    "bpm": _bpm,
    "key": Key.parse,
    "meter": Meter.parse,
    "seconds": _between(SHORTEST, LONGEST, "seconds"),
    "form": _form,
    "instruments": _playable,
    "without": _unwanted,
    "era": _at_most(20),
    "language": _language,
    "voice": _voice,
    "lyrics": _at_most(LYRICS),
    "chords": _chords,
    "outputs": _outputs,
    "also": _outputs,
    "seed": _between(0, SEEDS - 1, "(a seed)"),
}
