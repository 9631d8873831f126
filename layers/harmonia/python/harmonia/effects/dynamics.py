"""Effects on level: what holds, opens, cleans and limits."""

from dataclasses import dataclass

from harmonia.effects.limits import between


@dataclass(frozen=True, slots=True, kw_only=True)
class Compressor:
    """Holds levels over the threshold down, by the ratio."""

    threshold: float = -20.0  # dB, root mean square
    ratio: float = 3.0
    attack: float = 0.010  # seconds
    release: float = 0.120
    knee: float = 6.0  # dB
    makeup: float = 0.0  # dB

    def __post_init__(self) -> None:
        between(self.threshold, -60, 0, field="threshold", unit="dB")
        between(self.ratio, 1.01, 50, field="ratio")
        between(self.attack, 0.0005, 1, field="attack", unit="seconds")
        between(self.release, 0.005, 5, field="release", unit="seconds")
        between(self.knee, 0.1, 24, field="knee", unit="dB")
        between(self.makeup, -24, 24, field="makeup", unit="dB")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Lets nothing through that is softer than the threshold."""

    threshold: float = -50.0  # dB, root mean square
    depth: float = 60.0  # dB that the closed gate takes away
    attack: float = 0.002  # seconds that it takes to open
    hold: float = 0.050  # seconds that it stays open
    release: float = 0.150

    def __post_init__(self) -> None:
        between(self.threshold, -90, 0, field="threshold", unit="dB")
        between(self.depth, 1, 90, field="depth", unit="dB")
        between(self.attack, 0.001, 0.5, field="attack", unit="seconds")
        between(self.hold, 0, 2, field="hold", unit="seconds")
        between(self.release, 0.005, 5, field="release", unit="seconds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Denoise:
    """Takes steady noise away, band by band."""

    decibels: float = 18.0  # that noise is lowered by

    def __post_init__(self) -> None:
        between(self.decibels, 1, 40, field="decibels", unit="dB")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limiter:
    """Keeps true peaks under a ceiling."""

    ceiling: float = -1.0  # dBTP

    def __post_init__(self) -> None:
        between(self.ceiling, -40, 0, field="ceiling", unit="dBTP")


@dataclass(frozen=True, slots=True, kw_only=True)
class Normalise:
    """Brings the whole to a loudness, its true peaks under a ceiling."""

    lufs: float = -14.0
    ceiling: float = -1.0  # dBTP

    def __post_init__(self) -> None:
        between(self.lufs, -40, -6, field="lufs", unit="LUFS")
        between(self.ceiling, -20, 0, field="ceiling", unit="dBTP")
