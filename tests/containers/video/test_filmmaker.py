"""The engine: what it leaves, what it refuses, how it stops."""

from __future__ import annotations

import hashlib
import io
import json
import struct
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from harmonia import document
from harmonia.engines.engine import Artifact, ArtifactKind, EngineRequest
from harmonia.errors import Conflict, EngineFailed, Invalid
from harmonia.films.film import Aspect, Film, Scene, Shot, Words
from harmonia.films.overlay import Overlay, OverlayKind
from harmonia.songs.song import Song
from inference_containers.video.filmmaker import Filmmaker
from inference_containers.video.images import LARGEST, decoded
from tests.containers.small import MemoryStorage
from tests.containers.video.songs import Plain, composed, everywhere, noise

SECONDS = 4.0


@pytest.fixture(scope="module")
def short() -> Song:
    """The first bars of a song, so that drawing them is quick."""
    song = composed(seconds=20)
    first = replace(song.sections[0], bars=2, chords=song.sections[0].chords[:1])
    return replace(song, sections=(first,))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return noise(tmp_path_factory.mktemp("sound") / "mix.flac", SECONDS).read_bytes()


def artifact(name: str, content: bytes, kind: ArtifactKind = ArtifactKind.MIX) -> Artifact:
    sha256 = hashlib.sha256(content).hexdigest()
    return Artifact(name, kind, name, "audio/flac", len(content), sha256)


def asked(
    song: Song, film: Film, *files: tuple[str, bytes], **more: float
) -> tuple[EngineRequest, MemoryStorage]:
    """A request for that film with those files beside it, and the storage that holds them."""
    content = document.canonical(song)
    inputs = tuple(artifact(name, data) for name, data in files)
    storage = MemoryStorage({"s3://house/song.json": content})
    for one, (_, data) in zip(inputs, files, strict=True):
        storage.contents["s3://house/" + one.sha256] = data
    request = EngineRequest(
        job="j1",
        stage="video",
        song="s3://house/song.json",
        song_sha256=hashlib.sha256(content).hexdigest(),
        seed=1,
        artifacts="s3://house/",
        progress="s3://house/progress",
        cancel="s3://house/cancel",
        inputs=inputs,
        film=film,
        **more,  # type: ignore[arg-type]
    )
    return request, storage


def png(width: int = 40, height: int = 20) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGBA", (width, height), (255, 0, 0, 200)).save(buffer, "PNG")
    return buffer.getvalue()


def test_film_cover_and_karaoke_are_left_as_asked(short: Song, sound: bytes) -> None:
    film = Film(
        aspect=Aspect.SQUARE,
        chords=True,
        words=Words.LINES,
        outputs=("mp4", "cover", "karaoke"),
        overlays=(Overlay(kind=OverlayKind.LOGO, image="logo.png"),),
    )
    request, storage = asked(
        short, film, ("mix.flac", sound), ("instrumental.flac", sound), ("logo.png", png())
    )

    answer = Filmmaker(storage, everywhere(Plain)).generate(request)

    kinds = {one.name: (one.kind, one.mime) for one in answer.artifacts}
    assert kinds == {
        "cover.png": (ArtifactKind.COVER, "image/png"),
        "film.mp4": (ArtifactKind.FILM, "video/mp4"),
        "karaoke.mp4": (ArtifactKind.FILM, "video/mp4"),
    }
    for one in answer.artifacts:
        content = storage.get("s3://house/" + one.sha256)
        assert hashlib.sha256(content).hexdigest() == one.sha256
        assert request.song_sha256 in one.parents
    cover = next(one for one in answer.artifacts if one.name == "cover.png")
    opened = Image.open(io.BytesIO(storage.get("s3://house/" + cover.sha256)))
    assert (opened.size, opened.mode) == ((1500, 1500), "RGB")
    assert answer.measured["frames"] == round(SECONDS * 24)
    assert json.loads(storage.get("s3://house/progress")) == {"done": 1.0}


def test_the_same_request_makes_the_same_bytes(short: Song, sound: bytes) -> None:
    request, storage = asked(short, Film(outputs=("mp4",)), ("mix.flac", sound))
    maker = Filmmaker(storage, everywhere(Plain))

    first, second = (maker.generate(request).artifacts for _ in range(2))

    assert first == second


def test_a_song_without_parts_and_longer_than_its_mix_gets_a_film(
    short: Song, sound: bytes
) -> None:
    longer = replace(short.sections[0], start=short.end, name="more")  # than the mix lasts
    quiet = replace(short, parts=(), sections=(*short.sections, longer))
    request, storage = asked(quiet, Film(), ("mix.flac", sound))

    answer = Filmmaker(storage, everywhere(Plain)).generate(request)

    assert [one.name for one in answer.artifacts] == ["film.mp4"]


def test_a_film_that_nobody_wants_any_more_is_given_up(short: Song, sound: bytes) -> None:
    request, storage = asked(short, Film(), ("mix.flac", sound))
    storage.contents["s3://house/cancel"] = b""

    with pytest.raises(Conflict):
        Filmmaker(storage, everywhere(Plain)).generate(request)


def test_a_film_that_takes_too_long_fails(short: Song, sound: bytes) -> None:
    request, storage = asked(short, Film(), ("mix.flac", sound), limit_seconds=0.0)

    with pytest.raises(EngineFailed, match="not done"):
        Filmmaker(storage, everywhere(Plain)).generate(request)


@pytest.mark.parametrize(
    ("film", "files", "field"),
    [
        (Film(), (), "inputs"),
        (Film(outputs=("karaoke",)), ("mix.flac",), "inputs"),
        (Film(shots=(Shot(first_bar=1, last_bar=3, scene=Scene.INK),)), ("mix.flac",),
         "film.shots.0.last_bar"),
        (Film(overlays=(Overlay(kind=OverlayKind.IMAGE, image="up_1"),)), ("mix.flac",),
         "film.overlays.0.image"),
    ],
)  # fmt: skip
def test_what_cannot_be_filmed_is_refused_by_name(
    short: Song, sound: bytes, film: Film, files: tuple[str, ...], field: str
) -> None:
    request, storage = asked(short, film, *((name, sound) for name in files))

    with pytest.raises(Invalid) as refused:
        Filmmaker(storage, everywhere(Plain)).generate(request)

    assert refused.value.field == field


def test_an_overlay_that_is_no_image_is_refused_by_name(short: Song, sound: bytes) -> None:
    film = Film(overlays=(Overlay(kind=OverlayKind.IMAGE, image="logo"),))
    request, storage = asked(short, film, ("mix.flac", sound), ("logo", b"MZ not an image"))

    with pytest.raises(Invalid, match="PNG, JPEG or WebP") as refused:
        Filmmaker(storage, everywhere(Plain)).generate(request)

    assert refused.value.field == "film.overlays.0.image"


@pytest.mark.parametrize("sound", [b"", b"RIFF....WAVE", b"just text"])
def test_a_mix_that_is_no_audio_is_refused(short: Song, sound: bytes) -> None:
    request, storage = asked(short, Film(), ("mix.flac", sound))

    with pytest.raises(Invalid, match="audio"):
        Filmmaker(storage, everywhere(Plain)).generate(request)


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that declares so many pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + check

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 100_000, 9)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "content",
    [
        bomb(LARGEST + 1, 8),
        bomb(60_000, 60_000),
        bomb(4000, 4000),  # declares what would fit, and does not hold it
        png()[:40],
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0 no more",
        b"RIFF\x10\0\0\0WEBPVP8 junk",
        b"GIF89a" + bytes(100),
        b"",
        png() + bytes(11 * 2**20),
    ],
)
def test_bombs_and_broken_images_are_refused(content: bytes) -> None:
    with pytest.raises(Invalid):
        decoded(content)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_the_three_formats_are_read(kind: str) -> None:
    buffer = io.BytesIO()
    Image.fromarray(np.full((20, 30, 3), 200, np.uint8)).save(buffer, kind)

    image = decoded(buffer.getvalue())

    assert (image.size, image.mode) == ((30, 20), "RGBA")


def test_an_image_may_be_wider_than_high_or_the_other_way_round(tmp_path: Path) -> None:
    assert decoded(png(LARGEST, 1)).size == (LARGEST, 1)
    assert decoded(png(1, LARGEST)).size == (1, LARGEST)
