"""Music that is only moments: a four-bar loop to try scenes with, no song needed."""

from __future__ import annotations

import math
from collections.abc import Iterator

from harmonia.songs.wishes import SectionKind
from inference_containers.video.scenes.scene import Moment

ROOTS = (9, 5, 0, 7)  # Am F C G, a bar each
TUNE = (0.3, 0.5, 0.6, 0.5, 0.9, 0.75, 0.6, 0.35, 0.2, 0.4, 0.45, 0.7, 1.0, 0.8, 0.55, 0.1)


def moments(
    frames: int,
    fps: int = 24,
    tempo: float = 110,
    energy: float = 0.6,
    silent: tuple[str, ...] = (),
) -> Iterator[Moment]:
    """The moments of that many frames; the envelopes named in `silent` stay at 0."""
    for frame in range(frames):
        beat = frame / fps * tempo / 60
        bar, inside = divmod(beat, 4)
        values = {
            "kick": struck(inside % 2, 5),
            "snare": struck((inside + 1) % 2, 6) * (inside >= 1),
            "hat": struck(beat % 0.5, 14),
            "bass": struck(beat % 1, 2),
            "melody": struck(beat % 1, 1.2),
            "chord_change": struck(inside, 2),
        }
        values.update(dict.fromkeys(silent, 0.0))
        yield Moment(
            frame=frame,
            seconds=frame / fps,
            beat=beat,
            bar=int(bar),
            phase_of_bar=inside / 4,
            energy=energy,
            melody_height=TUNE[int(beat) % 16] if "melody" not in silent else 0.5,
            chord_root=ROOTS[int(bar) % 4] if "chord_change" not in silent else 0,
            loudness=energy * (0.6 + 0.4 * values["kick"]),
            section=SectionKind.VERSE,
            **values,
        )


def struck(beats: float, decay: float) -> float:
    """An envelope that jumped to 1 that many beats ago."""
    return math.exp(-decay * beats)
