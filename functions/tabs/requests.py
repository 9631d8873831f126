"""What callers of the tabs API send."""

from dataclasses import dataclass
from enum import StrEnum

from harmonia.errors import Invalid
from harmonia.music.meter import Meter
from harmonia.music.tempo import FASTEST, SLOWEST
from harmonia.songs.wishes import TITLE, Genre
from harmonia.tabs.arrange import Playing
from harmonia.tabs.fretboard import Level

SOURCES = ("chords", "chordpro", "midi", "song_id")
FARTHEST = 11  # semitones


class TabOutput(StrEnum):
    """Something a part is handed out as."""

    ASCII = "ascii"
    SHEET = "sheet"
    CHORDPRO = "chordpro"
    ALPHATEX = "alphatex"
    GP5 = "gp5"
    MUSICXML = "musicxml"
    SVG = "svg"
    PIANO = "piano"


class Anywhere(StrEnum):
    """In the place of a fret."""

    BEST = "best"


@dataclass(frozen=True, slots=True, kw_only=True)
class TabRequest:
    """One source, and how the part is wanted."""

    chords: str | tuple[str, ...] | None = None  # "Am F C G", with bars and repeats, or a list
    chordpro: str | None = None
    midi: str | None = None  # base64
    song_id: str | None = None
    part: str | None = None  # whose line: a track of the MIDI file, or a part of the song
    instrument: str = "guitar"
    tuning: str | None = None
    capo: int | Anywhere | None = None  # None: as the source says, else none
    level: Level = Level.INTERMEDIATE
    style: Genre | None = None
    playing: Playing | None = None
    meter: str | None = None
    bpm: float | None = None
    title: str | None = None
    transpose: int = 0  # semitones
    voice: str | None = None  # or to where this voice sings it well
    left_handed: bool = False
    outputs: tuple[TabOutput, ...] = (TabOutput.ASCII,)

    def __post_init__(self) -> None:
        given = [name for name in SOURCES if getattr(self, name) is not None]
        if len(given) != 1:
            told = f"not {' and '.join(given)}" if given else "and there is none"
            raise Invalid(
                f"send one of {', '.join(SOURCES)}; {told}", field=given[1] if given else "chords"
            )
        if not self.outputs or len(set(self.outputs)) < len(self.outputs):
            raise Invalid(f"choose some of {', '.join(TabOutput)}, each once", field="outputs")
        if abs(self.transpose) > FARTHEST:
            raise Invalid(f"must be -{FARTHEST} to {FARTHEST} semitones", field="transpose")
        if self.voice is not None and self.transpose:
            raise Invalid("is found by the voice; say one of the two", field="transpose")
        if self.bpm is not None and not SLOWEST <= self.bpm <= FASTEST:
            raise Invalid(f"must be {SLOWEST:g} to {FASTEST:g}, not {self.bpm:g}", field="bpm")
        if self.title is not None and len(self.title) > TITLE:
            raise Invalid(f"must be at most {TITLE} characters", field="title")
        if self.meter is not None:
            try:
                Meter.parse(self.meter)
            except Invalid as error:
                raise error.under("meter") from error
