"""Effects that add what comes back: rooms, echoes and other voices."""

from dataclasses import dataclass

from harmonia.effects.limits import between
from harmonia.songs.song import Room


@dataclass(frozen=True, slots=True, kw_only=True)
class Reverb:
    """Puts the sound in a room; the tail rings on after the end."""

    room: Room = Room.ROOM
    mix: float = 0.25  # the room's share

    def __post_init__(self) -> None:
        between(self.mix, 0, 1, field="mix")


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """Echoes, each softer than the one before by the feedback; they ring on after the end."""

    seconds: float = 0.35
    feedback: float = 0.35
    mix: float = 0.3  # the first echo against the sound

    def __post_init__(self) -> None:
        between(self.seconds, 0.001, 5, field="seconds", unit="seconds")
        between(self.feedback, 0, 0.9, field="feedback")
        between(self.mix, 0, 1, field="mix")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chorus:
    """A second player, never quite in time or in tune."""

    rate: float = 0.8  # Hz
    depth: float = 0.003  # seconds that the second player drifts to each side
    mix: float = 0.5

    def __post_init__(self) -> None:
        between(self.rate, 0.05, 10, field="rate", unit="Hz")
        between(self.depth, 0.0001, 0.010, field="depth", unit="seconds")
        between(self.mix, 0, 1, field="mix")
