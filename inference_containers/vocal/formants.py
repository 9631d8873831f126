"""
A voice of our own, for machines without any other: envelopes from formants.

Vowels have the formants that Peterson and Barney (1952) measured, consonants the targets of Klatt
(1980); between them the formants move as speech organs do. A vowel is a cascade of resonances
(Klatt's), friction a set of peaks of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inference_containers.vocal.phones import PHONES, Kind, Spoken
from inference_containers.vocal.unit import RATE, STEP, Mark, Unit, cepstra

GRID = np.linspace(0, RATE / 2, 257)  # Hz
LENGTHS = {  # seconds
    Kind.VOWEL: 0.2, Kind.DIPHTHONG: 0.26, Kind.GLIDE: 0.09, Kind.NASAL: 0.09, Kind.STOP: 0.11,
    Kind.FRICATIVE: 0.12,
}  # fmt: skip
MOVING = 0.045  # seconds that the formants take from one sound to the next
WIDTHS = (60.0, 90.0, 150.0, 220.0, 260.0, 350.0, 400.0, 450.0, 500.0)  # Hz, of the formants
# Hz, from the fourth on: they tell speakers rather than vowels, and without the highest of them a
# cascade would fall too fast.
HIGHER = (3300.0, 3900.0, 4900.0, 5900.0, 6900.0, 7900.0)

# F1, F2, F3 in Hz where a sound begins and where it ends.
TABLE = """
AA 730 1090 2440 | AE 660 1720 2410 | AH 640 1190 2390 | AX 500 1400 2400 | AO 570 840 2410
EH 530 1840 2480 | ER 490 1350 1690 | IH 390 1990 2550 | IY 270 2290 3010 | UH 440 1020 2240
UW 300 870 2240 | AY 730 1150 2440 350 2000 2600 | AW 730 1200 2440 400 950 2300
EY 500 1850 2500 330 2150 2700 | OW 540 1000 2350 380 850 2250 | OY 550 850 2400 350 1950 2550
L 330 1050 2880 | R 330 1060 1380 | W 290 610 2150 | Y 260 2200 3020
M 280 900 2200 | N 280 1700 2600 | NG 280 2000 2700 | V 220 1100 2080 | DH 270 1290 2540
Z 240 1390 2530 | ZH 300 1840 2750 | B 200 1100 2150 | D 200 1600 2600 | G 200 1990 2850
JH 260 1800 2820 | HH 500 1500 2500 | F 340 1100 2080 | TH 320 1290 2540 | S 320 1390 2530
SH 300 1840 2750 | P 400 1100 2150 | T 400 1600 2600 | K 300 1990 2850 | CH 350 1800 2820
"""
FORMANTS = {
    cells[0]: [float(cell) for cell in cells[1:]]
    for cells in (entry.split() for entry in TABLE.replace("\n", "|").split("|"))
    if cells
}
# Where friction is loud: Hz, how wide in Hz, and dB against an open vowel.
FRICTION = {
    "S": (6200.0, 1800.0, -12.0), "Z": (6200.0, 1800.0, -16.0), "SH": (3400.0, 1500.0, -10.0),
    "ZH": (3400.0, 1500.0, -15.0), "CH": (3600.0, 1600.0, -10.0), "JH": (3400.0, 1600.0, -14.0),
    "F": (5500.0, 5000.0, -26.0), "V": (5000.0, 5000.0, -30.0), "TH": (6500.0, 4500.0, -27.0),
    "DH": (5500.0, 4500.0, -30.0), "T": (4800.0, 2200.0, -14.0), "D": (4300.0, 2200.0, -18.0),
    "K": (2300.0, 900.0, -14.0), "G": (2100.0, 900.0, -18.0), "P": (1200.0, 1500.0, -20.0),
    "B": (900.0, 1200.0, -22.0),
}  # fmt: skip
CLOSED = -45.0  # dB, of a stop before it bursts
MURMURING = -14.0  # dB, of a nasal
Real = NDArray[np.floating]


@dataclass(frozen=True)
class FormantSpeaker:
    """The voice."""

    size: float = 1.0  # formants against a man's

    @property
    def name(self) -> str:
        return "Harmonia's own voice"

    @property
    def licence(self) -> str:
        return "Apache-2.0"

    @property
    def version(self) -> str:
        return f"1/{self.size}"

    def say(self, phones: tuple[Spoken, ...]) -> Unit:
        """The phones as one word."""
        lengths = [round(LENGTHS[one.phone.kind] / STEP) for one in phones]
        ends = np.cumsum(lengths)
        marks = tuple(
            Mark(one.phone.name, int(end) - length, int(end))
            for one, length, end in zip(phones, lengths, ends, strict=True)
        )
        frames = int(ends[-1])
        tone = _resonances(_formants(marks, frames) * self.size)
        tone += (_levels(marks, frames) * np.log(10) / 20)[:, None]
        power = np.exp(2 * tone) + _friction(marks, frames, self.size)
        return Unit(cepstra(0.5 * np.log(power).astype(np.float32)), marks)


def _formants(marks: tuple[Mark, ...], frames: int) -> Real:
    """Three formants in Hz for every frame, [frames, 3], gliding between the sounds."""
    tracks = np.empty((frames, 3))
    for mark in marks:
        values = FORMANTS[mark.phone]
        start, end = np.array(values[:3]), np.array(values[-3:])
        way = np.clip(
            (np.arange(mark.last - mark.first) / (mark.last - mark.first) - 0.3) / 0.6, 0, 1
        )
        tracks[mark.first : mark.last] = start + (end - start) * way[:, None]
    return _smooth(tracks, round(MOVING / STEP))


def _smooth(values: Real, width: int) -> Real:
    """The rows averaged over a raised cosine of that half width."""
    bell = np.hanning(2 * width + 1)
    padded = np.pad(values, ((width - 1, width - 1), (0, 0)), mode="edge")
    bell = bell[1:-1] / bell.sum()
    return np.stack([np.convolve(column, bell, mode="valid") for column in padded.T], axis=1)


def _resonances(formants: Real) -> Real:
    """Log amplitudes, [frames, grid], of a glottis through a cascade of resonances."""
    fourth = np.broadcast_to(HIGHER, (len(formants), len(HIGHER)))
    centres = np.concatenate((formants, fourth), axis=1)
    square = np.square(GRID)
    # The glottis falls by 12 dB per octave, the lips give 6 back.
    logs = -0.5 * np.log1p(square / 300**2) - 0.25 * np.log1p(square / 2500**2)
    total = np.broadcast_to(logs, (len(centres), len(GRID))).copy()
    for centre, width in zip(centres.T, WIDTHS, strict=True):
        f = centre[:, None]
        total += np.log(f**2 + width**2 / 4)
        total -= 0.5 * np.log(((GRID - f) ** 2 + width**2 / 4) * ((GRID + f) ** 2 + width**2 / 4))
    return total


def _levels(marks: tuple[Mark, ...], frames: int) -> Real:
    """How loud the tone is in dB, by frame."""
    levels = np.empty(frames)
    for mark in marks:
        phone = PHONES[mark.phone]
        level = 0.0
        if phone.kind is Kind.NASAL:
            level = MURMURING
        elif phone.kind is Kind.GLIDE:
            level = -6.0
        elif phone.kind is Kind.STOP:
            level = CLOSED if not phone.voiced else -30.0
        elif phone.kind is Kind.FRICATIVE:
            level = -18.0 if phone.voiced or mark.phone == "HH" else CLOSED
        levels[mark.first : mark.last] = level
    return _smooth(levels[:, None], 4)[:, 0]


def _friction(marks: tuple[Mark, ...], frames: int, size: float) -> Real:
    """The power of the noise made in the mouth, [frames, grid]."""
    gains = np.full(frames, 1e-12)
    shapes = np.ones((frames, len(GRID)))
    for mark in marks:
        if mark.phone not in FRICTION:
            continue
        centre, width, level = FRICTION[mark.phone]
        shapes[mark.first : mark.last] = 1 / (1 + ((GRID - centre * size) / width) ** 2) ** 2
        burst = PHONES[mark.phone].kind is Kind.STOP
        first = mark.last - round(0.05 / STEP) if burst else mark.first
        gains[max(first, mark.first) : mark.last] = 10 ** (level / 10)
        if burst:  # it opens at once and dies away
            fading = np.arange(mark.last - max(first, mark.first)) * STEP
            gains[max(first, mark.first) : mark.last] *= np.exp(-fading / 0.03)
    power: Real = shapes * gains[:, None]
    return power
