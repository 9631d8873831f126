"""
Time and pitch apart: a phase vocoder with locked phases.

Every frame put down takes its phases from the one put down before, moved on by what the sound
itself does in one hop; bins around a peak keep their phases against it, which keeps voices together
and attacks firm. Channels turn by the phase of their sum, so places in the stereo image stay.
Reference: Laroche and Dolson, Improved phase vocoder time-scale modification of audio (1999).
"""

import numpy as np
import soxr
from numpy.typing import NDArray
from scipy import fft

from harmonia_audio.audio import SAMPLE_RATE, Audio
from harmonia_audio.effects.spectrum import COVERS, Overlap, window

FRAME = 4096  # samples: notes a third apart in the guitar's low register are two peaks
HOP = FRAME // COVERS
WINDOW = window(FRAME)
Bins = NDArray[np.complex64]  # of one frame; [channels, bins] where channels are apart


def stretched(audio: Audio, factor: float) -> Audio:
    """The audio made so many times longer, to the sample, at its own pitch."""
    channels, samples = audio.shape
    wanted = round(samples * factor)
    if factor == 1 or not samples:
        return audio
    padded = np.pad(audio, ((0, 0), (FRAME + HOP, 2 * FRAME)))
    result = Overlap(channels, wanted, FRAME)
    turn = np.ones(FRAME // 2 + 1, dtype=np.complex64)  # what was turned by, last time
    before: Bins | None = None
    for index in range((wanted + FRAME) // HOP + 1):
        # Frame `index` is put down at index * HOP - FRAME of the result.
        at = round((index * HOP - FRAME) / factor) + FRAME + HOP
        at = min(max(at, HOP), padded.shape[1] - FRAME)
        here = _spectrum(padded[:, at : at + FRAME])
        middle = here.sum(axis=0)
        if before is None:
            turned = middle
        else:
            past = _spectrum(padded[:, at - HOP : at - HOP + FRAME]).sum(axis=0)
            turned = _advanced(middle, past, before)
        turn = _unit(turned * np.conj(middle))
        before = middle * turn
        result.add(index, (here * turn)[:, None, :])
    return result.audio()


def _spectrum(block: Audio) -> Bins:
    made: Bins = fft.rfft(block * WINDOW, axis=1).astype(np.complex64)
    return made


def _advanced(middle: Bins, past: Bins, before: Bins) -> Bins:
    """The frame with each peak's phase moved on from the last, and its neighbours' with it."""
    peaks = _peaks(np.abs(middle))
    moved = _unit(before[peaks]) * _unit(middle[peaks] * np.conj(past[peaks]))
    turn = moved * np.conj(_unit(middle[peaks]))
    borders = (peaks[1:] + peaks[:-1] + 1) // 2
    owner = np.searchsorted(borders, np.arange(len(middle)), side="right")
    result: Bins = (middle * turn[owner]).astype(np.complex64)
    return result


def _peaks(sizes: NDArray[np.float32]) -> NDArray[np.intp]:
    """Bins that are larger than two neighbours to each side; at least one."""
    inner = sizes[2:-2]
    higher = (inner >= sizes[1:-3]) & (inner > sizes[3:-1])
    higher &= (inner >= sizes[:-4]) & (inner > sizes[4:])
    found = np.flatnonzero(higher) + 2
    return found if len(found) else np.array([int(np.argmax(sizes))])


def _unit(values: Bins) -> Bins:
    """The values' directions; nothing points ahead."""
    sizes = np.abs(values)
    made: Bins = np.where(sizes > 1e-12, values / np.maximum(sizes, 1e-12), 1).astype(np.complex64)
    return made


def pitched(audio: Audio, semitones: float) -> Audio:
    """The audio so many semitones higher, as long as before."""
    if semitones == 0 or not audio.shape[1]:
        return audio
    ratio = 2 ** (semitones / 12)
    longer = stretched(audio, ratio)
    shorter = resampled(longer, SAMPLE_RATE / ratio)
    return fitted(shorter, audio.shape[1])


def resampled(audio: Audio, hertz: float, rate: float = SAMPLE_RATE) -> Audio:
    """The audio, taken so many times a second, taken `hertz` times."""
    made: Audio = np.ascontiguousarray(soxr.resample(audio.T, rate, hertz, quality="VHQ").T)
    return made.astype(np.float32, copy=False)


def fitted(audio: Audio, samples: int) -> Audio:
    """The audio cut, or filled up with silence, to that length."""
    missing = max(0, samples - audio.shape[1])
    return np.pad(audio, ((0, 0), (0, missing)))[:, :samples]
