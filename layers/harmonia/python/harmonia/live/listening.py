"""
Listening along: what an ear remembers, which chunk is next, and what was found.

Chunks may come in any order and twice: one that is early is kept as what sounds in it until its
turn, one that was heard already is passed over, and one that does not come is not waited for long.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from harmonia.errors import Invalid
from harmonia.live.hearing import Heard, Hearing, Settled, Sounding
from harmonia.live.news import HeardChord, Told
from harmonia.music.chord import Chord
from harmonia.music.key import Key

RATES = (8_000, 96_000)  # samples a second
FORMATS = ("pcm16", "float32")
EARLY = 8  # chunks that are kept until the one before them comes
FARTHEST = 240  # chunks ahead that may still be meant: a minute
KEPT = 32  # chords found that can be told again

Follow = Callable[[Hearing, Sounding, Key | None], Heard]


@dataclass(frozen=True, slots=True)
class Form:
    """How samples are written: mono, so many a second."""

    rate: int = 16_000
    format: str = "pcm16"  # little-endian; or float32, -1 to 1

    def __post_init__(self) -> None:
        if not RATES[0] <= self.rate <= RATES[1]:
            raise Invalid(f"must be {RATES[0]} to {RATES[1]}", field="rate")
        if self.format not in FORMATS:
            raise Invalid(f"must be one of {', '.join(FORMATS)}", field="format")


@dataclass(frozen=True, slots=True)
class Early:
    """A chunk that came before its turn."""

    seq: int
    sounding: Sounding


@dataclass(frozen=True, slots=True)
class Found:
    """A chord that was settled, and its number among the news."""

    number: int
    chord: Settled


@dataclass(frozen=True, slots=True)
class Listening:
    """An ear, between two chunks."""

    form: Form = field(default_factory=Form)
    key: Key | None = None
    hearing: Hearing = field(default_factory=Hearing)
    next: int = 0  # the chunk that is due
    early: tuple[Early, ...] = ()
    number: int = 0  # of the last news
    known: int = 0  # the last number that they say they have
    found: tuple[Found, ...] = ()
    guess: Chord | None = None
    confidence: float = 0.0

    def expects(self, seq: int | None) -> bool:
        """Whether the chunk is new; Invalid if it is too far ahead to be meant."""
        if seq is not None and seq > self.next + FARTHEST:
            raise Invalid(f"chunk {seq} is far ahead; {self.next} is due", field="seq")
        waiting = (one.seq for one in self.early)
        return seq is None or (seq >= self.next and seq not in waiting)

    def heard(self, seq: int | None, sounding: Sounding, follow: Follow) -> "Listening":
        """The ear after one more chunk and those that were waiting for it."""
        due = self.next if seq is None else seq
        early = sorted((*self.early, Early(due, sounding)), key=lambda one: one.seq)
        ear = self
        while early and (early[0].seq == ear.next or len(early) > EARLY):
            first, *early = early
            ear = replace(ear._followed(first.sounding, follow), next=first.seq + 1)
        return replace(ear, early=tuple(early))

    def ended(self, open_still: tuple[Settled, ...]) -> "Listening":
        """The ear when nothing more will come: what was open is settled too."""
        return replace(self._with(open_still), hearing=Hearing(), early=())

    def acknowledged(self, number: int) -> "Listening":
        """They have everything up to that number, and it is forgotten."""
        known = max(self.known, min(number, self.number))
        left = tuple(one for one in self.found if one.number > known)
        return replace(self, known=known, found=left)

    def told(self, after: int) -> tuple[Told, ...]:
        """The chords settled after that number, as far as they are kept, in their order."""
        return tuple(Told(_news(one.chord), one.number) for one in self.found if one.number > after)

    @property
    def guessed(self) -> HeardChord:
        """What sounds just now, as a guess."""
        seconds = self.hearing.seconds
        settled = seconds - sum(self.hearing.lengths)
        return HeardChord(
            round(settled, 3), round(seconds, 3), self.guess, self.confidence, final=False
        )

    def _followed(self, sounding: Sounding, follow: Follow) -> "Listening":
        heard = follow(self.hearing, sounding, self.key)
        return replace(
            self._with(heard.settled),
            hearing=heard.hearing,
            guess=heard.chord,
            confidence=heard.confidence,
        )

    def _with(self, settled: tuple[Settled, ...]) -> "Listening":
        new = (Found(self.number + step, one) for step, one in enumerate(settled, 1))
        return replace(self, number=self.number + len(settled), found=(*self.found, *new)[-KEPT:])


def _news(chord: Settled) -> HeardChord:
    return HeardChord(chord.start, chord.end, chord.chord, chord.confidence, final=True)
