"""Songs to film: a composed one whose lead is given words, sounds that fit, and a plain scene."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import soundfile

from harmonia.composing.compose import compose
from harmonia.films.film import Scene as Name
from harmonia.songs.brief import settle
from harmonia.songs.song import Note, Part, Role, Song, Syllable
from harmonia.songs.wishes import Genre, Wishes
from inference_containers.video.scenes.scene import Look, Maker, Moment, Picture, Stage

RATE = 44100
WORDS = "I left the key un-der the mat and took the long road home".split()
FEW = 7  # words of a line


def composed(genre: Genre = Genre.FOLK, seconds: float = 40, seed: int = 3) -> Song:
    """A song of that genre with somebody singing its lead."""
    wishes = Wishes(genre=genre, seconds=seconds, title="The Long Road Home", voice="none")
    song = compose(settle(wishes, seed=seed))
    parts = [part for part in song.parts if part.role is not Role.VOCAL]
    return replace(song, parts=tuple(sung(p) if p.role is Role.LEAD else p for p in parts))


def sung(part: Part, words: list[str] | None = None) -> Part:
    """The part as a voice that sings those words over and over, a syllable a note."""
    said = words or WORDS
    kept: list[Note] = []
    for note in part.notes:
        if not kept or note.start >= kept[-1].start + kept[-1].length:
            kept.append(note)
    syllables, word, line = [], 0, 0
    pieces = [(piece, not index) for text in said for index, piece in enumerate(text.split("-"))]
    for place, note in enumerate(kept):
        piece, begins = pieces[place % len(pieces)]
        if begins and place:
            word += 1
            line += word % FEW == 0
        syllables.append(Syllable(note.start, note.length, piece, ("AH1",), word, line))
    return replace(part, role=Role.VOCAL, instrument="alto", notes=tuple(kept),
                   syllables=tuple(syllables))  # fmt: skip


def noise(path: Path, seconds: float, seed: int = 1) -> Path:
    """A file of noise that swells and fades twice."""
    count = round(seconds * RATE)
    swell = 0.2 * np.sin(np.linspace(0, 2 * np.pi, count)) ** 2
    samples = np.random.default_rng(seed).standard_normal((count, 2)) * swell[:, None] * 0.3
    soundfile.write(path, samples.astype(np.float32), RATE, subtype="PCM_16")
    return path


class Plain:
    """One colour that brightens with the kick, at half size; each shot starts differently."""

    def __init__(self, stage: Stage, look: Look, seed: int) -> None:
        self.stage, self.look, self.seed = stage, look, seed

    def paint(self, moment: Moment) -> Picture:
        ground = np.array(self.look.palette.mid, np.float32)
        light = 0.5 + 0.4 * moment.kick + 0.1 * (self.seed % 2)
        shape = (self.stage.height // 2, self.stage.width // 2, 3)
        return np.full(shape, np.clip(ground * light, 0, 255), np.uint8)


class White(Plain):
    """The worst ground for words."""

    def paint(self, moment: Moment) -> Picture:
        return np.full((self.stage.height // 2, self.stage.width // 2, 3), 255, np.uint8)


class Harsh(Plain):
    """The worst ground for words: black and white squares, laid differently in each shot."""

    def paint(self, moment: Moment) -> Picture:
        rows, columns = np.ogrid[: self.stage.height // 2, : self.stage.width // 2]
        squares = ((rows + self.seed % 29) // 16 + (columns + self.seed % 31) // 16) % 2
        grey = np.where(squares + self.seed % 2 == 1, 255, 0).astype(np.uint8)
        return np.ascontiguousarray(np.repeat(grey[:, :, None], 3, axis=2))


def everywhere(maker: Maker) -> dict[Name, Maker]:
    """That maker for every scene."""
    return dict.fromkeys(Name, maker)
