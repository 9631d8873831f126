"""
Sound as it passes, in stretches of three quarters of a minute.

Each is seen with a margin of what is around it, so that no frame knows where stretches meet; only
a few of them are in memory at a time, however long the recording is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from harmonia_audio.audio import Audio

STRETCH = 1 << 21  # samples; a multiple of every hop
MARGIN = 9 << 12  # samples; likewise, and longer than half of every window


@dataclass(frozen=True)
class Stretch:
    """A part of a sound, with so many samples before and after it that are not part of it."""

    audio: Audio
    before: int = 0
    after: int = 0

    @property
    def core(self) -> Audio:
        """The part itself."""
        return self.audio[:, self.before : self.audio.shape[1] - self.after]

    def frames(self, hop: int) -> slice:
        """The frames that belong to the part; the last part has one more, around its end."""
        first = self.before // hop
        return slice(first, first + self.core.shape[1] // hop if self.after else None)


def stretches(blocks: Iterable[Audio]) -> Iterator[Stretch]:
    """The sound that comes in blocks of any size; nothing if there is none."""
    waiting: list[Audio] = []
    held, before = 0, 0
    for block in blocks:
        waiting.append(block)
        held += block.shape[1]
        while held > before + STRETCH + MARGIN:
            audio = np.concatenate(waiting, axis=1)
            yield Stretch(audio[:, : before + STRETCH + MARGIN], before, MARGIN)
            waiting = [audio[:, before + STRETCH - MARGIN :]]
            held, before = waiting[0].shape[1], MARGIN
    if waiting:
        yield Stretch(np.concatenate(waiting, axis=1), before)
