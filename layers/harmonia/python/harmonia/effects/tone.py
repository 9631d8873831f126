"""Effects on tone: cuts, shelves and bells."""

from dataclasses import dataclass

from harmonia.effects.limits import audible, between

MOST_GAIN = 24.0  # dB
NARROWEST, WIDEST = 20.0, 0.1  # Q


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Takes away what lies on one side of a frequency, 6 dB per octave and order (Butterworth)."""

    hertz: float
    order: int = 2

    def __post_init__(self) -> None:
        audible(self.hertz)
        between(self.order, 1, 8, field="order")


class HighPass(Cut):
    """Cuts below the frequency."""

    __slots__ = ()


class LowPass(Cut):
    """Cuts above the frequency."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tilt:
    """Raises or lowers what lies on one side of a frequency, or around it."""

    hertz: float
    decibels: float
    q: float = 0.7071

    def __post_init__(self) -> None:
        audible(self.hertz)
        between(self.decibels, -MOST_GAIN, MOST_GAIN, field="decibels", unit="dB")
        between(self.q, WIDEST, NARROWEST, field="q")


class LowShelf(Tilt):
    """Raises or lowers all that lies below the frequency."""

    __slots__ = ()


class HighShelf(Tilt):
    """Raises or lowers all that lies above the frequency."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Peak(Tilt):
    """Raises or lowers a band around the frequency."""

    q: float = 0.7
