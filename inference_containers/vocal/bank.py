"""
The voice bank: every word that was ever sung, analysed once and kept.

Words are kept as files named after all that they depend on (speaker, version, phones, the code that
analyses), so that a bank grows by what songs need, in any order and by any number of processes, and
always holds the same. A word that the speaker cannot say is put together from shorter stretches,
and what cannot be said at all from the formants of our own voice.
"""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from zipfile import BadZipFile

import numpy as np

from inference_containers.vocal.formants import FormantSpeaker
from inference_containers.vocal.phones import Spoken, spoken
from inference_containers.vocal.unit import Mark, Speaker, Unit, Unsayable

VARIABLE = "HARMONIA_CACHE"
CODE = ("analysis.py", "bank.py", "flite.py", "formants.py", "phones.py", "unit.py")
KEPT = 600  # words in memory

Word = tuple[Spoken, ...]


def cache_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where banks are kept: $HARMONIA_CACHE, or the user's own cache."""
    chosen = environ.get(VARIABLE) or environ.get("XDG_CACHE_HOME")
    root = Path(chosen) if chosen else Path(environ.get("HOME", tempfile.gettempdir())) / ".cache"
    return root / "voices" if environ.get(VARIABLE) else root / "harmonia" / "voices"


@dataclass(frozen=True)
class Bank:
    """The words of one speaker."""

    speaker: Speaker
    folder: Path
    words: dict[Word, Unit] = field(default_factory=dict)
    turn: Lock = field(default_factory=Lock)

    @cached_property
    def sha256(self) -> str:
        """The hash of all that the sounds depend on."""
        here = Path(__file__).parent
        code = b"".join((here / name).read_bytes() for name in CODE)
        return hashlib.sha256(
            f"{self.speaker.name}/{self.speaker.version}".encode() + code
        ).hexdigest()

    def unit(self, word: Word) -> Unit:
        """The word's unit."""
        unit = self.words.get(word)
        if unit is None:
            unit = self._kept(word)
            with self.turn:
                while len(self.words) >= KEPT:
                    del self.words[next(iter(self.words))]
                self.words[word] = unit
        return unit

    def _kept(self, word: Word) -> Unit:
        path = self.folder / self.sha256[:16] / f"{name(word)}.unit"
        try:
            return unpacked(path.read_bytes())
        except (OSError, ValueError):  # new, or cut off by a full disk
            pass
        content = packed(mended(self.speaker, word))
        with suppress(OSError):  # a bank that cannot be kept is still one
            _write(path, content)
        return unpacked(content)


def mended(speaker: Speaker, word: Word) -> Unit:
    """The word as the speaker says it, or from as long stretches as can be said."""
    try:
        return speaker.say(word)
    except Unsayable:
        if len(word) == 1:
            return FormantSpeaker().say(word)
    middle = len(word) // 2
    first, second = mended(speaker, word[:middle]), mended(speaker, word[middle:])
    later = len(first.cepstra)
    moved = (Mark(mark.phone, mark.first + later, mark.last + later) for mark in second.marks)
    return Unit(np.vstack((first.cepstra, second.cepstra)), (*first.marks, *moved))


def name(word: Word) -> str:
    """A file name for the word."""
    return (
        "-".join(str(one) for one in word)[:120]
        + "."
        + hashlib.sha256(repr(word).encode()).hexdigest()[:12]
    )


def packed(unit: Unit) -> bytes:
    """The unit as a file."""
    marks = " ".join(f"{mark.phone}:{mark.first}:{mark.last}" for mark in unit.marks)
    content = io.BytesIO()
    np.savez(content, cepstra=unit.cepstra.astype(np.float16), marks=np.array(marks))
    return content.getvalue()


def unpacked(content: bytes) -> Unit:
    """The file as a unit; ValueError if it is none."""
    try:
        with np.load(io.BytesIO(content)) as file:
            rows = [row.split(":") for row in str(file["marks"]).split()]
            marks = tuple(Mark(phone, int(first), int(last)) for phone, first, last in rows)
            return Unit(file["cepstra"].astype(np.float32), marks)
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        raise ValueError("this is no unit") from error


def _write(path: Path, content: bytes) -> None:
    """Put the whole file there at once, whoever else is writing it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".draft-")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(draft).replace(path)


def word_of(symbols: Iterable[str]) -> Word:
    """The phones of a word by their symbols."""
    return tuple(spoken(symbol) for symbol in symbols)
