"""
MP3 through LAME, a song's two halves at the same time.

The first half's encoder goes some seconds on into the second half. By then both have heard enough
of the same to write the same frames, byte for byte; after such a frame the file goes on with the
second's. At 320 kbit/s a frame borrows bytes from the one before it and from no other, so no frame
misses anything: to a decoder the seam is not there.
"""

from collections.abc import Iterator
from pathlib import Path

import lameenc
import numpy as np

from harmonia_audio.audio import SAMPLE_RATE, Audio
from harmonia_audio.blocks import beside, blocks
from harmonia_audio.files import Tags

KBPS = 320
QUALITY = 7  # LAME -q 7; at 320 kbit/s under the ear's mask all but 1.4 % of the time
FRAME = 1152  # samples
CYCLE = 49  # frames until the padding of frames repeats at 44.1 kHz
MEETING = 4 * CYCLE  # frames, 5 seconds, in which both halves are encoded
SETTLED = CYCLE // 2  # frames until a new encoder has heard enough
PADDED = 1 << 9  # the bit of a frame's header


def write_mp3(path: Path, audio: Audio, tags: Tags | None = None) -> None:
    """Keep the audio as MP3."""
    path.write_bytes(_id3(tags or Tags()) + _encoded(audio))


def _encoded(audio: Audio) -> bytes:
    """The audio's frames, by one encoder or two."""
    middle = audio.shape[1] // FRAME // 2 // CYCLE * CYCLE
    if middle > MEETING:
        halves = audio[:, : (middle + MEETING) * FRAME], audio[:, middle * FRAME :]
        first, second = beside(_encode, halves)
        if joined := _joined(first, second, middle):
            return joined
    return _encode(audio)


def _encode(audio: Audio) -> bytes:
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_in_sample_rate(SAMPLE_RATE)
    encoder.set_channels(audio.shape[0])
    encoder.set_bit_rate(KBPS)
    encoder.set_quality(QUALITY)
    made = bytearray()
    for block in blocks(audio.shape[1]):
        wave = np.clip(np.rint(audio[:, block] * np.float32(2**15)), -(2**15), 2**15 - 1)
        made += encoder.encode(wave.astype("<i2").T.tobytes())
    made += encoder.flush()
    return bytes(made)


def _joined(first: bytes, second: bytes, offset: int) -> bytes:
    """Both halves as one, the second being so many frames late; nothing if they do not meet."""
    early, late = list(_frames(first)), list(_frames(second))
    for meeting in range(SETTLED, MEETING):
        if early[offset + meeting] == late[meeting]:
            return b"".join((*early[: offset + meeting], *late[meeting:]))
    return b""


def _frames(stream: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(stream):
        padded = bool(int.from_bytes(stream[at : at + 4], "big") & PADDED)
        length = FRAME // 8 * KBPS * 1000 // SAMPLE_RATE + padded
        yield stream[at : at + length]
        at += length


def _id3(tags: Tags) -> bytes:
    """An ID3v2.3 header; LAME's own is not reachable from Python."""
    frames = b""
    for name, text in ((b"TIT2", tags.title), (b"TPE1", tags.artist)):
        if text:
            body = b"\x01" + text.encode("utf-16")
            frames += name + len(body).to_bytes(4, "big") + b"\x00\x00" + body
    size = bytes(len(frames) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + size + frames if frames else b""
