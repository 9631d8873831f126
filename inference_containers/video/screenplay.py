"""
A film before it is drawn: its takes, its moments and the layers over the pictures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import cv2

from harmonia.filming.colours import palette_for
from harmonia.filming.storyboard import storyboard
from harmonia.films.film import Film, Words
from harmonia.films.film import Scene as Name
from harmonia.songs.song import Song
from inference_containers.video import hearing
from inference_containers.video.captions import Captions
from inference_containers.video.cards import ChordNames, credits_card, title_card
from inference_containers.video.layout import layout
from inference_containers.video.lettering import Lettering
from inference_containers.video.lyrics import pages
from inference_containers.video.moments import Moments
from inference_containers.video.overlays import overlay_cards
from inference_containers.video.planes import Canvas
from inference_containers.video.scenes.scene import Maker
from inference_containers.video.shots import Reel, takes


class Layer(Protocol):
    """Something that lies over the pictures."""

    def draw(self, canvas: Canvas, frame: int) -> None:
        """Lay it over that frame."""


@dataclass(frozen=True)
class Screenplay:
    """One film, ready to be drawn."""

    song: Song
    film: Film
    moments: Moments
    reel: Reel
    uploads: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def frames(self) -> int:
        """How many the film has."""
        return self.moments.frames

    def layers(self, words: Words) -> tuple[Layer, ...]:
        """What lies over the pictures, from below, with the words in that manner."""
        film, song, fps = self.film, self.song, self.film.fps
        places = layout(film)
        accent = palette_for(song, max(song.sections, key=lambda one: one.energy)).accent
        lettering = Lettering(places.letters)
        room = places.words.width - 2.0 * lettering.size
        found = pages(song, lettering.width, room, places.rows) if words is not Words.NONE else ()
        made: list[Layer] = [*overlay_cards(self.moments, places, self.uploads, bool(found))]
        if film.chords and song.chords:
            made.append(ChordNames(song, places, fps))
        made.append(title_card(song, places, accent, fps))
        if film.credits:
            made.append(credits_card(song, places, accent, fps, self.frames))
        if found:
            karaoke = words is Words.KARAOKE
            made.append(Captions(found, places, lettering, accent, fps, karaoke))
        return tuple(made)


def screenplay(
    song: Song,
    film: Film,
    mix: Path,
    makers: Mapping[Name, Maker],
    uploads: Mapping[str, bytes] | None = None,
) -> Screenplay:
    """The film of a song and its mix; Invalid names the shot or overlay that doesn't fit."""
    cv2.setNumThreads(1)  # on two cores its threads wait for each other and for the encoder's
    shots = storyboard(song, film)
    frames = max(1, round(hearing.seconds(mix) * film.fps))
    moments = Moments(song, film, hearing.hear(mix, frames, film.fps))
    reel = Reel(takes(shots, moments), moments, makers)
    return Screenplay(song, film, moments, reel, uploads or {})
