"""
Mastering: the last touch on the whole, and the loudness and peaks that the world expects.

Glue of a decibel or two, a top that is neither dull nor sharp, one low end for both ears,
then -14 LUFS with no true peak over -1 dBTP, in the MP3 as well: coding bends waves, so the
limiter stays under by what MP3 was measured to add.
"""

from pathlib import Path

import numpy as np

from harmonia_audio import files
from harmonia_audio.audio import Audio, amplitude
from harmonia_audio.blocks import apply, beside, blocks
from harmonia_audio.dynamics import Compressor, compression, levels
from harmonia_audio.files import Tags
from harmonia_audio.filters import Sections, chain, high_pass, high_shelf, streaming
from harmonia_audio.limiter import Mastered, to_loudness
from harmonia_audio.mp3 import write_mp3
from harmonia_audio.peaks import true_peak
from harmonia_audio.spectra import slope

LOUDNESS = -14.0  # LUFS
TRUE_PEAK = -1.0  # dBTP
CODING = 0.6  # dB that MP3 may add to a peak
GLUE = Compressor(ratio=1.8, amount=1.5, attack=0.030, release=0.25, knee=10.0)
MONO_BELOW = 150.0  # Hz
DARKEST = -4.7  # dB per octave; a mix that falls faster gets some of its top back
BRIGHTEN, BRIGHT_ABOVE = 4.0, 2500.0  # dB at most, Hz
WARMTH = 5.0  # dB off the top at full warmth
WARM_ABOVE = 6000.0  # Hz
HALF = np.float32(0.5)


def master(audio: Audio, warmth: float = 0.0) -> Mastered:
    """Master the mix in place."""
    apply(compression(levels(audio), GLUE), audio)
    tone(audio, warmth)
    return to_loudness(audio, LOUDNESS, TRUE_PEAK - CODING)


def tone(audio: Audio, warmth: float) -> None:
    """Make the low end mono and balance the top, in place; warmth takes some of it away again."""
    lift = float(np.clip(3 * (DARKEST - slope(audio)), 0, BRIGHTEN))
    top = chain(high_shelf(BRIGHT_ABOVE, lift, 0.5), high_shelf(WARM_ABOVE, -WARMTH * warmth))
    for block in blocks(audio.shape[1]):
        left, right = audio[:, block]
        audio[0, block], audio[1, block] = (left + right) * HALF, (left - right) * HALF

    def balance(channel: Audio, sections: Sections) -> None:
        run = streaming(sections, 1)
        for block in blocks(channel.shape[1]):
            channel[:, block] = run(channel[:, block])

    middle, side = audio[:1], audio[1:]
    beside(
        lambda share: balance(*share), [(middle, top), (side, chain(high_pass(MONO_BELOW), top))]
    )
    for block in blocks(audio.shape[1]):
        middle, side = audio[:, block]
        audio[0, block], audio[1, block] = middle + side, middle - side


def to_mp3(path: Path, audio: Audio, tags: Tags | None = None) -> float:
    """Keep the master as MP3, softer where coding would lift a peak too high; its true peak."""
    write_mp3(path, audio, tags)
    top = coded_peak(path)
    while top > TRUE_PEAK:
        write_mp3(path, audio * np.float32(amplitude(TRUE_PEAK - top - 0.05)), tags)
        top = coded_peak(path)
    return top


def coded_peak(path: Path) -> float:
    """The true peak of what the file plays, in dBTP; its halves are decoded at once."""
    middle = files.samples(path) // 2
    halves = beside(lambda half: files.read(path, *half), [(middle, 0), (None, middle)])
    return true_peak(np.concatenate(halves, axis=1))
