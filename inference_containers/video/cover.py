"""The cover: one picture of the film's own scene, square, with the title set on it."""

from __future__ import annotations

import cv2
import numpy as np
from PIL import Image, ImageDraw

from harmonia.filming.colours import palette_for
from harmonia.films.film import Shot
from harmonia.films.palette import Palette
from harmonia.songs.wishes import SectionKind
from inference_containers.video.cards import wrapped
from inference_containers.video.lettering import Lettering, Weight, readable
from inference_containers.video.scenes.scene import Look, Stage
from inference_containers.video.screenplay import Screenplay

SIDE = 1500  # pixels
STAGE = 1504  # a multiple of 8, as scenes want it
MARGIN = 0.075  # of the side
DEVELOPED = 4.0  # seconds a scene is given to unfold
SHADE = 0.68  # how dark it gets behind the title


def cover(play: Screenplay) -> Image.Image:
    """The song's cover [1500, 1500] RGB."""
    picture = np.asarray(_scene(play))
    edge = (STAGE - SIDE) // 2
    picture = picture[edge : edge + SIDE, edge : edge + SIDE].astype(np.float32)
    rise = np.clip((np.arange(SIDE, dtype=np.float32) / SIDE - 0.42) / 0.5, 0, 1)
    shade = 1 - SHADE * (3 * rise**2 - 2 * rise**3)
    image = Image.fromarray((picture * shade[:, None, None]).astype(np.uint8))
    _letter(image, play)
    return image


def _scene(play: Screenplay) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """The liveliest shot's scene, square, in the brightest moment after it has unfolded."""
    moments = play.moments
    take = max(play.reel.takes, key=lambda one: (_weight(play, one.shot), -one.first))
    last = min(take.last, take.first + round(2 * DEVELOPED * play.film.fps))
    ready = min(last - 1, take.first + round(DEVELOPED * play.film.fps))
    beats = moments.events.kick + moments.events.melody
    chosen = ready + int(np.argmax(beats[ready:last]))
    section = moments.section(take.shot.first_bar)
    look = Look(
        Palette.parse(take.shot.palette), take.shot.camera, section.energy, play.song.brief.moods
    )
    stage = Stage(STAGE, STAGE, play.film.fps, take.first, chosen + 1 - take.first)
    scene = play.reel.makers[take.shot.scene](stage, look, take.seed)
    for frame in range(take.first, chosen + 1):
        picture = scene.paint(moments.at(frame))
    return cv2.resize(picture, (STAGE, STAGE), interpolation=cv2.INTER_CUBIC).astype(np.uint8)


def _weight(play: Screenplay, shot: Shot) -> tuple[bool, float]:
    section = play.moments.section(shot.first_bar)
    return section.kind is SectionKind.CHORUS, section.energy


def _letter(image: Image.Image, play: Screenplay) -> None:
    """Set the title at the lower left, over a short bar of the accent and the genre."""
    draw, song = ImageDraw.Draw(image), play.song
    margin = round(MARGIN * SIDE)
    accent = palette_for(song, max(song.sections, key=lambda one: one.energy)).accent
    under = Lettering(38, Weight.BOLD)
    rows = wrapped(readable(song.title, Weight.HEAVY) or "Untitled", SIDE - 2 * margin, 176, 3)
    letters = Lettering(rows[0][1], Weight.HEAVY)
    step = round(1.06 * letters.size)
    y = SIDE - margin - under.height - 48 - step * len(rows)
    for text, _ in rows:
        letters.write(draw, (margin - letters.size // 24, y), text, (255, 255, 255))
        y += step
    y = SIDE - margin - under.height
    draw.rectangle((margin, y + 16, margin + 84, y + 28), accent)
    said = " ".join(readable(str(song.genre), Weight.BOLD).upper())
    under.write(draw, (margin + 112, y - 4), said, (235, 235, 235))
