"""
The gate: what a file says of itself, read from its header before any decoder sees it.

Standard library only; looks at a few kilobytes at either end. A file that claims far more sound
than its bytes can hold is turned away here, and whoever decodes the rest stops at what was claimed.
"""

import mmap
import struct
from collections.abc import Callable
from pathlib import Path

from harmonia.errors import Invalid
from harmonia.uploads.upload import Content, Kind

LONGEST = 3 * 3600.0  # seconds
LEANEST = 400.0  # bytes a second that even silence takes in an honest file
GRACE = 30.0  # seconds that may be leaner, as headers make up for it
RATES = (8_000, 192_000)  # Hz
CHANNELS = 2
PIXELS = 4_096  # of either side
TAIL = 1 << 17  # bytes at the end in which an Ogg page begins: one has at most 65,307
CHUNKS = 1_000  # parts of a file that are gone through to find the one that matters
SEARCH = 1 << 16  # bytes in which the first MP3 frame must begin

View = mmap.mmap | bytes


def inspect(path: Path, content_of: str) -> Content:
    """What the file is; Invalid if it is not of that kind ("audio" or "image") or out of bounds."""
    if not path.stat().st_size:
        raise Invalid("the file is empty")
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as view:
        content = look(view)
    if content.kind != content_of:
        raise Invalid(f"this is {content.format}, not {content_of}")
    return content


def look(view: View) -> Content:
    """What the bytes are; Invalid if they are nothing we take, or out of bounds."""
    for magic, offset, reader in READERS:
        if view[offset : offset + len(magic)] == magic:
            try:
                content = reader(view)
            except (struct.error, IndexError) as error:
                raise Invalid("the file breaks off before it says what it is") from error
            return _within_bounds(content, len(view))
    if sound := _mp3(view):
        return _within_bounds(sound, len(view))
    raise Invalid("this is neither WAV, FLAC, OGG or MP3 nor PNG, JPEG or WebP")


def _within_bounds(content: Content, size: int) -> Content:
    if content.kind is Kind.IMAGE:
        width, height = content.width or 0, content.height or 0
        if not (1 <= width <= PIXELS and 1 <= height <= PIXELS):
            raise Invalid(f"{width} x {height} pixels; at most {PIXELS} x {PIXELS} can be used")
        return content
    seconds, channels, rate = content.seconds or 0.0, content.channels or 0, content.sample_rate
    if not rate or not RATES[0] <= rate <= RATES[1]:
        raise Invalid(f"{rate or 0} samples a second; use {RATES[0]:,} to {RATES[1]:,}")
    if not 1 <= channels <= CHANNELS:
        raise Invalid(f"{channels} channels; use one or two")
    if seconds <= 0:
        raise Invalid("there is no sound in the file")
    if seconds > LONGEST:
        raise Invalid(f"{seconds / 3600:.1f} hours are too long; send at most 3")
    if seconds > GRACE and size / seconds < LEANEST:
        raise Invalid(f"{seconds:.0f} seconds in {size:,} bytes cannot be; what is it?")
    return content


def _audio(form: str, samples: float, rate: int, channels: int) -> Content:
    seconds = round(samples / rate, 3) if rate else 0.0
    return Content(
        format=form, kind=Kind.AUDIO, seconds=seconds, channels=channels, sample_rate=rate
    )


def _wav(view: View) -> Content:
    if view[8:12] == b"WEBP":
        return _webp(view)
    if view[8:12] != b"WAVE":
        raise Invalid("a RIFF file, but neither WAV nor WebP")
    at, rate, channels, block = 12, 0, 0, 0
    for _ in range(CHUNKS):
        if at + 8 > len(view):
            break
        name, size = struct.unpack("<4sI", view[at : at + 8])
        if name == b"fmt ":
            form, channels, rate, _, block = struct.unpack("<HHIIH", view[at + 8 : at + 22])
            if form not in (1, 3, 0xFFFE):
                raise Invalid("a WAV file in a compressed form; use PCM or float")
        elif name == b"data":
            if not block:
                raise Invalid("a WAV file whose sound comes before its format")
            size = min(size, len(view) - at - 8)  # some write 0xFFFFFFFF for "to the end"
            return _audio("wav", size // block, rate, channels)
        at += 8 + size + size % 2
    raise Invalid("a WAV file without sound")


def _flac(view: View) -> Content:
    if len(view) < 42:
        raise Invalid("the file breaks off before it says what it is")
    packed = int.from_bytes(view[18:26], "big")
    rate, channels = packed >> 44, (packed >> 41 & 7) + 1
    samples = packed & (1 << 36) - 1
    if not samples:
        raise Invalid("a FLAC file that does not say how long it is; encode it again")
    return _audio("flac", samples, rate, channels)


def _ogg(view: View) -> Content:
    first = 27 + view[26]
    packet = bytes(view[first : first + 64])
    if packet.startswith(b"\x01vorbis"):
        channels, rate = struct.unpack("<BI", packet[11:16])
        skip, clock = 0, rate
    elif packet.startswith(b"OpusHead"):
        channels, skip, rate = struct.unpack("<BHI", packet[9:16])
        rate, clock = rate or 48_000, 48_000
    elif packet.startswith(b"\x7fFLAC"):
        packed = int.from_bytes(packet[27:35], "big")
        rate, channels, skip = packed >> 44, (packed >> 41 & 7) + 1, 0
        clock = rate
    else:
        raise Invalid("an Ogg file with neither Vorbis, Opus nor FLAC in it")
    start = max(len(view) - TAIL, 0)
    tail, last = bytes(view[start:]), 0
    at = tail.rfind(b"OggS")
    while at >= 0:  # the last page on which a packet ends says how many samples there are
        if at + 14 <= len(tail):
            (last,) = struct.unpack("<q", tail[at + 6 : at + 14])
            if last > 0:
                break
        at = tail.rfind(b"OggS", 0, at)
    if not clock:
        raise Invalid("an Ogg file without a sample rate")
    samples = max(last - skip, 0) / clock * rate
    return _audio("ogg", samples, rate, channels)


BITRATES = {  # kbit/s by version and layer, from index 1 on
    (1, 3): (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (2, 3): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
MP3_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}


def _mp3(view: View) -> Content | None:
    """What the first two frames that follow each other say; None if there are none."""
    at = 0
    if view[:3] == b"ID3" and len(view) > 10:
        at = 10 + sum((view[6 + place] & 0x7F) << 7 * (3 - place) for place in range(4))
    for place in range(at, min(at + SEARCH, len(view) - 4)):
        if view[place] != 0xFF:
            continue
        frame = _mp3_frame(view, place)
        if frame is None:
            continue
        length, samples, rate, channels, kbps = frame
        following = _mp3_frame(view, place + length)
        if following is None or following[2] != rate:
            continue
        counted = _mp3_count(view, place, length)
        frames = counted or (len(view) - place) * 8 / (kbps * 1000) * rate / samples
        return _audio("mp3", frames * samples, rate, channels)
    return None


def _mp3_frame(view: View, at: int) -> tuple[int, int, int, int, int] | None:
    """Its bytes, samples, sample rate, channels and kbit/s; None if no frame begins there."""
    if at + 4 > len(view):
        return None
    (head,) = struct.unpack(">I", view[at : at + 4])
    version, layer = head >> 19 & 3, head >> 17 & 3
    rate_index, kbps_index = head >> 10 & 3, head >> 12 & 15
    if head >> 21 != 0x7FF or version == 1 or layer != 1:
        return None
    if rate_index == 3 or not 1 <= kbps_index <= 14:
        return None
    kbps = BITRATES[1 if version == 3 else 2, 3][kbps_index - 1]
    rate = MP3_RATES[version][rate_index]
    samples = 1152 if version == 3 else 576
    length = samples // 8 * kbps * 1000 // rate + (head >> 9 & 1)
    return length, samples, rate, 1 if head >> 6 & 3 == 3 else 2, kbps


def _mp3_count(view: View, at: int, length: int) -> int:
    """How many frames the first one announces (Xing, Info or VBRI); 0 if it does not."""
    first = bytes(view[at : at + length])
    for name in (b"Xing", b"Info"):
        place = first.find(name)
        if place > 0 and len(first) >= place + 12 and first[place + 7] & 1:
            return int.from_bytes(first[place + 8 : place + 12], "big")
    place = first.find(b"VBRI")
    return int.from_bytes(first[place + 14 : place + 18], "big") if place > 0 else 0


def _image(form: str, width: int, height: int) -> Content:
    return Content(format=form, kind=Kind.IMAGE, width=width, height=height)


def _png(view: View) -> Content:
    if view[12:16] != b"IHDR":
        raise Invalid("a PNG file without a header")
    return _image("png", *struct.unpack(">II", view[16:24]))


def _jpeg(view: View) -> Content:
    at = 2
    for _ in range(CHUNKS):
        if at + 9 > len(view) or view[at] != 0xFF:
            break
        mark = view[at + 1]
        if mark == 0xFF:  # filling
            at += 1
            continue
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", view[at + 5 : at + 9])
            return _image("jpeg", width, height)
        (length,) = struct.unpack(">H", view[at + 2 : at + 4])
        at += 2 + max(length, 2)
    raise Invalid("a JPEG file without a picture")


def _webp(view: View) -> Content:
    form = view[12:16]
    if form == b"VP8X":
        width, height = (int.from_bytes(view[at : at + 3], "little") + 1 for at in (24, 27))
    elif form == b"VP8L":
        packed = int.from_bytes(view[21:25], "little")
        width, height = (packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1
    elif form == b"VP8 ":
        width, height = (value & 0x3FFF for value in struct.unpack("<HH", view[26:30]))
    else:
        raise Invalid("a WebP file without a picture")
    return _image("webp", width, height)


READERS: tuple[tuple[bytes, int, Callable[[View], Content]], ...] = (
    (b"RIFF", 0, _wav),
    (b"fLaC", 0, _flac),
    (b"OggS", 0, _ogg),
    (b"\x89PNG\r\n\x1a\n", 0, _png),
    (b"\xff\xd8\xff", 0, _jpeg),
)
