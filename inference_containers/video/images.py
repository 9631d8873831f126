"""Uploaded images, looked at before they are opened."""

from __future__ import annotations

import io

from PIL import Image, ImageOps

from harmonia.errors import Invalid

HEAVIEST = 10 * 2**20  # bytes
LARGEST = 4096  # pixels of either side
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)  # Pillow's own alarm
MAGIC = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}


def decoded(content: bytes) -> Image.Image:
    """The image [RGBA]; Invalid if it is no PNG, JPEG or WebP, too large, or broken."""
    kind = _kind(content)
    if len(content) > HEAVIEST:
        raise Invalid(f"the image is larger than {HEAVIEST >> 20} MiB", code="too-large")
    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as image:
            width, height = image.size  # as declared; nothing has been unpacked yet
            if not 1 <= width <= LARGEST or not 1 <= height <= LARGEST:
                raise Invalid(
                    f"the image is {width} by {height} pixels; {LARGEST} by {LARGEST} at most",
                    code="too-large",
                )
            return ImageOps.exif_transpose(image).convert("RGBA")
    except Invalid:
        raise
    except (*BOMBS, OSError, SyntaxError, ValueError, MemoryError) as error:
        raise Invalid(f"the image cannot be read: {error}") from error


def _kind(content: bytes) -> str:
    """The format that the first bytes tell."""
    for magic, kind in MAGIC.items():
        if content.startswith(magic):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    raise Invalid("the file is not a PNG, JPEG or WebP image")
