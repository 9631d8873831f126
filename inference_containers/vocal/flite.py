"""
Flite's voices: words said from phones by the `flite` program, analysed.

The program takes phones instead of text, so that a word is sung as the song document has it, and
tells where each of them lies. Its voices speak at a pitch that is known beforehand.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import soundfile

from harmonia.errors import EngineFailed
from inference_containers.vocal.analysis import cepstra_of
from inference_containers.vocal.phones import PHONES, Spoken
from inference_containers.vocal.unit import RATE, STEP, Mark, Unit, Unsayable

VARIABLE = "HARMONIA_FLITE"  # a path to the program, or `none` to sing without it
NONE = "none"
PITCH = {"slt": 100.0, "rms": 107.0}  # Hz
STRETCH = 2.2  # slower than speech, which gives every phone time to arrive at its sound
LICENCE = "LicenseRef-Flite-CMU"  # permissive; see the Debian package's copyright file
PATIENCE = 30  # seconds
PAUSE = "pau"


@dataclass(frozen=True)
class FliteSpeaker:
    """One of Flite's voices."""

    program: Path
    voice: str

    @property
    def name(self) -> str:
        return f"flite cmu_us_{self.voice}"

    @property
    def licence(self) -> str:
        return LICENCE

    @cached_property
    def version(self) -> str:
        said = self.run("--version").stdout
        word = next((word for word in said.split() if word.startswith("flite-")), "flite")
        return f"{word}/{self.voice}/{STRETCH}"

    def say(self, phones: tuple[Spoken, ...]) -> Unit:
        """The phones as one word; Unsayable if the program says something else."""
        names = [one.phone.name.lower() + "1" * one.stressed for one in phones]
        with tempfile.TemporaryDirectory() as folder:
            wave = Path(folder) / "word.wav"
            said = self.run(
                "-voice", self.voice, "-psdur",
                "--setf", f"duration_stretch={STRETCH}",
                "--setf", f"int_f0_target_mean={PITCH[self.voice]}",
                "--setf", "int_f0_target_stddev=0.001",
                "-p", " ".join([PAUSE, *names, PAUSE]), "-o", str(wave),
            )  # fmt: skip
            if said.returncode or not wave.exists():
                raise Unsayable(" ".join(names))
            speech, rate = soundfile.read(wave, dtype="float64")
        marks = tuple(_marks(said.stdout))
        if rate != RATE or [mark.phone for mark in marks] != [one.phone.name for one in phones]:
            raise Unsayable(" ".join(names))
        frames = len(speech) // round(STEP * RATE)
        found = cepstra_of(speech, PITCH[self.voice], _voiced(marks, frames))
        first, last = marks[0].first, min(marks[-1].last, frames)
        moved = (Mark(one.phone, one.first - first, min(one.last, frames) - first) for one in marks)
        return Unit(found[first:last], tuple(moved))

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The program, run with those arguments."""
        try:
            return subprocess.run(
                [self.program, *arguments],
                capture_output=True, text=True, timeout=PATIENCE, check=False,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as error:
            raise EngineFailed(f"flite did not run: {error}") from error


def _marks(said: str) -> list[Mark]:
    """What `-psdur` prints (every phone with its end in seconds) as places, without pauses."""
    marks: list[Mark] = []
    at = 0
    for token in said.split():
        name, _, end = token.rpartition(":")
        first, at = at, round(float(end) / STEP)
        if name != PAUSE:
            marks.append(Mark(name.upper(), first, max(at, first + 1)))
    return marks


def _voiced(marks: tuple[Mark, ...], frames: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """How much each frame is tone, with soft borders."""
    hard = np.zeros(frames)
    for mark in marks:
        hard[mark.first : mark.last] = float(PHONES[mark.phone].voiced)
    return np.convolve(np.pad(hard, 2, mode="edge"), np.full(5, 0.2), mode="valid")


def find_flite(environ: Mapping[str, str] = os.environ) -> Path | None:
    """The program, if this machine has it and is to use it."""
    wanted = environ.get(VARIABLE, "flite")
    found = None if wanted == NONE else shutil.which(wanted)
    return Path(found) if found else None
