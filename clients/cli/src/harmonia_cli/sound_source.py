"""Where live sound comes from: a WAV file in its own time, or the microphone."""

import importlib
import sys
import time
import wave
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from harmonia_cli.errors import ClientError

CHUNK = 0.25  # seconds
HIGHEST = 24_000  # Hz: a chunk in base64 stays within one WebSocket frame


@dataclass(frozen=True)
class Sound:
    """Sound as it comes: 16-bit mono at a rate, a quarter of a second at a time."""

    rate: int
    chunks: Iterator[bytes]


def wav_sound(path: Path, *, now: bool) -> Sound:
    """The file's sound at the speed it plays, or as fast as it can be read."""
    try:
        file = wave.open(str(path), "rb")  # noqa: SIM115  closed once it is read
    except (OSError, EOFError, wave.Error) as error:
        raise ClientError(f"cannot read {path} as WAV: {error}") from error
    if file.getsampwidth() < 2:
        file.close()
        raise ClientError(f"{path} has 8 bits; send a WAV of 16, 24 or 32")
    step = -(-file.getframerate() // HIGHEST)
    return Sound(file.getframerate() // step, _read(file, step, now=now))


def _read(file: wave.Wave_read, step: int, *, now: bool) -> Iterator[bytes]:
    with file:
        began, at = time.monotonic(), 0.0
        frames = round(CHUNK * file.getframerate()) // step * step
        while content := file.readframes(frames):
            at += CHUNK
            if not now:
                time.sleep(max(0.0, began + at - time.monotonic()))
            yield _narrowed(_upper(content, file.getsampwidth()), file.getnchannels() * step)


def _upper(content: bytes, width: int) -> bytes:
    """The upper 16 bits of samples that have so many bytes."""
    made = bytearray(len(content) // width * 2)
    made[0::2], made[1::2] = content[width - 2 :: width], content[width - 1 :: width]
    return bytes(made)


def _narrowed(content: bytes, together: int) -> bytes:
    """Neighbours averaged: channels into one, and fewer samples."""
    samples = array("h", content)
    if sys.byteorder == "big":
        samples.byteswap()
    count = len(samples) // together
    means = [sum(samples[at * together : (at + 1) * together]) // together for at in range(count)]
    made = array("h", means)
    if sys.byteorder == "big":
        made.byteswap()
    return made.tobytes()


def microphone_sound(rate: int = 16_000) -> Sound:
    """What the machine's microphone hears, until somebody stops it."""
    try:
        device: Any = importlib.import_module("sounddevice")
    except (ImportError, OSError) as error:
        raise ClientError(
            "the microphone needs sounddevice: pip install 'harmonia-cli[microphone]'"
        ) from error

    def listen() -> Iterator[bytes]:
        with device.RawInputStream(samplerate=rate, channels=1, dtype="int16") as stream:
            while True:
                content, _ = stream.read(round(CHUNK * rate))
                yield bytes(content)

    return Sound(rate, listen())
