"""What the band is told to play, and how strangers' words become it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from harmonia.errors import Invalid
from harmonia.music.chord import Chord
from harmonia.music.key import Key
from harmonia.music.meter import Meter
from harmonia.music.tempo import FASTEST, SLOWEST
from harmonia.songs.wishes import Genre

MOST_BARS, MOST_CHORDS, LONGEST = 64, 4, 48  # bars; chords in one; letters to write one bar
SECTIONS = (1, 32)  # bars

Bars = tuple[tuple[Chord, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The standing orders: a progression that goes round, and how it is played."""

    style: Genre
    chords: Bars  # bar by bar, again and again
    tempo: float = 100.0  # quarter notes a minute
    meter: Meter = field(default_factory=Meter)
    section: int = 8  # bars; a fill leads out of each
    key: Key | None = None
    energy: float = 0.6
    seed: int = 0

    def __post_init__(self) -> None:
        if not SLOWEST <= self.tempo <= FASTEST:
            raise Invalid(f"must be {SLOWEST:g} to {FASTEST:g}, not {self.tempo:g}", field="tempo")
        if not SECTIONS[0] <= self.section <= SECTIONS[1]:
            raise Invalid(f"a section has {SECTIONS[0]} to {SECTIONS[1]} bars", field="section")
        if not 0 <= self.energy <= 1:
            raise Invalid(f"must be 0 to 1, not {self.energy:g}", field="energy")


def bars(written: Sequence[str]) -> Bars:
    """
    The bars that the texts name, one chord or a few in each.

    >>> [[str(chord) for chord in bar] for bar in bars(["C", "F G"])]
    [['C'], ['F', 'G']]
    """
    if not 1 <= len(written) <= MOST_BARS:
        raise Invalid(f"send 1 to {MOST_BARS} bars, not {len(written)}", field="chords")
    return tuple(_bar(text, index) for index, text in enumerate(written))


def _bar(text: str, index: int) -> tuple[Chord, ...]:
    names = text.split() if len(text) <= LONGEST else []
    if not 1 <= len(names) <= MOST_CHORDS:
        raise Invalid(f"a bar has 1 to {MOST_CHORDS} chords", field=f"chords.{index}")
    try:
        return tuple(Chord.parse(name) for name in names)
    except Invalid as error:
        raise error.under(index).under("chords") from error
