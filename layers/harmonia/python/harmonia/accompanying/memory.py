"""What the band remembers from one bar to the next: where hands are, and what rings on."""

from dataclasses import dataclass

from harmonia.music.chord import Chord


@dataclass(frozen=True, slots=True)
class Memory:
    """Small enough to be kept anywhere between two bars; a fresh band's is empty."""

    fill: str = ""  # the drummer's last one
    bass: int | None = None  # the key under the bassist's hand
    keys: tuple[int, ...] = ()  # what the right hand held
    chord: Chord | None = None  # the last that sounded
    ahead: Chord | None = None  # what the bar was led towards
    rings: tuple[str, ...] = ()  # parts that hold their last note over the bar line
    said: tuple[str, ...] = ()  # part and voice that struck the chord ahead before its bar
