"""
Audio files: WAV and FLAC in 24 bits through libsndfile, MP3 through LAME.

Samples are rounded to 24 bits in one place, `pcm24`, so that sums of files are exact.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import lameenc
import numpy as np
import soundfile
from numpy.typing import NDArray

from harmonia.errors import Invalid
from harmonia_audio.audio import SAMPLE_RATE, Audio, checked
from harmonia_audio.blocks import BLOCK, blocks

Pcm = NDArray[np.int32]  # [channels, samples], whole numbers of 24 bits

FULL_SCALE = 2**23
MP3_KBPS = 320
MP3_QUALITY = 7  # LAME -q 7; at 320 kbit/s under the ear's mask all but 1.4 % of the time
FLAC_EFFORT = 0.0  # twice the time would save an eighth of the size


@dataclass(frozen=True, slots=True)
class Tags:
    """What a player shows."""

    title: str = ""
    artist: str = ""


def pcm24(audio: Audio) -> Pcm:
    """The audio rounded to 24 bits; what lies beyond full scale is cut off."""
    scaled = np.rint(audio * np.float32(FULL_SCALE))
    pcm: Pcm = np.clip(scaled, -FULL_SCALE, FULL_SCALE - 1).astype(np.int32)
    return pcm


def from_pcm24(pcm: Pcm) -> Audio:
    """Whole numbers of 24 bits as audio."""
    return pcm.astype(np.float32) / np.float32(FULL_SCALE)


def samples(path: Path) -> int:
    """How long the file is."""
    return int(_info(path).frames)


def read(path: Path, length: int | None = None) -> Audio:
    """The audio of the file, filled up with silence or cut to the length."""
    length = samples(path) if length is None else length
    channels = _info(path).channels
    audio: Audio = np.zeros((channels, length), dtype=np.float32)
    at = 0
    for block in read_blocks(path):
        part = block[:, : length - at]
        audio[:, at : at + part.shape[1]] = part
        at += part.shape[1]
    return audio


def read_blocks(path: Path) -> Iterator[Audio]:
    """The audio of the file, a second at a time."""
    _info(path)
    with soundfile.SoundFile(path) as file:
        while len(frames := file.read(BLOCK, dtype="float32", always_2d=True)):
            audio = np.empty((frames.shape[1], len(frames)), dtype=np.float32)
            for channel, row in enumerate(audio):  # one by one, as numpy is slow to transpose
                row[:] = frames[:, channel]
            yield checked(audio)


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


def write_mp3(path: Path, audio: Audio, tags: Tags | None = None) -> None:
    """Keep the audio as MP3."""
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_in_sample_rate(SAMPLE_RATE)
    encoder.set_channels(audio.shape[0])
    encoder.set_bit_rate(MP3_KBPS)
    encoder.set_quality(MP3_QUALITY)
    with path.open("wb") as file:
        file.write(_id3(tags or Tags()))
        for block in blocks(audio.shape[1]):  # LAME holds the interpreter's lock: short turns
            wave = np.clip(np.rint(audio[:, block] * np.float32(2**15)), -(2**15), 2**15 - 1)
            file.write(encoder.encode(wave.astype("<i2").T.tobytes()))
        file.write(encoder.flush())


def _id3(tags: Tags) -> bytes:
    """An ID3v2.3 header; LAME's own is not reachable from Python."""
    frames = b""
    for name, text in ((b"TIT2", tags.title), (b"TPE1", tags.artist)):
        if text:
            body = b"\x01" + text.encode("utf-16")
            frames += name + len(body).to_bytes(4, "big") + b"\x00\x00" + body
    size = bytes(len(frames) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + size + frames if frames else b""
