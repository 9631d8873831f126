"""
What an ear remembers between two chunks of sound, and what it says.

Plain values of two or three kilobytes that any worker can take up; never the sound itself.
"""

from dataclasses import dataclass

from harmonia.music.chord import Chord


@dataclass(frozen=True, slots=True)
class Sounding:
    """What was heard in one chunk, before anybody asks what it means."""

    lengths: tuple[float, ...]  # of its frames, in seconds
    notes: str  # how strongly each key sounds in each frame, a byte each, in base64
    levels: tuple[float, ...]  # how loud each part of each frame is, of full scale
    tuning: tuple[float, ...]  # where the peaks point to


@dataclass(frozen=True, slots=True)
class Hearing:
    """What must be remembered from one chunk to the next."""

    seconds: float = 0.0  # heard so far
    tuning: tuple[float, ...] = (0.0, 0.0)  # where the peaks have pointed to
    level: float = 0.0  # how loud the last part of a frame was, of full scale
    loudest: float = 0.0  # the loudest part so far, fading
    notes: str = ""  # of the last frames, in base64
    onsets: tuple[float, ...] = ()  # how suddenly something begins in each of them, 0 to 1
    places: tuple[float, ...] = ()  # and where in it, 0 to 1
    lengths: tuple[float, ...] = ()  # of the frames that are not settled yet, in seconds
    scores: str = ""  # of each chord where the last one was settled, in base64
    state: int | None = None  # the chord settled there, as the ear counts them


@dataclass(frozen=True, slots=True)
class Settled:
    """A chord that will not change any more; None where there is no harmony."""

    start: float
    end: float
    chord: Chord | None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Heard:
    """What a chunk added: the hearing to go on with, the best guess, and what is now sure."""

    hearing: Hearing
    chord: Chord | None
    confidence: float
    settled: tuple[Settled, ...]
