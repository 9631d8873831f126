"""Hostile files, drawn by number: the same number is always the same file."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache

import numpy as np
import soundfile

RATE = 44_100
Draw = random.Random
SEEDS = ("WAV", "FLAC", "OGG", "MP3")


@cache
def good(form: str, seconds: float = 1.0, rate: int = RATE, channels: int = 1) -> bytes:
    """An honest file: three tones of a chord."""
    time = np.arange(round(seconds * rate)) / rate
    tones = [np.sin(2 * np.pi * hertz * time) for hertz in (220.0, 277.2, 329.6)]
    wave = np.sum(tones, axis=0) / 6
    file = io.BytesIO()
    soundfile.write(file, np.repeat(wave[:, None], channels, 1), rate, format=form)
    return file.getvalue()


def truncated(draw: Draw) -> bytes:
    """A good file that breaks off: mostly in its header, sometimes later."""
    content = good(draw.choice(SEEDS))
    return content[: draw.randrange(1, 200 if draw.random() < 0.6 else len(content))]


def flipped(draw: Draw) -> bytes:
    """A good file with some bits turned, mostly in its header."""
    content = bytearray(good(draw.choice(SEEDS)))
    for _ in range(draw.choice((1, 3, 30))):
        reach = 120 if draw.random() < 0.7 else len(content)
        content[draw.randrange(reach)] ^= 1 << draw.randrange(8)
    return bytes(content)


def spliced(draw: Draw) -> bytes:
    """The head of one file on the body of another."""
    head, body = (good(form) for form in draw.sample(SEEDS, 2))
    cut = draw.choice((4, 12, 44, 100, 1000))
    return head[:cut] + body[draw.choice((0, cut)) :]


def shuffled(draw: Draw) -> bytes:
    """A good file with stretches left out, doubled or filled with noise."""
    content = good(draw.choice(SEEDS))
    for _ in range(draw.randrange(1, 6)):
        at, size = draw.randrange(len(content)), draw.randrange(1, 4000)
        middle = draw.choice((b"", content[at : at + size] * 2, draw.randbytes(size)))
        content = content[:at] + middle + content[at + size :]
    return content


def lying_wav(draw: Draw) -> bytes:
    """A WAV header with figures that cannot be."""
    wild = (0, 1, 2, 3, 255, 65_535)
    large = (0, 1, 7_999, 8_000, 192_000, 192_001, 2**31 - 1, 2**31, 2**32 - 1)
    body = draw.randbytes(draw.choice((0, 1, 100, 20_000)))
    form = draw.choice((1, 1, 1, 3, 0xFFFE, 2, 17, 85))
    channels, bits = draw.choice((1, 1, 2, *wild)), draw.choice((8, 16, 24, 32, 64, *wild))
    block = draw.choice((2, 4, 0, 1, 65_535))
    head = struct.pack(
        "<HHIIHH", form, channels, draw.choice((RATE, *large)), draw.choice(large), block, bits
    )
    size = draw.choice((len(body), len(body) + 1, *large))
    chunks = b"fmt " + struct.pack("<I", draw.choice((16, 16, 0, 18, *large))) + head
    for _ in range(draw.choice((0, 0, 1, 3, 2000))):
        chunks += b"junk" + struct.pack("<I", draw.choice((0, 1, 4))) + b"abcd"
    data = b"data" + struct.pack("<I", size) + body
    order = chunks + data if draw.random() < 0.85 else data + chunks
    return b"RIFF" + struct.pack("<I", draw.choice((len(order) + 4, *large))) + b"WAVE" + order


def lying_flac(draw: Draw) -> bytes:
    """A FLAC file whose first block claims another rate, width or length."""
    content = bytearray(good("FLAC"))
    rate = draw.choice((0, 1, 8_000, RATE, 655_350, 2**20 - 1))
    samples = draw.choice((0, 1, 44_100, 10**9, 2**36 - 1))
    packed = rate << 44 | draw.randrange(8) << 41 | draw.randrange(32) << 36 | samples
    content[18:26] = packed.to_bytes(8, "big")
    if draw.random() < 0.3:  # the smallest and the largest block
        content[8:12] = draw.randbytes(4)
    return bytes(content)


def no_numbers(draw: Draw) -> bytes:
    """A WAV file of floats among which some are none, or far too large."""
    wave = np.zeros(draw.choice((1, 4410, 44_100)), dtype=np.float32)
    bad = draw.choice((np.nan, np.inf, -np.inf, 1e38, -3e38, 1e-42))
    wave[draw.randrange(len(wave)) :: draw.choice((1, 7, 10**6))] = bad
    file = io.BytesIO()
    soundfile.write(file, wave, RATE, format="WAV", subtype=draw.choice(("FLOAT", "DOUBLE")))
    return _undated(file.getvalue())


def _undated(wav: bytes) -> bytes:
    """The WAV file without the second in which its peak was noted: every time the same bytes."""
    at = wav.find(b"PEAK") + 12  # behind the chunk's size and its version
    return wav[:at] + bytes(4) + wav[at + 4 :] if at >= 12 else wav


def bomb(draw: Draw) -> bytes:
    """A little file that claims, or holds, far more sound than it should."""
    kind = draw.choice(("ogg", "flac", "mp3", "tail"))
    if kind == "ogg":  # an hour in 409 kilobytes, or just within what the gate lets through
        return lean_ogg(draw.choice((3600, 3 * 3600, 900, 290)), draw.choice((409_000, 120_000)))
    if kind == "flac":
        return silence(draw.choice((20.0, 120.0)))
    if kind == "mp3":  # a first frame that announces more frames than there are bytes
        content = good("MP3")
        place = max(content.find(b"Xing"), content.find(b"Info"))
        count = draw.choice((2**32 - 1, 10**6, 0)).to_bytes(4, "big")
        return content[: place + 8] + count + content[place + 12 :]
    content = good("OGG")
    last = content.rfind(b"OggS")
    claim = struct.pack("<q", draw.choice((2**62, -1, 0, 10**9)))
    return content[: last + 6] + claim + content[last + 14 :]


@cache
def silence(seconds: float) -> bytes:
    """Nothing to hear, packed as tight as it goes."""
    file = io.BytesIO()
    soundfile.write(file, np.zeros(round(seconds * 8_000), np.int16), 8_000, format="FLAC")
    return file.getvalue()


def lean_ogg(seconds: float, size: int) -> bytes:
    """An Ogg file of that size whose last page claims that length."""

    def page(packet: bytes, samples: int) -> bytes:
        head = struct.pack("<BBqIIIB", 0, 0, samples, 1, 0, 0, 1)
        return b"OggS" + head + bytes([min(len(packet), 255)]) + packet

    head = page(b"\x01vorbis" + struct.pack("<IBI", 0, 2, RATE) + bytes(14), 0)
    tail = page(bytes(30), round(seconds * RATE))
    return head + bytes(size - len(head) - len(tail)) + tail


def nested_tags(draw: Draw) -> bytes:
    """An MP3 file behind tags that claim too much, or contain each other."""
    size = draw.choice((0, 10, 2_000, 2**28 - 1))
    spread = bytes(size >> 7 * place & 0x7F for place in (3, 2, 1, 0))
    tag = b"ID3\x04\x00\x00" + spread
    return tag * draw.choice((1, 2, 500)) + draw.choice((b"", bytes(2_000))) + good("MP3")


def other(draw: Draw) -> bytes:
    """Something else entirely."""
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        outside = zipfile.ZipInfo("../../a.wav")  # of no date: every time the same bytes
        archive.writestr(outside, bytes(200_000), zipfile.ZIP_DEFLATED)
    return draw.choice(
        (
            b"",
            b"\x00",
            b"MZ\x90\x00" + draw.randbytes(5_000),
            b"\x7fELF\x02\x01\x01" + draw.randbytes(5_000),
            b"#!/bin/sh\necho hello\n",
            b"<!doctype html><script>alert(1)</script>" * 50,
            b"%PDF-1.7\n" + draw.randbytes(2_000),
            b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>',
            zipped.getvalue(),
            draw.randbytes(draw.choice((10, 1_000, 300_000))),
            b"\xff\xfb" * 40_000,
            b"RIFF" * 10_000,
            b"OggS" * 30_000,
            b"fLaC" + bytes(10_000),
            bytes(100_000),
        )
    )


def picture(draw: Draw) -> bytes:
    """A picture that is too large, empty, cut off or blown up."""
    side = (0, 1, 4_096, 4_097, 65_535, 2**31 - 1)
    width, height = draw.choice(side), draw.choice(side)
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + body
    blown = zlib.compress(bytes(3_000_000))
    rest = struct.pack(">I", zlib.crc32(body)) + struct.pack(">I", len(blown)) + b"IDAT" + blown
    jpeg = b"\xff\xd8" + b"\xff\xe0\x00\x02" * draw.choice((1, 5_000))
    webp = b"RIFF\x00\x00\x00\x00WEBP" + draw.choice((b"VP8X", b"VP8L", b"VP8 ", b"none"))
    jpeg += b"\xff\xc0" + struct.pack(">HBHH", 17, 8, height % 65_536, width % 65_536)
    made = draw.choice((head, head + rest, jpeg, webp + draw.randbytes(30)))
    return made[: draw.randrange(1, len(made))] if draw.random() < 0.2 else made


KINDS: tuple[Callable[[Draw], bytes], ...] = (
    truncated, flipped, flipped, spliced, shuffled, lying_wav, lying_wav, lying_flac, no_numbers,
    bomb, nested_tags, other, picture,
)  # fmt: skip


def file(number: int) -> tuple[str, bytes]:
    """The file of that number, and what kind it is."""
    draw = Draw(f"file/{number}")
    kind = KINDS[number % len(KINDS)]
    return kind.__name__.replace("_", " "), kind(draw)
