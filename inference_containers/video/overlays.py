"""Overlays as layers: logos, images and lines of text at their place and time."""

from __future__ import annotations

from collections.abc import Mapping

from PIL import Image

from harmonia.errors import Invalid
from harmonia.films.overlay import Overlay, OverlayKind, Place
from inference_containers.video.cards import WHITE, Card, Span, Words, lettered, wrapped
from inference_containers.video.images import decoded
from inference_containers.video.layout import Layout
from inference_containers.video.lettering import Weight, readable
from inference_containers.video.moments import Moments
from inference_containers.video.sprite import Box, Sprite

LOGO, IMAGE = 0.22, 0.5  # of the safe area's sides, at most
FADE = 0.25  # seconds
PLACES = {  # how far to the right and down, 0 to 1
    Place.TOP_LEFT: (0.0, 0.0), Place.TOP: (0.5, 0.0), Place.TOP_RIGHT: (1.0, 0.0),
    Place.LEFT: (0.0, 0.5), Place.CENTRE: (0.5, 0.5), Place.RIGHT: (1.0, 0.5),
    Place.BOTTOM_LEFT: (0.0, 1.0), Place.BOTTOM: (0.5, 1.0), Place.BOTTOM_RIGHT: (1.0, 1.0),
}  # fmt: skip


def overlay_cards(
    moments: Moments, layout: Layout, uploads: Mapping[str, bytes], words: bool
) -> tuple[Card, ...]:
    """The film's overlays; Invalid names the one whose image is missing or is none."""
    made: list[Card] = []
    for index, overlay in enumerate(moments.film.overlays):
        try:
            sprite = _sprite(overlay, _room(layout, words), layout, uploads)
        except Invalid as error:
            raise error.under(index).under("film.overlays") from error
        span = _span(overlay, moments)
        made.append(Card(sprite, span, moments.film.fps, overlay.opacity))
    return tuple(made)


def _room(layout: Layout, words: bool) -> Box:
    """The safe area, down to where the words stand."""
    safe = layout.safe
    bottom = min(safe.bottom, layout.words.top - layout.letters // 2) if words else safe.bottom
    return Box(safe.left, safe.top, safe.right, bottom)


def _sprite(overlay: Overlay, room: Box, layout: Layout, uploads: Mapping[str, bytes]) -> Sprite:
    across, down = PLACES[overlay.place]
    if overlay.kind is OverlayKind.TEXT:
        size = layout.short // 22
        rows = wrapped(readable(overlay.text) or " ", round(0.7 * room.width), size, 4)
        lines = [Words(row, fitted, Weight.BOLD, WHITE) for row, fitted in rows]
        plain = lettered(lines, room)
        return plain.moved(*_corner(room, plain.box.width, plain.box.height, across, down))
    if overlay.image not in uploads:
        raise Invalid(f"there is no upload {overlay.image!r}", field="image")
    try:
        image = decoded(uploads[overlay.image])
    except Invalid as error:
        raise error.under("image") from error
    share = LOGO if overlay.kind is OverlayKind.LOGO else IMAGE
    scale = share * min(room.width / image.width, room.height / image.height)
    small = (max(2, round(image.width * scale)), max(2, round(image.height * scale)))
    return Sprite.of(
        image.resize(small, Image.Resampling.LANCZOS), *_corner(room, *small, across, down)
    )


def _corner(room: Box, width: int, height: int, across: float, down: float) -> tuple[int, int]:
    """The top left corner of something of that size at that place of the room."""
    return (
        round(room.left + across * (room.width - width)),
        round(room.top + down * (room.height - height)),
    )


def _span(overlay: Overlay, moments: Moments) -> Span:
    """When the overlay is seen; to the film's end where nothing is said."""
    end = moments.frames / moments.film.fps
    if overlay.first_bar is not None or overlay.last_bar is not None:
        lines = moments.bar_lines
        begin = lines[(overlay.first_bar or 1) - 1]
        last = overlay.last_bar
        return Span(begin, lines[last] if last is not None else end, FADE)
    to = end if overlay.to_seconds is None else min(end, overlay.to_seconds)
    return Span(overlay.from_seconds or 0.0, to, FADE)
