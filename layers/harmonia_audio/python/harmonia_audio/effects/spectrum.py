"""
Spectral work: taking audio apart into frames, putting it together again, and denoising between.

Frames are Hann windows; four cover each sample, so their squares add up to a constant. Audio is
worked on in batches of frames, which keeps memory small.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy import fft
from scipy.ndimage import uniform_filter

from harmonia_audio.audio import Audio

FRAME = 2048  # samples; bands of 21.5 Hz, 46 ms long
COVERS = 4  # frames over each sample
SUM = 1.5  # of the squared windows over a sample
BATCH = 256  # frames
RISE = 1.8  # from the tenth percentile of a noise's smoothed power to its mean
KNEE = (2.0, 4.0)  # times the noise's power: under the first it is noise, over the second sound
Spectra = NDArray[np.complex64]  # [channels, frames, bins]


def window(frame: int) -> NDArray[np.float32]:
    """The Hann window of so many samples."""
    return (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(frame) / frame)).astype(np.float32)


def frames(audio: Audio) -> Iterator[tuple[int, Spectra]]:
    """The spectra of the audio, a batch at a time, each with the number of its first frame."""
    hop = FRAME // COVERS
    padded = np.pad(audio, ((0, 0), (FRAME, FRAME + hop)))
    count = (padded.shape[1] - FRAME) // hop + 1
    views = np.lib.stride_tricks.sliding_window_view(padded, FRAME, axis=1)[:, ::hop]
    for first in range(0, count, BATCH):
        batch = views[:, first : min(first + BATCH, count)]
        yield first, fft.rfft(batch * window(FRAME), axis=2).astype(np.complex64)


class Overlap:
    """Spectra put back together; the first frame lies just before the first sample."""

    def __init__(self, channels: int, samples: int, frame: int = FRAME) -> None:
        self._frame, self._hop, self._samples = frame, frame // COVERS, samples
        self._window = window(frame) / np.float32(SUM)
        self._sum = np.zeros((channels, samples + 4 * frame), dtype=np.float32)

    def add(self, first: int, spectra: Spectra) -> None:
        """Lay the frames from that number on over what is there."""
        waves = fft.irfft(spectra, self._frame, axis=2).astype(np.float32) * self._window
        for index in range(waves.shape[1]):
            at = (first + index) * self._hop
            self._sum[:, at : at + self._frame] += waves[:, index]

    def audio(self) -> Audio:
        """The whole, as long as was said."""
        return self._sum[:, self._frame : self._frame + self._samples].copy()


def denoised(audio: Audio, decibels: float) -> Audio:
    """
    The audio with steady noise lowered by so many decibels (spectral gating).

    The softest tenth of each band's frames says how loud its noise is; what does not stand clear
    of that is lowered, with a gain smoothed over time and frequency against chirping.
    """
    if audio.shape[1] < FRAME:
        return audio
    powers = np.concatenate(
        [(np.abs(spectra) ** 2).mean(axis=0) for _, spectra in frames(audio)], axis=0
    )
    smooth = uniform_filter(powers, (5, 3))
    inside = smooth[COVERS:-COVERS]  # the padding is no measure of noise
    noise = uniform_filter(np.percentile(inside, 10, axis=0) * RISE, 9)
    clear = (smooth / np.maximum(noise, 1e-20) - KNEE[0]) / (KNEE[1] - KNEE[0])
    floor = 10 ** (-decibels / 20)
    gains = uniform_filter((floor + (1 - floor) * np.clip(clear, 0, 1)).astype(np.float32), 3)
    result = Overlap(audio.shape[0], audio.shape[1])
    for first, spectra in frames(audio):
        result.add(first, spectra * gains[first : first + spectra.shape[1]])
    return result.audio()
