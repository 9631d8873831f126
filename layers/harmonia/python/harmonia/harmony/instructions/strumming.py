"""
How to strum, counted aloud.

A pattern is a bar of eighths: D strokes down, U up, - rests while the hand keeps moving.
The hand goes down on every number and up on every "&", so a pattern can be felt before it sounds.
"""

from dataclasses import dataclass

from harmonia.music.meter import Meter
from harmonia.songs.wishes import Genre

FOUR = {
    Genre.POP: "D - D U - U D U", Genre.ROCK: "D - D - D U D U", Genre.LOFI: "D - - U - U D -",
    Genre.JAZZ: "D - D - D - D -", Genre.FOLK: "D - D U D - D U", Genre.HOUSE: "- U - U - U - U",
    Genre.CINEMATIC: "D - - - D - - -", Genre.BOSSA: "D - D U - U D -",
}  # fmt: skip
THREE = "D - D U D U"
SIX = "D - - D - U"


@dataclass(frozen=True, slots=True, kw_only=True)
class Strum:
    """A bar of strumming: what one counts, what the hand does, and the hint that goes with it."""

    counts: str
    strokes: str
    words: str


def strum(genre: Genre, meter: Meter) -> Strum:
    """
    The style's strum in the meter; its counts and strokes have as many places.

    >>> strum(Genre.POP, Meter(4, 4)).counts, strum(Genre.FOLK, Meter(6, 8)).strokes
    ('1 & 2 & 3 & 4 &', 'D - - D - U')
    """
    counts = counting(meter)
    strokes = _strokes(genre, meter)
    aloud = f"Count {' '.join(counts)} aloud"
    words = (
        f"{aloud} and keep the hand going: down on the numbers, up on the “&”, touching the "
        "strings only where a D or a U stands. Begin with the downs, then add the ups."
        if "&" in counts
        else f"{aloud}, heavier on {_heavy(meter)}, and strum where a D or a U stands."
    )
    return Strum(counts=" ".join(counts), strokes=strokes, words=words)


def counting(meter: Meter) -> tuple[str, ...]:
    """What one counts in a bar, an eighth or a written beat each."""
    if meter.unit >= 8:
        return tuple(str(beat + 1) for beat in range(meter.beats))
    halves = ("&",) if meter.unit == 4 else ("&", "&", "&")
    return tuple(count for beat in range(meter.beats) for count in (str(beat + 1), *halves))


def _strokes(genre: Genre, meter: Meter) -> str:
    if meter == Meter(4, 4):
        return FOUR[genre]
    if meter == Meter(3, 4):
        return THREE
    if meter == Meter(6, 8):
        return SIX
    strong = {pulse // meter.beat for pulse in meter.pulses}
    if meter.unit >= 8:
        return " ".join("D" if beat in strong else "-" for beat in range(meter.beats))
    places = len(counting(meter)) // meter.beats
    return " ".join(
        "D" if place == 0 else "U" if place == places - 1 and beat % 2 else "-"
        for beat in range(meter.beats)
        for place in range(places)
    )


def _heavy(meter: Meter) -> str:
    beats = [str(pulse // meter.beat + 1) for pulse in meter.pulses]
    return " and ".join(beats)
