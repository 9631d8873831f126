"""Every scene by its name."""

from __future__ import annotations

from harmonia.films.film import Scene as Name
from inference_containers.video.scenes import (
    aurora,
    city,
    ink,
    paper,
    particles,
    prism,
    rain,
    smoke,
    stars,
    terrain,
    vinyl,
    waves,
)
from inference_containers.video.scenes.scene import Maker

SCENES: dict[Name, Maker] = {
    Name.PARTICLES: particles.make,
    Name.INK: ink.make,
    Name.TERRAIN: terrain.make,
    Name.WAVES: waves.make,
    Name.CITY: city.make,
    Name.RAIN: rain.make,
    Name.AURORA: aurora.make,
    Name.PRISM: prism.make,
    Name.PAPER: paper.make,
    Name.STARS: stars.make,
    Name.VINYL: vinyl.make,
    Name.SMOKE: smoke.make,
}
