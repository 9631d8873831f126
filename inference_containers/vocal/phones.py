"""
Phones: the sounds of English, by their ARPABET names, and how a singer treats each.

`noise` is the share of breath in the sound at the frequencies of `BANDS`, from 0 (all tone) to 1
(all noise); `longest` is how long a consonant may take before its beat; `level` is how much it is
raised in singing, where vowels would drown it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

BANDS = (0.0, 600.0, 1200.0, 2500.0, 4000.0, 6000.0, 8500.0, 12_000.0, 22_050.0)  # Hz


class Kind(StrEnum):
    """How a phone is made."""

    VOWEL = "vowel"
    DIPHTHONG = "diphthong"
    GLIDE = "glide"
    NASAL = "nasal"
    STOP = "stop"
    FRICATIVE = "fricative"


@dataclass(frozen=True, slots=True)
class Phone:
    """A speech sound."""

    name: str
    kind: Kind
    noise: tuple[float, ...]
    longest: float = 0.0  # seconds; of consonants
    level: float = 0.0  # dB
    sonority: int = 0  # the higher, the sooner it carries a syllable

    @property
    def vowel(self) -> bool:
        """Whether it can be held with an open mouth."""
        return self.kind in (Kind.VOWEL, Kind.DIPHTHONG)

    @property
    def voiced(self) -> bool:
        """Whether the vocal folds sound."""
        return self.noise[0] < 0.5


TONE = (0.0, 0.02, 0.03, 0.06, 0.12, 0.22, 0.45, 0.75, 0.9)
MURMUR = (0.0, 0.03, 0.05, 0.1, 0.2, 0.4, 0.6, 0.9, 1.0)
BUZZ = (0.05, 0.2, 0.5, 0.85, 0.95, 1.0, 1.0, 1.0, 1.0)  # voiced friction
BURST = (0.0, 0.15, 0.4, 0.6, 0.75, 0.85, 0.95, 1.0, 1.0)  # of voiced stops
BREATH = (1.0,) * len(BANDS)


def _row(names: str, kind: Kind, noise: tuple[float, ...], *rest: float) -> dict[str, Phone]:
    longest, level, sonority = (*rest, 0.0, 0.0, 0.0)[:3]
    return {name: Phone(name, kind, noise, longest, level, int(sonority)) for name in names.split()}


PHONES: dict[str, Phone] = {
    **_row("AA AE AH AX AO EH ER IH IY UH UW", Kind.VOWEL, TONE, 0, 0, 9),
    **_row("AW AY EY OW OY", Kind.DIPHTHONG, TONE, 0, 0, 9),
    **_row("L R", Kind.GLIDE, TONE, 0.14, 1.0, 7),
    **_row("W Y", Kind.GLIDE, TONE, 0.14, 1.0, 6),
    **_row("M N NG", Kind.NASAL, MURMUR, 0.14, 3.0, 5),
    **_row("V DH", Kind.FRICATIVE, BUZZ, 0.13, 3.0, 4),
    **_row("Z ZH", Kind.FRICATIVE, BUZZ, 0.15, 0.0, 4),
    **_row("B D G", Kind.STOP, BURST, 0.13, 3.0, 1),
    **_row("JH", Kind.STOP, BUZZ, 0.17, 1.0, 1),
    **_row("HH", Kind.FRICATIVE, BREATH, 0.13, 2.0, 2),
    **_row("F TH", Kind.FRICATIVE, BREATH, 0.18, 4.0, 2),
    **_row("S SH", Kind.FRICATIVE, BREATH, 0.2, 0.0, 3),
    **_row("P T K", Kind.STOP, BREATH, 0.17, 3.0, 0),
    **_row("CH", Kind.STOP, BREATH, 0.2, 1.0, 0),
}
SIBILANT = frozenset({"S", "SH", "Z", "ZH", "CH", "JH"})

# Names other alphabets of the family use, and what stands nearest.
NEAREST = {
    "AXR": "ER", "IX": "IH", "UX": "UW", "EL": "L", "EM": "M", "EN": "N", "ENG": "NG",
    "DX": "D", "NX": "N", "HV": "HH", "Q": "T", "WH": "W", "H": "HH", "J": "JH", "C": "K",
    "X": "K", "A": "AA", "E": "EH", "I": "IH", "O": "OW", "U": "UH", "TS": "S", "RR": "R",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spoken:
    """A phone as a word asks for it."""

    phone: Phone
    stressed: bool = False

    def __str__(self) -> str:
        return self.phone.name + "1" * self.stressed


def spoken(symbol: str) -> Spoken:
    """The phone that the symbol names, or the nearest one to it: "AH0" is a schwa."""
    name = symbol.upper().rstrip("012")
    stress = symbol[len(name) :]
    name = NEAREST.get(name, name)
    if name == "AH" and stress == "0":
        name = "AX"
    if name not in PHONES:
        name = next((known for known in PHONES if known[0] == name[:1]), "AX")
    phone = PHONES[name]
    return Spoken(phone, phone.vowel and stress in ("1", "2"))


def nucleus(phones: Sequence[Spoken]) -> int:
    """Which of the phones carries the syllable: its vowel, or the most sonorous sound."""
    return max(
        range(len(phones)),
        key=lambda index: (phones[index].phone.sonority, phones[index].stressed, -index),
    )
