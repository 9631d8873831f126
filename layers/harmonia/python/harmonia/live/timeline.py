"""Where in the band's time a place in its bars is: seconds from zero, whatever the tempo did."""

import math
from dataclasses import dataclass
from typing import NamedTuple

from harmonia.music.meter import PPQ, Meter


class Place(NamedTuple):
    """A tick of a bar."""

    bar: int
    tick: int = 0


@dataclass(frozen=True, slots=True)
class Anchor:
    """The last place at which the tempo changed, and when that was."""

    bar: int = 0
    tick: int = 0
    at: float = 0.0
    bpm: float = 100.0

    def seconds(self, place: Place, meter: Meter) -> float:
        """When the place comes, if it is not before the anchor."""
        ticks = (place.bar - self.bar) * meter.bar + place.tick - self.tick
        return self.at + ticks * 60 / (self.bpm * PPQ)

    def moved(self, place: Place, meter: Meter, bpm: float) -> "Anchor":
        """The same time, and another tempo from the place on."""
        return Anchor(place.bar, place.tick, round(self.seconds(place, meter), 6), bpm)

    def line(self, seconds: float, meter: Meter) -> int:
        """The first bar that begins then or later, and not before the anchor."""
        ticks = self.tick + (seconds - self.at) * self.bpm * PPQ / 60
        first = self.bar + math.ceil(round(ticks / meter.bar, 6))
        return max(first, self.bar + (self.tick > 0), 0)

    def beat(self, seconds: float, meter: Meter) -> Place:
        """The first beat that comes then or later, and not before the anchor."""
        ticks = max(self.tick + (seconds - self.at) * self.bpm * PPQ / 60, self.tick)
        bars, tick = divmod(ticks - 1e-6 * PPQ, meter.bar)
        bar = self.bar + int(bars)
        if bar < 0:
            return Place(0)
        found = next((one for one in meter.pulses if one >= tick), None)
        return Place(bar + 1) if found is None else Place(bar, found)
