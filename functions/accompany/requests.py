"""What callers of the accompaniments API send."""

from collections.abc import Callable
from dataclasses import dataclass

from harmonia.accompanying.cue import PARTS
from harmonia.errors import Invalid
from harmonia.music.key import Key
from harmonia.music.meter import Meter
from harmonia.music.note import Pitch
from harmonia.music.tempo import FASTEST, SLOWEST
from harmonia.songs.wishes import PLAIN, SEEDS, TITLE, Genre, Output

SOURCES = ("chords", "chordpro", "midi", "melody", "song_id", "upload_id")
FARTHEST = 11  # semitones
MOST_NOTES = 2048
LATEST = 2048.0  # quarter notes


def parsed(field: str, parse: Callable[[str], object], text: str) -> None:
    """Invalid with the field's name, unless the text can be parsed."""
    try:
        parse(text)
    except Invalid as error:
        raise error.under(field) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class MelodyNote:
    """A note of a tune, timed in quarter notes from the first bar line."""

    pitch: str  # like F#4
    start: float
    length: float

    def __post_init__(self) -> None:
        parsed("pitch", Pitch.parse, self.pitch)
        if not 0 <= self.start < LATEST or not 0 < self.length <= LATEST:
            raise Invalid(f"a note starts from 0 to {LATEST:g} and has a length", field="start")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccompanimentRequest:
    """What to play to, and how."""

    chords: str | tuple[str, ...] | None = None  # "Am F C G", with bars and repeats, or a list
    chordpro: str | None = None
    midi: str | None = None  # base64: its chords, or those that fit its melody
    melody: tuple[MelodyNote, ...] | None = None  # chords are found for it
    song_id: str | None = None
    upload_id: str | None = None  # a recording: its chords are heard
    style: Genre = Genre.POP
    bpm: float | None = None  # None: as the source says, or as the style has it
    meter: str | None = None
    key: str | None = None
    bars: int | None = None  # the chords go round; None: once
    loop: bool = False
    transpose: int = 0  # semitones
    parts: tuple[str, ...] = PARTS
    energy: float = 0.6
    seed: int = 0
    title: str | None = None
    outputs: tuple[Output, ...] = (Output.MIDI,)  # anything that is heard takes a job

    def __post_init__(self) -> None:
        given = [name for name in SOURCES if getattr(self, name) is not None]
        if len(given) != 1:
            told = f"not {' and '.join(given)}" if given else "and there is none"
            field = given[1] if given else "chords"
            raise Invalid(f"send one of {', '.join(SOURCES)}; {told}", field=field)
        if self.melody is not None and not 1 <= len(self.melody) <= MOST_NOTES:
            raise Invalid(f"must be 1 to {MOST_NOTES:,} notes", field="melody")
        if self.bpm is not None and not SLOWEST <= self.bpm <= FASTEST:
            raise Invalid(f"must be {SLOWEST:g} to {FASTEST:g}, not {self.bpm:g}", field="bpm")
        if self.bars is not None and self.bars < 1:
            raise Invalid("must be 1 or more", field="bars")
        if abs(self.transpose) > FARTHEST:
            raise Invalid(f"must be -{FARTHEST} to {FARTHEST} semitones", field="transpose")
        if not 0 <= self.energy <= 1:
            raise Invalid("must be 0 to 1", field="energy")
        if not 0 <= self.seed < SEEDS:
            raise Invalid("must be 0 to 2^53", field="seed")
        if self.title is not None and not 1 <= len(self.title.strip()) <= TITLE:
            raise Invalid(f"must be 1 to {TITLE} characters", field="title")
        if self.meter is not None:
            parsed("meter", Meter.parse, self.meter)
        if self.key is not None:
            parsed("key", Key.parse, self.key)
        self._outputs()

    def _outputs(self) -> None:
        if not self.outputs or len(set(self.outputs)) < len(self.outputs):
            raise Invalid(f"choose of {', '.join(PLAIN)}, each once", field="outputs")
        for index, output in enumerate(self.outputs):
            if output not in PLAIN:
                raise Invalid(f"choose of {', '.join(PLAIN)}", field=f"outputs.{index}")
            if self.loop and output is Output.MP3:
                raise Invalid(
                    "an MP3 is padded and never joins itself; choose wav or flac for a loop",
                    field=f"outputs.{index}",
                )

    @property
    def heard(self) -> bool:
        """Whether anything is asked for that the band has to play."""
        return set(self.outputs) != {Output.MIDI}
