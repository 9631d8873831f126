"""Small files of every kind, good and hostile."""

import io
import struct
import zlib
from typing import Any

import numpy as np
import soundfile

RATE = 44_100


def wav(seconds: float, value: float = 0.1) -> bytes:
    """A constant as a WAV file of floats."""
    count = round(seconds * RATE)
    return sound(np.full((1, count), value, dtype=np.float32), "WAV", "FLOAT")


def sound(audio: Any, form: str, subtype: str | None = None, rate: int = RATE) -> bytes:
    """Audio `[channels, samples]` as a file in that format."""
    file = io.BytesIO()
    soundfile.write(file, audio.T, rate, format=form, subtype=subtype)
    return file.getvalue()


def png(width: int, height: int) -> bytes:
    """A PNG file's header and nothing that could be drawn."""
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body))


def jpeg(width: int, height: int) -> bytes:
    """A JPEG file's beginning."""
    filler = b"\xff\xe0" + struct.pack(">H", 16) + bytes(14)
    return b"\xff\xd8" + filler + b"\xff\xc0" + struct.pack(">HBHH", 17, 8, height, width)


def webp(width: int, height: int) -> bytes:
    """An extended WebP file's beginning."""
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8X" + struct.pack("<II", 10, 0) + size


def ogg_page(packet: bytes, samples: int) -> bytes:
    """A page with one packet, after which so many samples have been heard."""
    return b"OggS" + struct.pack("<BBqIIIB", 0, 0, samples, 1, 0, 0, 1) + b"\xff" + packet


def lean_ogg(seconds: float, size: int) -> bytes:
    """An Ogg file of that size which claims to last so long."""
    head = ogg_page(b"\x01vorbis" + struct.pack("<IBI", 0, 2, RATE) + bytes(14), 0)
    tail = ogg_page(bytes(30), round(seconds * RATE))
    return head + bytes(size - len(head) - len(tail)) + tail


LEAN_OGG = lean_ogg(3600, 409_000)
