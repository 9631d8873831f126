"""Effects over HTTP, through the real handler."""

import hashlib
import io
from typing import Any

import numpy as np
import pytest
import soundfile

from harmonia.clock import SystemClock
from harmonia.engines.engine import Artifact, ArtifactKind, artifact_id
from harmonia.uploads.service import Uploads
from harmonia.uploads.upload import Announcement
from harmonia_audio.audio import SAMPLE_RATE, Audio
from harmonia_audio.ears.recording import admit
from harmonia_aws.songs import artifact_item
from harmonia_aws.uploads import DynamoUploadStore, S3Shelf
from tests.fakes.api import ALICE, BOB, Answer, Api, event
from tests.fakes.aws import Account

CUT = [{"effect": "high_pass", "hertz": 1000, "order": 4}]


@pytest.fixture
def filters(account: Account) -> Api:
    return Api(account.handler("filters"))


def sound(seconds: float = 2.0, format: str = "FLAC") -> bytes:
    """A low and a high tone."""
    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    wave = 0.3 * np.sin(2 * np.pi * 100 * time) + 0.1 * np.sin(2 * np.pi * 5000 * time)
    file = io.BytesIO()
    soundfile.write(file, np.stack((wave, wave), axis=1), SAMPLE_RATE, format=format)
    return file.getvalue()


def uploaded(account: Account, content: bytes, complete: bool = True) -> str:
    """The id of an upload of Alice's."""
    shelf = S3Shelf(account.bucket)
    uploads = Uploads(DynamoUploadStore(account.table), shelf, admit, SystemClock())
    sha256 = hashlib.sha256(content).hexdigest()
    announced = Announcement(filename="a", mime="audio/flac", bytes=len(content), sha256=sha256)
    upload, _ = uploads.create(announced, ALICE)
    account.bucket.put(f"uploads/{upload.id}", content)
    if complete:
        uploads.complete(upload.id, ALICE)
    return upload.id


def stem(account: Account, content: bytes, kind: ArtifactKind = ArtifactKind.STEM) -> str:
    """The id of a file of Alice's that a song left."""
    sha256 = hashlib.sha256(content).hexdigest()
    made = Artifact(
        artifact_id("stems/bass.flac", sha256), kind, "stems/bass.flac", "audio/flac",
        len(content), sha256,
    )  # fmt: skip
    account.bucket.put(f"artifacts/{sha256}", content)
    account.table.put(artifact_item(made, ALICE), "artifact")
    return made.id


def heard(account: Account, told: Answer) -> tuple[Audio, int]:
    """The file that came of it."""
    content = account.bucket.get(f"artifacts/{told.json['artifact']['sha256']}")
    audio, rate = soundfile.read(io.BytesIO(content), dtype="float32", always_2d=True)
    return audio.T, rate


def level(audio: Audio, hertz: float) -> float:
    """How loud a tone is, in dB."""
    spectrum = np.abs(np.fft.rfft(audio[0])) * 2 / audio.shape[1]
    return float(20 * np.log10(spectrum[round(hertz * audio.shape[1] / SAMPLE_RATE)] + 1e-9))


def test_the_events_kept_for_invoking_by_hand_work(filters: Api) -> None:
    assert filters.invoke(event("filters", "keep_chain")).status == 201
    (kept,) = filters.invoke(event("filters", "list_chains")).json["data"]
    assert kept["name"] == "radio"


def test_an_upload_goes_through_effects(filters: Api, account: Account) -> None:
    upload = uploaded(account, sound())

    told = filters.send("POST", "/v1/filters", {"upload_id": upload, "effects": CUT})

    audio, rate = heard(account, told)
    assert told.status == 200, told.text
    assert (told.json["seconds"], told.json["sample_rate"], rate) == (2, 44_100, 44_100)
    assert level(audio, 100) < -85
    assert level(audio, 5000) == pytest.approx(-20, abs=0.5)
    assert told.headers["location"] == f"/v1/artifacts/{told.json['artifact']['id']}"
    assert told.json["artifact"]["sha256"] in told.json["url"]


def test_the_file_is_an_artifact_of_its_owner(filters: Api, account: Account) -> None:
    upload = uploaded(account, sound())
    body = {"upload_id": upload, "effects": CUT, "format": "wav"}

    told = filters.send("POST", "/v1/filters", body)
    again = filters.send("POST", "/v1/filters", body)

    assert told.json["artifact"] == again.json["artifact"]
    jobs = Api(account.handler("jobs"))
    path = told.headers["location"]
    assert jobs.send("GET", path).status in (200, 302, 303, 307)
    assert jobs.send("GET", path, owner=BOB).status == 404


def test_a_stem_is_heard_in_part(filters: Api, account: Account) -> None:
    body = {
        "artifact_id": stem(account, sound(3)),
        "effects": [{"effect": "time_stretch", "factor": 2}],
        "preview_start": 1,
        "preview_seconds": 0.5,
    }

    told = filters.send("POST", "/v1/filters", body)

    assert told.status == 200, told.text
    assert told.json["seconds"] == 1
    assert told.json["artifact"]["kind"] == "stem"


@pytest.mark.parametrize("kind", [None, ArtifactKind.STEM, ArtifactKind.MIX])
def test_uploads_stems_and_mixes_are_heard_in_part_or_whole(
    kind: ArtifactKind | None, filters: Api, account: Account
) -> None:
    content = sound(1.5)
    source = (
        {"artifact_id": stem(account, content, kind)}
        if kind
        else {"upload_id": uploaded(account, content)}
    )

    preview = {"preview_start": 0.5, "preview_seconds": 0.5}
    told = [
        filters.send("POST", "/v1/filters", {**source, "effects": CUT, **part})
        for part in ({}, preview)
    ]

    assert [one.status for one in told] == [200, 200]
    assert [one.json["seconds"] for one in told] == [1.5, 0.5]
    assert [level(heard(account, one)[0], 100) < -85 for one in told] == [True, True]
    assert {one.json["artifact"]["kind"] for one in told} == {kind.value if kind else "upload"}


def test_a_kept_chain_is_used_by_its_name(filters: Api, account: Account) -> None:
    upload = uploaded(account, sound())

    made = filters.send("POST", "/v1/filters/chains", {"name": "thin", "effects": CUT})
    told = filters.send("POST", "/v1/filters", {"upload_id": upload, "chain": "thin"})

    assert made.status == 201
    assert told.json["effects"] == made.json["effects"]
    assert level(heard(account, told)[0], 100) < -85
    read = filters.send("GET", made.headers["location"])
    assert read.json == made.json
    assert filters.send("GET", made.headers["location"], owner=BOB).status == 404
    assert filters.send("DELETE", made.headers["location"]).status == 204
    assert filters.send("GET", made.headers["location"]).status == 404


BAD: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({"effects": [{"effect": "high_pass", "hertz": 30_000}]}, "/effects/0/hertz", "22050 Hz"),
    ({"effects": [{"effect": "wah"}]}, "/effects/0/effect", "must be one of"),
    ({"effects": []}, "/effects", "1 to 16 effects"),
    ({"effects": [{"effect": "limiter"}] * 99}, "/effects", "1 to 16 effects"),
    ({"chain": "thin"}, "/effects", "one of them"),
    ({"artifact_id": "art_1"}, "/upload_id", "one of them"),
    ({"format": "ogg"}, "/format", "flac, wav"),
    ({"preview_start": 5}, "/preview_start", "after the sound ends"),
    ({"preview_start": -1}, "/preview_start", "beginning"),
    ({"preview_seconds": 600}, "/preview_seconds", "0.1 to 30"),
    ({"effects": [{"effect": "trim", "start": 9}]}, "/effects/0", "nothing is left"),
)


def test_what_cannot_be_is_named(filters: Api, account: Account) -> None:
    upload = uploaded(account, sound(0.3))

    for changed, pointer, words in BAD:
        told = filters.send("POST", "/v1/filters", {"upload_id": upload, "effects": CUT} | changed)

        assert told.status == 422, told.text
        assert told.json["errors"][0]["pointer"] == pointer
        assert words in told.json["detail"]


def test_what_would_take_too_long_is_done_by_a_job(filters: Api, account: Account) -> None:
    hiss = io.BytesIO()
    wave = np.random.default_rng(1).integers(-2000, 2000, 300 * 8000).astype(np.int16)
    soundfile.write(hiss, wave, 8000, format="FLAC")
    upload = uploaded(account, hiss.getvalue())
    effects = [{"effect": "pitch", "semitones": 3}]

    whole = filters.send("POST", "/v1/filters", {"upload_id": upload, "effects": effects})
    part = filters.send(
        "POST",
        "/v1/filters",
        {"upload_id": upload, "effects": effects, "preview_start": 60, "preview_seconds": 1},
    )

    assert whole.status == 202
    assert whole.headers["location"] == f"/v1/jobs/{whole.json['id']}"
    assert (whole.json["type"], whole.json["status"]) == ("sound.filter", "queued")
    assert part.status == 200


def test_strangers_and_the_unfinished_are_told_apart(filters: Api, account: Account) -> None:
    upload, pending = uploaded(account, sound()), uploaded(account, sound(1), complete=False)
    film = stem(account, b"film", ArtifactKind.FILM)

    def status(body: dict[str, Any], owner: str = ALICE) -> int:
        return filters.send("POST", "/v1/filters", {"effects": CUT, **body}, owner=owner).status

    assert status({"upload_id": upload}, BOB) == 404
    assert status({"upload_id": pending}) == 409
    assert status({"artifact_id": film}) == 422
    assert status({"artifact_id": stem(account, b"RIFFnothing")}) == 422


def test_a_chain_that_makes_no_sense_is_not_kept(filters: Api) -> None:
    shrill = [{"effect": "peak", "hertz": 99_999, "decibels": 1}]
    for body, pointer in (
        ({"name": "Bad Name", "effects": CUT}, "/name"),
        ({"name": "x", "effects": shrill}, "/effects/0/hertz"),
        ({"name": "x"}, "/effects"),
    ):
        told = filters.send("POST", "/v1/filters/chains", body)

        assert (told.status, told.json["errors"][0]["pointer"]) == (422, pointer)
    assert filters.send("GET", "/v1/filters/chains").json["data"] == []
