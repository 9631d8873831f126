"""
The CMU Pronouncing Dictionary as a pronouncing dictionary of the domain.

The data (CMUdict 0.7b, BSD-2-Clause, as its head says) comes with the package `pronouncing`
(BSD-3-Clause); only its text file is used. The file is sorted by first letter: a word is looked up
among the lines that begin as it does, so nothing is parsed that isn't asked for.
"""

from functools import cached_property
from importlib.metadata import distribution
from pathlib import Path

from harmonia.lyrics.phonemes import Phonemes

LETTERS = "'ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class CmuDictionary:
    """CMUdict, read when the first word is looked up."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self.found: dict[str, Phonemes | None] = {}

    def of(self, word: str) -> Phonemes | None:
        """The ARPABET of a word in small letters, its first pronunciation; None if not listed."""
        if word not in self.found:
            self.found[word] = self._looked_up(word.upper())
        return self.found[word]

    def _looked_up(self, word: str) -> Phonemes | None:
        if not word.isascii() or word[:1] not in self._blocks:
            return None
        start, end = self._blocks[word[0]]
        place = self._text.find(f"\n{word}  ".encode("ascii"), start, end)
        if place < 0:
            return None
        line = self._text[place + 1 : self._text.index(b"\n", place + 1)]
        return tuple(line.decode("ascii").split()[1:])

    @cached_property
    def _text(self) -> bytes:
        path = self.path or Path(
            str(distribution("pronouncing").locate_file("pronouncing/cmudict-0.7b"))
        )
        return path.read_bytes().replace(b"\r\n", b"\n") + b"\n"

    @cached_property
    def _blocks(self) -> dict[str, tuple[int, int]]:
        """Where the words of each first letter stand in the file."""
        starts = {one: self._text.find(f"\n{one}".encode("ascii")) for one in LETTERS}
        order = sorted((start, one) for one, start in starts.items() if start >= 0)
        ends = [start + 1 for start, _ in order[1:]] + [len(self._text)]
        return {one: (start, end) for (start, one), end in zip(order, ends, strict=True)}
