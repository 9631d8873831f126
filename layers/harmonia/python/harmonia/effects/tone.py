"""Effects on tone: cuts, shelves and bells."""

from dataclasses import dataclass

from harmonia.effects.limits import audible, between

MOST_GAIN = 24.0  # dB
NARROWEST, WIDEST = 20.0, 0.1  # Q


@dataclass(frozen=True, slots=True, kw_only=True)
class HighPass:
    """Cuts below a frequency, 6 dB per octave and order (Butterworth)."""

    hertz: float
    order: int = 2

    def __post_init__(self) -> None:
        audible(self.hertz)
        between(self.order, 1, 8, field="order")


@dataclass(frozen=True, slots=True, kw_only=True)
class LowPass:
    """Cuts above a frequency, 6 dB per octave and order (Butterworth)."""

    hertz: float
    order: int = 2

    def __post_init__(self) -> None:
        audible(self.hertz)
        between(self.order, 1, 8, field="order")


@dataclass(frozen=True, slots=True, kw_only=True)
class LowShelf:
    """Raises or lowers all that lies below a frequency."""

    hertz: float
    decibels: float
    q: float = 0.7071

    def __post_init__(self) -> None:
        _shaped(self.hertz, self.decibels, self.q)


@dataclass(frozen=True, slots=True, kw_only=True)
class HighShelf:
    """Raises or lowers all that lies above a frequency."""

    hertz: float
    decibels: float
    q: float = 0.7071

    def __post_init__(self) -> None:
        _shaped(self.hertz, self.decibels, self.q)


@dataclass(frozen=True, slots=True, kw_only=True)
class Peak:
    """Raises or lowers a band around a frequency."""

    hertz: float
    decibels: float
    q: float = 0.7

    def __post_init__(self) -> None:
        _shaped(self.hertz, self.decibels, self.q)


def _shaped(hertz: float, decibels: float, q: float) -> None:
    audible(hertz)
    between(decibels, -MOST_GAIN, MOST_GAIN, field="decibels", unit="dB")
    between(q, WIDEST, NARROWEST, field="q")
