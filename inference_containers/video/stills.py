"""Single pictures of a film: contact sheets and the cover."""

from __future__ import annotations

import io
from collections.abc import Iterable

from PIL import Image

from harmonia.films.film import Aspect
from inference_containers.video.planes import Canvas
from inference_containers.video.screenplay import Screenplay

COLUMNS, THUMB = 4, 480  # pictures in a row, and the width of one in pixels


def frames(play: Screenplay, wanted: Iterable[int]) -> dict[int, Canvas]:
    """Those frames of the film as they are encoded; takes without any are not painted."""
    left = set(wanted)
    layers = play.layers(play.film.words)
    kept: dict[int, Canvas] = {}
    for index, canvas in play.reel.only(left):
        for layer in layers:
            layer.draw(canvas, index)
        kept[index] = canvas
    return kept


def spread(play: Screenplay, count: int) -> list[int]:
    """So many frames, evenly over the film, none at its very ends."""
    return [round((index + 0.5) * play.frames / count) for index in range(count)]


def sheet(play: Screenplay, count: int = 8) -> Image.Image:
    """A contact sheet of so many frames."""
    found = frames(play, spread(play, count))
    width, height = play.film.size
    thumb = (THUMB, round(THUMB * height / width))
    columns = min(COLUMNS, count) if play.film.aspect is not Aspect.TALL else min(8, count)
    rows = -(-count // columns)
    page = Image.new("RGB", (columns * thumb[0], rows * thumb[1]))
    for place, index in enumerate(sorted(found)):
        picture = Image.fromarray(found[index].rgb()).resize(thumb, Image.Resampling.BILINEAR)
        page.paste(picture, (place % columns * thumb[0], place // columns * thumb[1]))
    return page


def png(picture: Image.Image) -> bytes:
    """The picture as a PNG file."""
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", optimize=False, compress_level=6)
    return buffer.getvalue()
