"""
What a song does in every frame, as envelopes [frames] from 0 to 1.

A hit lifts its envelope in the frame that shows its moment, as late or early as it is played, and
then dies away. Drums, bass and melody come from the score; a song without parts is read from the
sound itself (`hearing`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from harmonia.films.film import Film
from harmonia.music.instrument import Piece
from harmonia.music.note import Pitch
from harmonia.songs.song import Note, Part, Role, Song
from inference_containers.video.hearing import Heard

Curve = NDArray[np.float32]  # [frames]

KICKS = frozenset({Piece.KICK, Piece.LOW_TOM})
SNARES = frozenset({Piece.SNARE, Piece.CLAP, Piece.RIM, Piece.BRUSH, Piece.MID_TOM, Piece.HIGH_TOM})
HALF_LIVES = {"kick": 0.09, "snare": 0.10, "hat": 0.05, "bass": 0.16, "melody": 0.20, "chord": 0.45}
HELD = 0.35  # where the melody's envelope stays while a note sounds
GLIDE = 0.12  # seconds in which the melody's height moves most of the way
BEND = 1.2  # seconds over which the energy bends from section to section


@dataclass(frozen=True)
class Events:
    """The envelopes of one song at one frame rate."""

    kick: Curve
    snare: Curve
    hat: Curve
    bass: Curve
    melody: Curve
    height: Curve  # of the melody, 0 lowest to 1 highest
    chord: Curve
    root: NDArray[np.int16]  # pitch class of the chord
    energy: Curve


def events(song: Song, film: Film, heard: Heard) -> Events:
    """The song's envelopes for every frame of the film."""
    frames, fps = len(heard.loudness), film.fps
    score = Score(song, frames, fps)
    drums = [one for one in song.parts if one.role in (Role.DRUMS, Role.PERCUSSION)]
    hits = [note for part in drums for note in part.notes]
    basses = [note for part in song.parts if part.role is Role.BASS for note in part.notes]
    tune = _melody(song)
    curves = {
        "kick": score.struck(one for one in hits if one.sound.of in KICKS),
        "snare": score.struck(one for one in hits if one.sound.of in SNARES),
        "hat": score.struck(
            one for one in hits if one.sound.of not in KICKS and one.sound.of not in SNARES
        ),
        "bass": score.struck(basses),
        "melody": score.struck(tune),
    }
    if not song.parts:
        curves |= {"kick": heard.low, "snare": heard.middle, "hat": heard.high}
        curves |= {"bass": heard.low, "melody": heard.middle}
    ringing = {name: decayed(curve, HALF_LIVES[name], fps) for name, curve in curves.items()}
    chord, root = score.chords()
    return Events(
        **ringing | {"melody": np.maximum(ringing["melody"], HELD * score.sounding(tune))},
        height=score.height(tune),
        chord=decayed(chord, HALF_LIVES["chord"], fps),
        root=root,
        energy=score.energy(),
    )


@dataclass(frozen=True)
class Score:
    """A song's notes as frames see them."""

    song: Song
    frames: int
    fps: int

    def frame(self, tick: float) -> int:
        """The frame that shows that tick, the nearest one; inside the film."""
        return min(self.frames - 1, max(0, round(self.song.clock.seconds(tick) * self.fps)))

    def struck(self, notes: Iterable[Note]) -> Curve:
        """How hard notes begin in each frame."""
        curve: Curve = np.zeros(self.frames, np.float32)
        for note in notes:
            at = self.frame(note.start + note.nudge)
            curve[at] = max(curve[at], 0.35 + 0.65 * note.velocity / 127)
        return curve

    def sounding(self, notes: Iterable[Note]) -> Curve:
        """1 in the frames in which a note is held."""
        curve: Curve = np.zeros(self.frames, np.float32)
        for note in notes:
            curve[self.frame(note.start + note.nudge) : self.frame(note.start + note.length)] = 1
        return curve

    def height(self, notes: list[Note]) -> Curve:
        """How high the melody stands, gliding from note to note; the middle before its first."""
        keys = [note.sound.key for note in notes]
        curve: Curve = np.full(self.frames, 0.5, np.float32)
        if not keys or min(keys) == max(keys):
            return curve
        low, reach = min(keys), max(keys) - min(keys)
        for note in notes:
            curve[self.frame(note.start + note.nudge) :] = (note.sound.key - low) / reach
        return smoothed(curve, 1 - 0.5 ** (3 / (GLIDE * self.fps)))

    def chords(self) -> tuple[Curve, NDArray[np.int16]]:
        """1 where the chord changes, and its root's pitch class."""
        change: Curve = np.zeros(self.frames, np.float32)
        root = np.full(self.frames, self.song.key.tonic.semitone, np.int16)
        before = ""
        for span in self.song.chords:
            at = self.frame(span.start)
            root[at:] = span.chord.root.semitone
            if str(span.chord) != before:
                change[at] = 1
            before = str(span.chord)
        return change, root

    def energy(self) -> Curve:
        """The sections' energies, bent into each other around their borders."""
        curve: Curve = np.full(self.frames, self.song.sections[-1].energy, np.float32)
        for section in reversed(self.song.sections):
            curve[: self.frame(section.end)] = section.energy
        width = max(1, round(BEND * self.fps)) | 1
        padded = np.pad(curve, width // 2, mode="edge")
        return np.convolve(padded, np.ones(width, np.float32) / width, "valid").astype(np.float32)


def decayed(hits: Curve, half_life: float, fps: int) -> Curve:
    """An envelope that jumps up with each hit and halves every so many seconds."""
    keep = 0.5 ** (1 / (half_life * fps))
    level, curve = 0.0, np.empty_like(hits)
    for index, hit in enumerate(hits.tolist()):
        level = max(level * keep, hit)
        curve[index] = level
    return curve


def smoothed(curve: Curve, share: float) -> Curve:
    """The curve, each frame going that share of the way to its new value."""
    level, made = float(curve[0]), np.empty_like(curve)
    for index, value in enumerate(curve.tolist()):
        level += share * (value - level)
        made[index] = level
    return made


def _melody(song: Song) -> list[Note]:
    """The tune's notes in order: the voice's, or else the lead's."""
    for role in (Role.VOCAL, Role.LEAD, Role.RIFF, Role.COMPING):
        parts: list[Part] = [part for part in song.parts if part.role is role]
        notes = [one for part in parts for one in part.notes if isinstance(one.sound.of, Pitch)]
        if notes:
            return sorted(notes, key=lambda note: note.start)
    return []
