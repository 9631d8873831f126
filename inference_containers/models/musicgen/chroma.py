"""
Melody as MusicGen hears it: the strongest pitch class of every stretch of 128 ms, and nothing else.

From sound it is read with a filter bank of twelve pitch classes over a power spectrum (Ellis,
*Chroma feature analysis and synthesis*, 2007); from notes it is simply written down.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

CLASSES = 12
FFT, HOP = 16_384, 4096  # samples at 32 kHz
MIDDLE, WIDTH = 5.0, 2.0  # octaves above 27.5 Hz: where the ear is asked most, and how widely


def filters(sample_rate: int, fft: int = FFT) -> Tensor:
    """How much each bin of a spectrum belongs to each pitch class: [12, fft // 2 + 1], 0 is C."""
    hertz = torch.arange(1, fft, dtype=torch.float64) * sample_rate / fft
    bins = CLASSES * torch.log2(hertz / 27.5)  # semitones above A0
    bins = torch.cat((bins[:1] - 1.5 * CLASSES, bins))  # the bin of 0 Hz lies far below
    width = torch.cat((bins.diff().clamp(min=1.0), bins.new_ones(1)))
    apart = bins - torch.arange(CLASSES, dtype=torch.float64)[:, None]
    apart = torch.remainder(apart + CLASSES // 2 + 10 * CLASSES, CLASSES) - CLASSES // 2
    weight = torch.exp(-0.5 * (2 * apart / width) ** 2)
    weight = weight / weight.norm(dim=0).clamp(min=1e-30)
    weight = weight * torch.exp(-0.5 * ((bins / CLASSES - MIDDLE) / WIDTH) ** 2)
    return weight.roll(-3, 0)[:, : fft // 2 + 1].float()  # from A to C


def heard(sound: Tensor, sample_rate: int) -> Tensor:
    """The strongest pitch class of mono sound [samples]: one-hot, [frames, 12]."""
    short = FFT - sound.shape[-1]
    if short > 0:
        sound = F.pad(sound, (short // 2, short - short // 2))
    window = torch.hann_window(FFT, device=sound.device)
    spectrum = torch.stft(sound, FFT, HOP, window=window, return_complex=True, pad_mode="reflect")
    power = spectrum.abs().square() / window.square().sum()
    raw = filters(sample_rate).to(power) @ power  # [12, frames]
    return written(raw.argmax(0).tolist()).to(sound)


def written(classes: Sequence[int]) -> Tensor:
    """Pitch classes as the model wants them: one-hot, [frames, 12]."""
    return F.one_hot(torch.tensor(list(classes), dtype=torch.long), CLASSES).float()


def fitted(melody: Tensor, frames: int) -> Tensor:
    """The melody, [n, 12], cut or repeated to so many frames."""
    return melody.repeat(-(-frames // len(melody)), 1)[:frames]
