"""
The soundfonts the band may play, and how one is chosen.

Only files whose terms let anybody use and share the music made with them: TimGM6mb, which
Debian may offer as its default, is under the GPL and is refused whatever name it goes by.
"""

from __future__ import annotations

import hashlib
import os
import queue
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from harmonia.errors import Invalid
from inference_containers.music.fluidsynth import Soundfont
from inference_containers.music.playing import Audio, Playing

VARIABLE = "HARMONIA_SOUNDFONT"
NONE = "none"  # as the variable's value: play the synthesised bank
REFUSED = "timgm6mb"
FOLDERS = (
    "/usr/share/sounds/sf2",
    "/usr/share/sounds/sf3",
    "/usr/share/soundfonts",
    "/opt/homebrew/share/soundfonts",
)
LICENCES = {  # file name -> terms, the first found is played
    "FluidR3_GM.sf2": "MIT",
    "FluidR3_GM2.sf2": "MIT",
    "FluidR3Mono_GM.sf3": "MIT",
    "MuseScore_General_Full.sf3": "MIT",
    "MuseScore_General.sf3": "MIT",
}
# Strings that these fonts let ring for ten to fifteen seconds after they are let go, a hundred of
# them at once: a blur, and most of a folk song's rendering time. A hand damps them sooner.
# Program -> how many times sooner.
DAMPING = {25: 2.8, 27: 2.0, 28: 2.0, 45: 8.0, 46: 2.0, 105: 4.0}  # guitars, pizzicato, harp, banjo


def find_soundfont(environ: Mapping[str, str] = os.environ) -> Path | None:
    """The soundfont to play: the one the environment names, else the first free one, else None."""
    named = environ.get(VARIABLE, "")
    if named == NONE:
        return None
    if named:
        return allowed(Path(named))
    places = (Path(folder, name) for name in LICENCES for folder in FOLDERS)
    return next((place for place in places if place.is_file()), None)


def allowed(path: Path) -> Path:
    """The path, if it is a soundfont that may be played."""
    if not path.is_file():
        raise Invalid(f"{path} is not there", field=VARIABLE)
    names = (path.name, path.resolve().name, inscription(path).get("INAM", ""))
    if any(REFUSED in name.lower() for name in names):
        raise Invalid(f"{path} is TimGM6mb, which is under the GPL", field=VARIABLE)
    return path


def inscription(path: Path) -> dict[str, str]:
    """What a soundfont says of itself: INAM its name, ICOP its copyright, IENG its makers."""
    with path.open("rb") as file:
        riff, _, kind = struct.unpack("<4sI4s", file.read(12).ljust(12))
        mark, length, what = struct.unpack("<4sI4s", file.read(12).ljust(12))
        if (riff, kind, mark, what) != (b"RIFF", b"sfbk", b"LIST", b"INFO"):
            raise Invalid(f"{path} is not a soundfont", field=VARIABLE)
        chunk = file.read(min(length - 4, 1 << 20))
    said: dict[str, str] = {}
    while len(chunk) >= 8:
        name, size = struct.unpack_from("<4sI", chunk)
        said[name.decode("latin-1")] = (
            chunk[8 : 8 + size].split(b"\0")[0].decode("utf-8", "replace")
        )
        chunk = chunk[8 + size + size % 2 :]
    return said


@dataclass(frozen=True)
class SoundfontBank:
    """A bank of recorded instruments, for as many threads as it has players."""

    path: Path
    players: int = 2
    idle: queue.SimpleQueue[Soundfont] = field(default_factory=queue.SimpleQueue)

    def __post_init__(self) -> None:
        known = LICENCES.keys() & {self.path.name, self.path.resolve().name}
        for _ in range(self.players):
            self.idle.put(Soundfont(self.path, damping=DAMPING if known else {}))

    @cached_property
    def name(self) -> str:
        return inscription(self.path).get("INAM", "").strip() or self.path.stem

    @property
    def licence(self) -> str:
        known = LICENCES.get(self.path.name) or LICENCES.get(self.path.resolve().name)
        return known or inscription(self.path).get("ICOP", "").strip() or "see its makers"

    @cached_property
    def sha256(self) -> str:
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def render(self, playing: Playing, samples: int) -> Audio:
        soundfont = self.idle.get()
        try:
            return soundfont.render(playing, samples)
        finally:
            self.idle.put(soundfont)
