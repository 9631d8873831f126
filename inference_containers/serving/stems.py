"""Stems as files: FLAC, the same bytes for the same samples, and what was measured."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

import numpy as np
import soundfile
from numpy.typing import NDArray

SAMPLE_RATE = 44_100
DEPTH = 20  # bits that are kept: the floor lies at -122 dB, and a quarter less is sent and read
FULL_SCALE = 2 ** (DEPTH - 1)
CHUNK = 65_536  # samples; the file's integers are made a stretch at a time
EFFORT = 0.0  # of 1: dry stems are read once and soon; time counts, size hardly does
CEILING = 0.98
TENTH = SAMPLE_RATE // 10
QUIET = 1e-4  # of full scale; what stays under it counts as silence
Audio = NDArray[np.float32]  # [channels, samples]


def measure(stem: Audio) -> Mapping[str, float]:
    """Peak and mean level in dBFS, and how many seconds are not silent."""
    peaks = np.array([peak(part) for part in pieces(stem, TENTH)])
    energy = sum(float(np.vdot(channel, channel)) for channel in stem)
    return {
        "peak_dbfs": decibels(float(peaks.max(initial=0.0))),
        "rms_dbfs": decibels(float(np.sqrt(energy / max(stem.size, 1)))),
        "sounding_seconds": round(float(np.count_nonzero(peaks > QUIET)) / 10, 1),
    }


def pieces(stem: Audio, length: int) -> Iterator[Audio]:
    """The stem in stretches of that many samples; the last may be shorter."""
    return (stem[:, start : start + length] for start in range(0, stem.shape[1], length))


def decibels(amplitude: float) -> float:
    """Relative to full scale, silence being -200."""
    return round(20 * float(np.log10(max(amplitude, 1e-10))), 2)


def headroom(stem: Audio) -> float:
    """The gain, at most 1, at which the stem fits into its file."""
    highest = peak(stem)
    return min(1.0, CEILING / highest) if highest else 1.0


def peak(stem: Audio) -> float:
    """The largest sample."""
    return max(float(stem.max(initial=0.0)), -float(stem.min(initial=0.0)))


def flac(stem: Audio) -> bytes:
    """The stem, [channels, samples] within full scale, as a FLAC file of 24 bits, `DEPTH` used."""
    content = io.BytesIO()
    with soundfile.SoundFile(
        content,
        "w",
        SAMPLE_RATE,
        stem.shape[0],
        format="FLAC",
        subtype="PCM_24",
        compression_level=EFFORT,
    ) as file:
        for part in pieces(stem, CHUNK):
            whole = np.rint(part * np.float32(FULL_SCALE))
            frames = np.empty(part.shape[::-1], dtype=np.int32)
            for channel, row in enumerate(whole):  # one by one, as numpy is slow to transpose
                frames[:, channel] = row
            frames <<= 32 - DEPTH
            file.write(frames)
    return content.getvalue()
