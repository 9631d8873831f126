"""
Dynamics: how loud the whole band plays from moment to moment.

The fullest section is played as it is written, the quietest softer by as much as the genre's
`depth`. Inside a section everybody rises a little, and leans into a bigger one that follows.
"""

from bisect import bisect_right
from collections.abc import Sequence

from harmonia.songs.song import Section

SPAN = 0.18  # of energy; a song with less contrast than that does not get all of the depth
RISE = 0.08  # inside every section, as a share of the depth
LEAN = 0.45  # of the way to a bigger section, on its threshold
SOFTEST, SOFT = 28, 44  # below the second, accents draw together; below the first all is lost


class Dynamics:
    """The song's level as a curve over time."""

    def __init__(self, sections: Sequence[Section], depth: float) -> None:
        energies = [section.energy for section in sections]
        top = max(energies)
        span = max(SPAN, top - min(energies))
        self.sections = sections
        self.depth = depth
        self.starts = [section.start for section in sections]
        self.levels = [1 - (top - energy) / span for energy in energies]

    def at(self, tick: int) -> float:
        """What a velocity there is multiplied by; 1 where the song is fullest."""
        index = max(0, bisect_right(self.starts, tick) - 1)
        section, level = self.sections[index], self.levels[index]
        inside = min(1.0, (tick - section.start) / section.length)
        following = self.levels[index + 1] if index + 1 < len(self.levels) else level
        level += RISE * (inside - 1) + LEAN * max(0.0, following - level) * inside**3
        return 1 - self.depth * (1 - max(0.0, level))

    def played(self, velocity: int, tick: int) -> int:
        """The velocity at that moment; whatever was already faint stays as it is."""
        loud = velocity * self.at(tick)
        if loud < SOFT:
            loud = SOFTEST + loud * (SOFT - SOFTEST) / SOFT
        return min(velocity, round(loud))
