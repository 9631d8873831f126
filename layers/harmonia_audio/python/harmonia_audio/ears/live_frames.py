"""
What sounds in one chunk, when nobody may look beyond it.

Windows keep inside a block of a quarter of a second and only lean towards their frame: they rise
from its beginning to their top and fall to its end, so that no edge is cut and low notes are told
apart as well as so short a block allows.
"""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from harmonia.errors import Invalid
from harmonia.live.hearing import Sounding
from harmonia_audio.ears import packing
from harmonia_audio.ears.frames import QUARTER, Magnitudes, Wave
from harmonia_audio.ears.pitches import SHORT, notes, on_scale
from harmonia_audio.ears.tuning import cents, direction

FRAME, BLOCK = 1 / 12, 0.25  # seconds of a frame, and of the sound that is looked at together
APART = 0.15  # of a block, between the tops of the windows on it
PARTS = 4  # of a frame, between which the loudness may rise
SHORTEST, LONGEST = 0.09, 2.02  # seconds of a chunk
LOUDEST = 1e4  # of full scale; beyond this it is no sound but an accident
QUIET = 1e-5  # of full scale, under which nothing sounds
FADING = 0.97  # how much of the tuning stays from one chunk to the next


def take(pointed: complex, wave: Wave) -> Sounding:
    """
    What sounds in a chunk, mono at a quarter of the usual rate; Invalid if it is none.

    `pointed` is where the peaks of the chunks before pointed to (see `tuning`).
    """
    length = len(wave) / QUARTER
    if not SHORTEST <= length <= LONGEST:
        raise Invalid(f"a chunk lasts 0.1 to 2 seconds, not {length:.3g}", field="data")
    if not np.isfinite(wave).all() or float(np.abs(wave).max()) > LOUDEST:
        raise Invalid("the chunk holds samples that are no numbers", field="data")
    blocks = np.array_split(np.asarray(wave, dtype=np.float32), max(1, round(length / BLOCK)))
    counts = [max(1, round(len(block) / QUARTER / FRAME)) for block in blocks]
    cut = list(zip(blocks, counts, strict=True))
    spectra = np.concatenate([spectra_of(block, count) for block, count in cut])
    here = direction(spectra)
    sounding = notes(on_scale(spectra, cents(FADING * pointed + here)))
    sounding[spectra.max(axis=1) < QUIET] = 0
    return Sounding(
        lengths=tuple(
            round(len(block) / count / QUARTER, 6) for block, count in cut for _ in range(count)
        ),
        notes=packing.notes(sounding),
        levels=tuple(
            round(float(level), 6) for block, count in cut for level in _levels(block, count)
        ),
        tuning=(round(here.real, 4), round(here.imag, 4)),
    )


def spectra_of(block: Wave, count: int) -> Magnitudes:
    """The magnitude spectra of so many frames of the block, [count, SHORT // 2 + 1]."""
    framed = np.zeros((count, max(SHORT, len(block))), dtype=np.float32)
    for frame in range(count):
        top = round((0.5 + (frame - (count - 1) / 2) * APART) * len(block))
        framed[frame, : len(block)] = block * _leaning(len(block), top)
    found: Magnitudes = np.abs(fft.rfft(framed[:, :SHORT], axis=1)).astype(np.float32)
    return found


def _leaning(length: int, top: int) -> NDArray[np.float32]:
    """A Hann window with its top there; a full-scale sine reads 1."""
    rising, falling = np.hanning(2 * top + 1)[:top], np.hanning(2 * (length - top) + 1)
    window = np.concatenate([rising, falling[length - top : -1]])
    scaled: NDArray[np.float32] = (window * 2 / window.sum()).astype(np.float32)
    return scaled


def _levels(block: Wave, count: int) -> list[float]:
    """How loud each part of each frame is, by its RMS."""
    edges = np.linspace(0, len(block), count * PARTS + 1).astype(int)
    return [float(np.sqrt(np.mean(block[a:b] ** 2))) for a, b in pairwise(edges)]
