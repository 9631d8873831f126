"""What people bring to a job: theirs, verified, and of the right kind."""

from dataclasses import replace

import pytest

from harmonia.errors import Conflict, Invalid
from harmonia.films.film import Film
from harmonia.films.overlay import Overlay, OverlayKind
from harmonia.jobs.materials import Materials
from harmonia.uploads.upload import Content, Kind, State, Upload
from tests.fakes.jobs import MemoryArtifacts, MemoryUploads


def upload(name: str, mime: str, **changes: object) -> Upload:
    kind = Kind.AUDIO if mime.startswith("audio/") else Kind.IMAGE
    content = Content(format=name.split(".")[1], kind=kind, seconds=90.0)
    made = Upload(
        id=f"upl_{name.split('.')[0]}",
        owner="alice",
        filename=name,
        mime=mime,
        bytes=10,
        sha256=name.encode().hex().ljust(64, "0"),
        created_at="2026-01-01T00:00:00.000Z",
        expires_at=0,
        state=State.VERIFIED,
        content=content,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.fixture
def materials() -> Materials:
    logo, tune = upload("logo.png", "image/png"), upload("tune.flac", "audio/flac")
    long = Content(format="flac", kind=Kind.AUDIO, seconds=7200.0)
    others = (
        upload("fresh.png", "image/png", state=State.PENDING),
        upload("theirs.png", "image/png", owner="bob"),
        upload("long.flac", "audio/flac", content=long),
    )
    return Materials(
        MemoryUploads({one.id: one for one in (logo, tune, *others)}), MemoryArtifacts()
    )


def film(*images: str) -> Film:
    return Film(overlays=tuple(Overlay(kind=OverlayKind.LOGO, image=image) for image in images))


def test_pictures_are_named_by_their_content(materials: Materials) -> None:
    found, pictures = materials.pictures(film("upl_logo", "upl_logo"), "alice")

    assert {overlay.image for overlay in found.overlays} == {pictures[0].sha256}
    assert [picture.name for picture in pictures] == ["logo.png"]


def test_a_film_of_words_alone_needs_nothing(materials: Materials) -> None:
    plain = Film(overlays=(Overlay(kind=OverlayKind.TEXT, text="Live"),))

    assert materials.pictures(plain, "alice") == (plain, ())


@pytest.mark.parametrize("image", ["upl_theirs", "upl_nobody", "upl_tune"])
def test_what_is_no_picture_of_ones_own_is_refused_by_name(
    image: str, materials: Materials
) -> None:
    with pytest.raises(Invalid) as refused:
        materials.pictures(film("upl_logo", image), "alice")

    assert refused.value.field == "film.overlays.1.image"


def test_an_upload_that_nobody_looked_at_yet_is_not_taken(materials: Materials) -> None:
    with pytest.raises(Conflict, match="complete it first"):
        materials.pictures(film("upl_fresh"), "alice")


def test_a_recording_is_taken_up_to_ten_minutes(materials: Materials) -> None:
    assert materials.recording("upl_tune", "alice").mime == "audio/flac"
    with pytest.raises(Invalid, match="at most 10 minutes") as refused:
        materials.recording("upl_long", "alice")
    assert refused.value.field == "upload_id"
    with pytest.raises(Invalid, match="no upload"):
        materials.recording("upl_tune", "bob")
