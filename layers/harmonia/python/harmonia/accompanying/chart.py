"""What the band is to accompany: bars of chords in sections, whatever they were read from."""

from dataclasses import dataclass, field

from harmonia.accompanying.cue import PARTS, Placed
from harmonia.errors import Invalid
from harmonia.music.key import Key
from harmonia.music.meter import PPQ, Meter
from harmonia.music.tempo import FASTEST, SLOWEST, TempoMark
from harmonia.songs.wishes import Genre

MOST_BARS = 160
MOST_QUARTERS = 680  # in all of them
MOST_LOOPED = 64
PHRASE = 8  # bars of a section that nobody has marked


@dataclass(frozen=True, slots=True)
class Passage:
    """A section: a name, and how many bars it has."""

    name: str
    bars: int
    energy: float | None = None  # None: as the whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The bars, and how they are wanted."""

    style: Genre
    bpm: float
    bars: tuple[tuple[Placed, ...], ...]  # an empty one has no chord: only the drums play
    passages: tuple[Passage, ...] = ()  # none: phrases of eight bars
    meter: Meter = field(default_factory=Meter)
    key: Key | None = None
    tempo: tuple[TempoMark, ...] = ()  # of a recording; none: steadily as `bpm` says
    energy: float = 0.6
    parts: tuple[str, ...] = PARTS
    loop: bool = False  # whether the end leads back into the beginning
    melody: tuple[tuple[int, int], ...] = ()  # starts and lengths in ticks
    title: str = ""
    seed: int = 0

    def __post_init__(self) -> None:
        if not 1 <= len(self.bars) <= MOST_BARS:
            raise Invalid(f"must be 1 to {MOST_BARS} bars, not {len(self.bars)}", field="bars")
        if len(self.bars) * self.meter.bar > MOST_QUARTERS * PPQ:
            told = f"{len(self.bars)} bars of {self.meter} are too long; send a part of it"
            raise Invalid(told, field="bars")
        if self.loop and len(self.bars) > MOST_LOOPED:
            raise Invalid(f"a loop has at most {MOST_LOOPED} bars", field="bars")
        if not any(self.bars):
            raise Invalid("there is no chord to play to", field="chords")
        if not self.parts or len(set(self.parts)) < len(self.parts):
            raise Invalid(f"choose of {', '.join(PARTS)}, each once", field="parts")
        if not SLOWEST <= self.bpm <= FASTEST:
            raise Invalid(f"must be {SLOWEST:g} to {FASTEST:g}, not {self.bpm:g}", field="bpm")

    @property
    def sections(self) -> tuple[Passage, ...]:
        """The passages, as many bars as there are."""
        return self.passages or phrases(len(self.bars))


def phrases(bars: int) -> tuple[Passage, ...]:
    """So many bars in phrases of eight; what is left over joins the last."""
    count = max(1, bars // PHRASE)
    lengths = [PHRASE] * (count - 1) + [bars - PHRASE * (count - 1)]
    return tuple(Passage(f"part {number}", one) for number, one in enumerate(lengths, 1))
