"""
Audio files: WAV and FLAC in 24 bits, through libsndfile.

Samples are rounded to 24 bits in one place, `pcm24`, so that sums of files are exact.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from harmonia.errors import Invalid
from harmonia_audio.audio import SAMPLE_RATE, Audio, checked
from harmonia_audio.blocks import BLOCK, blocks

Pcm = NDArray[np.int32]  # [channels, samples], whole numbers of 24 bits

FULL_SCALE = 2**23
WHOLE = ("PCM_16", "PCM_24")  # read as whole numbers: quicker than as fractions, and as exact
LEAST = np.float32(2.0**-31)  # what the lowest of 32 bits means
FLAC_EFFORT = 0.0  # twice the time would save an eighth of the size


@dataclass(frozen=True, slots=True)
class Tags:
    """What a player shows."""

    title: str = ""
    artist: str = ""


def pcm24(audio: Audio, gain: Audio | float = 1.0) -> Pcm:
    """The audio times the gain, rounded to 24 bits; what lies beyond full scale is cut off."""
    scaled = audio * np.float32(FULL_SCALE * gain)
    np.rint(scaled, out=scaled)
    np.clip(scaled, -FULL_SCALE, FULL_SCALE - 1, out=scaled)
    pcm: Pcm = scaled.astype(np.int32)
    return pcm


def from_pcm24(pcm: Pcm) -> Audio:
    """Whole numbers of 24 bits as audio."""
    audio: Audio = pcm.astype(np.float32)
    audio *= np.float32(1 / FULL_SCALE)
    return audio


def samples(path: Path) -> int:
    """How long the file is."""
    return int(_info(path).frames)


def channels(path: Path) -> int:
    """How many channels the file has."""
    return int(_info(path).channels)


def read(path: Path, length: int | None = None, start: int = 0) -> Audio:
    """The audio of the file from a sample on, filled up with silence or cut to the length."""
    length = samples(path) - start if length is None else length
    audio: Audio = np.zeros((channels(path), length), dtype=np.float32)
    at = 0
    for block in read_blocks(path, start):
        part = block[:, : length - at]
        audio[:, at : at + part.shape[1]] = part
        at += part.shape[1]
        if at == length:
            break
    return audio


def read_blocks(path: Path, start: int = 0) -> Iterator[Audio]:
    """The audio of the file from a sample on, in blocks."""
    _info(path)
    with soundfile.SoundFile(path) as file:
        whole = file.subtype in WHOLE
        if start:
            file.seek(start)
        room = np.empty((BLOCK, file.channels), dtype=np.int32 if whole else np.float32)
        least = LEAST if whole else np.float32(1)
        while len(frames := file.read(out=room)):
            audio = np.empty((file.channels, len(frames)), dtype=np.float32)
            for channel, row in enumerate(audio):  # one by one, as numpy is slow to transpose
                np.multiply(frames[:, channel], least, out=row, dtype=np.float32, casting="unsafe")
            yield audio if whole else checked(audio)


def _info(path: Path) -> "soundfile._SoundFileInfo":
    try:
        info = soundfile.info(path)
    except soundfile.LibsndfileError as error:
        raise Invalid(f"{path.name} is not a sound file", field="audio") from error
    if info.samplerate != SAMPLE_RATE or info.channels > 2:
        raise Invalid(
            f"{path.name} has {info.channels} channels at {info.samplerate} Hz;"
            f" needed are one or two at {SAMPLE_RATE} Hz",
            field="audio",
        )
    return info


@contextmanager
def writing(path: Path, channels: int = 2, tags: Tags | None = None) -> Iterator["PcmFile"]:
    """A WAV or FLAC file, by its suffix, open for blocks of 24-bit numbers."""
    effort = FLAC_EFFORT if path.suffix == ".flac" else None
    with soundfile.SoundFile(
        path, "w", SAMPLE_RATE, channels, "PCM_24", compression_level=effort
    ) as file:
        for name in ("title", "artist"):
            if tags and getattr(tags, name):
                setattr(file, name, getattr(tags, name))
        yield PcmFile(file)


@dataclass(frozen=True)
class PcmFile:
    """An open file that takes whole numbers of 24 bits and keeps them exactly."""

    file: soundfile.SoundFile

    def write(self, pcm: Pcm) -> None:
        """Add a block."""
        # libsndfile takes 32 bits and keeps the upper 24; floats it would scale by 2^23 - 1.
        frames = np.empty(pcm.shape[::-1], dtype=np.int32)
        for channel, row in enumerate(pcm):
            np.left_shift(row, 8, out=frames[:, channel])
        self.file.write(frames)


def write(path: Path, audio: Audio, tags: Tags | None = None) -> None:
    """Keep the audio as WAV or FLAC, by the path's suffix."""
    with writing(path, audio.shape[0], tags) as file:
        for block in blocks(audio.shape[1]):
            file.write(pcm24(audio[:, block]))


def write_pcm(path: Path, pcm: Pcm, tags: Tags | None = None) -> None:
    """Keep whole numbers of 24 bits as WAV or FLAC, exactly."""
    with writing(path, pcm.shape[0], tags) as file:
        for block in blocks(pcm.shape[1]):
            file.write(pcm[:, block])
