"""
Meters: how many of which note a bar holds, and where its pulses fall.

Time is counted in ticks, `PPQ` to a quarter note. A compound meter (6/8, 9/8, 12/8) beats in dotted
quarters; 5/4 goes 3+2 and 7/8 goes 2+2+3.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from harmonia.errors import Invalid

PPQ = 480
UNITS = (2, 4, 8, 16)
GROUPS = {3: (1, 1, 1), 5: (3, 2), 7: (2, 2, 3), 8: (3, 3, 2), 10: (3, 3, 2, 2), 11: (3, 3, 3, 2)}


@dataclass(frozen=True, slots=True)
class Meter:
    """A time signature."""

    PATTERN: ClassVar[str] = "^[0-9]{1,2}/(2|4|8|16)$"

    beats: int = 4
    unit: int = 4

    def __post_init__(self) -> None:
        if not 1 <= self.beats <= 16 or self.unit not in UNITS:
            raise Invalid(
                f"{self} is not a meter; write 1 to 16 beats over 2, 4, 8 or 16, like 3/4"
            )

    @classmethod
    def parse(cls, text: str) -> "Meter":
        """
        The meter that the text names.

        >>> Meter.parse("6/8").pulses
        (0, 720)
        """
        match = re.fullmatch(r"\s*(\d{1,2})\s*/\s*(\d{1,2})\s*", text)
        if not match:
            raise Invalid(f"{text!r} is not a meter; write one like 4/4, 3/4 or 6/8")
        return cls(int(match[1]), int(match[2]))

    @property
    def beat(self) -> int:
        """The length of the written beat (the lower figure), in ticks."""
        return PPQ * 4 // self.unit

    @property
    def bar(self) -> int:
        """The length of a bar, in ticks."""
        return self.beats * self.beat

    @property
    def compound(self) -> bool:
        """Whether the felt pulse is a dotted note."""
        return self.unit >= 8 and self.beats % 3 == 0 and self.beats > 3

    @property
    def groups(self) -> tuple[int, ...]:
        """The written beats in each felt pulse."""
        if self.compound:
            return (3,) * (self.beats // 3)
        if self.unit >= 8:
            return GROUPS.get(self.beats, (2,) * (self.beats // 2) + (1,) * (self.beats % 2))
        return (1,) * self.beats

    @property
    def pulses(self) -> tuple[int, ...]:
        """Where the felt pulses begin in the bar, in ticks."""
        return _pulses(self)

    @property
    def strong(self) -> tuple[int, ...]:
        """The pulses that carry weight, in ticks: 1 and 3 of 4/4, 1 of 3/4, 1 and 4 of 5/4."""
        return _strong(self)

    def __str__(self) -> str:
        return f"{self.beats}/{self.unit}"


@cache
def _pulses(meter: Meter) -> tuple[int, ...]:
    groups = meter.groups
    return tuple(sum(groups[:index]) * meter.beat for index in range(len(groups)))


@cache
def _strong(meter: Meter) -> tuple[int, ...]:
    pulses = meter.pulses
    if meter.unit == 4 and meter.beats in (5, 7):
        return (0, (3 if meter.beats == 5 else 4) * meter.beat)
    if len(pulses) % 2 == 0:
        return pulses[::2] if len(pulses) > 2 else pulses[:1]
    return pulses[:1]
