"""Effects on time and pitch."""

from dataclasses import dataclass

from harmonia.effects.limits import between
from harmonia.errors import Invalid

RATES = (8_000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000)
LONGEST = 3600.0  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Pitch:
    """Higher or lower, as long as before."""

    semitones: float

    def __post_init__(self) -> None:
        between(self.semitones, -24, 24, field="semitones", unit="semitones")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeStretch:
    """Slower or faster, as high as before; at 2 the sound lasts twice as long."""

    factor: float

    def __post_init__(self) -> None:
        between(self.factor, 0.25, 4, field="factor")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fade:
    """In from silence, out into silence, at an even pace to the ear."""

    seconds_in: float = 0.0
    seconds_out: float = 0.0

    def __post_init__(self) -> None:
        between(self.seconds_in, 0, 60, field="seconds_in", unit="seconds")
        between(self.seconds_out, 0, 60, field="seconds_out", unit="seconds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trim:
    """A stretch of the sound; without an end all that is left."""

    start: float = 0.0  # seconds
    end: float | None = None

    def __post_init__(self) -> None:
        between(self.start, 0, LONGEST, field="start", unit="seconds")
        if self.end is not None:
            between(self.end, 0, LONGEST, field="end", unit="seconds")
            if self.end <= self.start:
                raise Invalid(f"must come after the start at {self.start:g}", field="end")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resample:
    """Another number of samples a second; nothing can come after it."""

    hertz: int

    def __post_init__(self) -> None:
        if self.hertz not in RATES:
            raise Invalid(f"choose one of {', '.join(map(str, RATES))}", field="hertz")
