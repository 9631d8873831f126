"""How things follow the music: quickly up, slowly down, and never jerking."""

from __future__ import annotations

import math
from dataclasses import dataclass

from harmonia.films.film import Camera
from inference_containers.video.scenes.scene import Look, Stage


@dataclass
class Follower:
    """A value that rises and falls towards its target with its own quickness, in seconds."""

    rise: float
    fall: float
    value: float = 0.0

    def towards(self, target: float, step: float) -> float:
        """The value one frame of `step` seconds later."""
        time = self.rise if target > self.value else self.fall
        self.value += (target - self.value) * (1 - math.exp(-step / time))
        return self.value


@dataclass
class Trigger:
    """Notices when an envelope strikes again."""

    threshold: float = 0.25
    last: float = 0.0

    def struck(self, envelope: float) -> bool:
        """Whether the envelope just jumped up."""
        jumped = envelope - self.last > self.threshold
        self.last = envelope
        return jumped


@dataclass(frozen=True)
class View:
    """Where the camera stands: shares of the short side, and how near."""

    x: float
    y: float
    zoom: float
    turn: float  # radians


def view(stage: Stage, look: Look, frame: int) -> View:
    """The camera at a frame: eased from the shot's first frame to its last."""
    share = min(max((frame - stage.first) / max(stage.frames - 1, 1), 0.0), 1.0)
    seconds = stage.frames / stage.fps * (share - 0.5)
    match look.camera:
        case Camera.STILL:
            return View(0, 0, 1, 0)
        case Camera.DRIFT:
            return View(0.006 * seconds, 0.0015 * seconds, 1.03, 0)
        case Camera.PUSH:
            eased = share * share * (3 - 2 * share)
            return View(0, 0, 1 + 0.14 * eased, 0)
        case Camera.ORBIT:
            return View(0.012 * math.sin(seconds * 0.4), 0, 1.03, 0.03 * seconds)
