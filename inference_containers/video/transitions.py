"""How one shot takes over from another around a bar line."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from harmonia.films.film import Transition
from inference_containers.video.planes import Canvas

SOFT = 60.0  # steps of brightness over which a wipe's edge is spread
BLACK = (0, 0, 0)
SECONDS = {Transition.CUT: 0.0, Transition.FADE: 0.7, Transition.DIP: 0.7, Transition.WIPE: 0.6}
MOST = 0.5  # of a bar, and of either shot


@dataclass(frozen=True)
class Passage:
    """A transition and how many frames it takes; it begins on the bar line, a dip just before."""

    kind: Transition
    frames: int

    @property
    def before(self) -> int:
        """How many frames before the bar line are touched."""
        return self.frames // 2 if self.kind is Transition.DIP else 0

    @property
    def both(self) -> int:
        """How many frames after the bar line need the picture before, too."""
        return self.frames if self.kind in (Transition.FADE, Transition.WIPE) else 0

    def leave(self, canvas: Canvas, left: int) -> None:
        """Darken the old shot's last frames; `left` counts those still to come, from 0."""
        if left < self.before:
            darken(canvas, (left + 0.5) / self.before)

    def arrive(self, canvas: Canvas, old: Canvas | None, passed: int) -> None:
        """Bring the new shot in; `passed` counts its frames, from 0."""
        if passed >= self.frames:
            return
        share = (passed + 1) / (self.frames + 1)
        if self.kind is Transition.DIP:
            darken(canvas, min(1.0, 2 * share))
        elif old is not None and self.kind is Transition.FADE:
            canvas.mix(old, 1 - share)
        elif old is not None and self.kind is Transition.WIPE:
            wipe(canvas, old, share)


def darken(canvas: Canvas, light: float) -> None:
    """Leave only so much of the frame's light, 1 all of it."""
    if light < 1:
        black = Canvas.blank(canvas.width, canvas.height)
        black.fill(BLACK)
        canvas.mix(black, 1 - light)


def wipe(canvas: Canvas, old: Canvas, share: float) -> None:
    """Let the new picture break through the old one, brightest places first."""
    limit = 235 + SOFT - share * (219 + 2 * SOFT)
    table = np.clip((np.arange(256) - limit) / SOFT + 0.5, 0, 1) * 256
    luma = table.astype(np.uint16)[old.y]
    halved = luma[::2, ::2]
    planes = ((canvas.y, old.y, luma), (canvas.u, old.u, halved), (canvas.v, old.v, halved))
    for new, before, cover in planes:
        new[:] = (new * cover + before * (256 - cover)) >> 8
