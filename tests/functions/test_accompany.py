"""Accompaniments and samples over HTTP, through the real handler."""

import base64
import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import mido
import pytest
from moto import mock_aws

from harmonia.clock import SystemClock
from harmonia.jobs.job import SAMPLE, Cut, Job, Stage, Status
from harmonia.music.meter import PPQ
from harmonia.songs.song import Song
from harmonia.uploads.service import Uploads
from harmonia.uploads.upload import Announcement
from harmonia_audio.ears.recording import admit
from harmonia_aws.documents import S3Documents
from harmonia_aws.jobs import DynamoJobStore
from harmonia_aws.uploads import DynamoUploadStore, S3Shelf
from tests.fakes.api import ALICE, BOB, Api, event
from tests.fakes.aws import Account, make_account
from tests.unit.ears.music import cadence
from tests.unit.uploads.files import sound

KEY = "5f0c9a52-9b7b-4a5e-8f1c-3b0a4c1f7d10"
CAROL = "carol-77aa"
TUNE = [60, 60, 67, 67, 69, 69, 67, 67, 65, 65, 64, 64, 62, 62, 60, 60]
NAMES = {60: "C4", 62: "D4", 64: "E4", 65: "F4", 67: "G4", 69: "A4"}


@pytest.fixture(scope="module")
def account() -> Iterator[Account]:
    """One account for all of them: nothing here looks at what another has left."""
    with pytest.MonkeyPatch.context() as patch, mock_aws():
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            patch.setenv(name, "test")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        yield make_account(patch)


@pytest.fixture(scope="module")
def accompany(account: Account) -> Api:
    return Api(account.handler("accompany"))


def ask(accompany: Api, **asked: Any) -> Any:
    answer = accompany.send("POST", "/v1/accompaniments", asked)
    assert answer.status == 200, answer.text
    return answer.json


def file_of(told: Any) -> mido.MidiFile:
    content = base64.b64decode(told["midi"]["base64"])
    return mido.MidiFile(file=io.BytesIO(content))


def job_at(account: Account, place: str) -> Job:
    return DynamoJobStore(account.table).get(place.rpartition("/")[2])


def song_of(account: Account, job: Job) -> Song:
    return S3Documents(account.bucket).get_song(job.song or "")


def symbols(told: Any) -> list[str]:
    return [one["chord"] for one in told["chords"]]


def test_the_events_kept_for_invoking_by_hand_work(accompany: Api) -> None:
    assert symbols(accompany.invoke(event("accompany", "accompany_chords")).json) == [
        *("Am", "F", "C", "G")
    ]
    made = accompany.invoke(event("accompany", "make_sample"))

    assert made.status == 202
    assert made.json["type"] == SAMPLE


def test_chords_become_a_band_in_midi_at_once(accompany: Api) -> None:
    told = ask(accompany, chords="| Am F | C | G/B | E7 |", style="bossa", bpm=140)

    assert [one["name"] for one in told["parts"]] == ["drums", "bass", "keys", "guitar"]
    assert told["chords"][1] == {"bar": 0, "beat": 2, "chord": "F"}
    assert (told["bars"], told["key"]) == (4, "A minor")
    names = {track.name for track in file_of(told).tracks}
    assert {"drums", "bass", "keys", "guitar"} <= names


def test_a_loop_of_midi_is_as_long_as_its_bars(accompany: Api) -> None:
    told = ask(accompany, chords="Am F C G", style="pop", meter="3/4", loop=True)

    for track in file_of(told).tracks:
        assert sum(message.time for message in track) == 4 * 3 * PPQ


def test_the_same_request_is_the_same_music_and_another_seed_is_not(accompany: Api) -> None:
    first, again, other = (
        ask(accompany, chords="Am F C G", style="jazz", seed=seed) for seed in (1, 1, 2)
    )

    assert first == again
    assert first["midi"] != other["midi"]


def test_only_the_parts_that_are_wanted_play(accompany: Api) -> None:
    told = ask(accompany, chords=["Am", "F"], parts=["bass", "drums"], bars=6, transpose=2)

    assert [one["name"] for one in told["parts"]] == ["bass", "drums"]
    assert symbols(told) == ["Bm", "G"] * 3


def test_chordpro_keeps_its_sections_tempo_and_title(accompany: Api) -> None:
    text = "{title: Boats}\n{tempo: 84}\n{sov: Verse}\n[Am]one [F]two\n{eov}\n{soc}\n[C]x [G]y\n"

    told = ask(accompany, chordpro=text)

    assert (told["title"], told["bpm"], symbols(told)) == ("Boats", 84, ["Am", "F", "C", "G"])


def test_chords_are_found_for_a_melody(accompany: Api) -> None:
    notes = [{"pitch": NAMES[key], "start": index, "length": 1} for index, key in enumerate(TUNE)]

    told = ask(accompany, melody=notes, style="folk")

    assert (told["key"], told["bars"]) == ("C major", 4)
    assert symbols(told)[0] == symbols(told)[-1] == "C"
    assert told["remarks"] == ["the chords are what fits the melody"]


def test_a_midi_file_is_accompanied_by_its_chords_or_for_its_melody(accompany: Api) -> None:
    made = ask(accompany, chords="C F G C", bpm=90, parts=["keys"])

    chords = ask(accompany, midi=made["midi"]["base64"])
    assert (symbols(chords)[:3], chords["bpm"]) == (["C", "F", "G"], 90)

    bass = ask(accompany, chords="C F G C", parts=["bass"], style="folk", loop=True)
    tune = ask(accompany, midi=bass["midi"]["base64"])
    assert tune["remarks"] == ["the chords are what fits the melody"]


def test_a_recording_is_accompanied_by_what_is_heard_in_it(
    accompany: Api, account: Account
) -> None:
    content = sound(cadence("C F G C Am F G C"), "FLAC")
    shelf = S3Shelf(account.bucket)
    uploads = Uploads(DynamoUploadStore(account.table), shelf, admit, SystemClock())
    sha256 = hashlib.sha256(content).hexdigest()
    announced = Announcement(
        filename="demo.flac", mime="audio/flac", bytes=len(content), sha256=sha256
    )
    upload, _ = uploads.create(announced, ALICE)
    account.bucket.put(f"uploads/{upload.id}", content)
    uploads.complete(upload.id, ALICE)

    told = ask(accompany, upload_id=upload.id, style="rock")

    assert told["title"] == "demo"
    assert symbols(told)[:5] == ["C", "F", "G", "C", "Am"]
    stranger = accompany.send("POST", "/v1/accompaniments", {"upload_id": upload.id}, owner=BOB)
    assert stranger.status == 404


def test_what_is_heard_takes_a_job_whose_song_is_there_already(
    accompany: Api, account: Account
) -> None:
    asked = {"chords": "Am F C G", "loop": True, "outputs": ["wav", "stems", "midi"], "bpm": 100}

    answer = accompany.send("POST", "/v1/accompaniments", asked, key="k8")
    again = accompany.send("POST", "/v1/accompaniments", asked, key="k8")
    other = accompany.send("POST", "/v1/accompaniments", asked | {"bpm": 90}, key="k8")

    assert (answer.status, again.headers["idempotent-replayed"]) == (202, "true")
    assert other.json["code"] == "idempotency-mismatch"
    job = job_at(account, answer.headers["location"])
    assert (job.type, job.cut) == ("accompaniment.create", Cut.LOOP)
    assert job.stages[Stage.COMPOSE].finished_at
    assert job.wants(Stage.MUSIC)
    assert song_of(account, job).seconds == pytest.approx(4 * 4 * 0.6)


def test_the_workflow_composes_nothing_anew(accompany: Api, account: Account) -> None:
    asked = {"chords": "Am F C G", "outputs": ["flac"]}
    answer = accompany.send("POST", "/v1/accompaniments", asked, key="k7")
    job = job_at(account, answer.headers["location"])

    account.handler("compose_song")({"job": job.id, "correlation_id": "cor_a"}, None)

    after = job_at(account, answer.headers["location"])
    assert (after.song, after.stages) == (job.song, job.stages)


def test_a_sample_is_listed_with_its_tags_and_made_once(accompany: Api, account: Account) -> None:
    asked = {"kind": "phrase", "style": "lofi", "part": "bass", "bars": 4, "key": "C major"}

    first = accompany.send("POST", "/v1/samples", asked, key="k1", owner=CAROL)
    again = accompany.send("POST", "/v1/samples", asked, key="k2", owner=CAROL)
    shot = {"kind": "one-shot", "piece": "snare"}
    accompany.send("POST", "/v1/samples", shot, key="k3", owner=CAROL)

    assert first.json["id"] == again.json["id"]
    assert first.headers["location"] == again.headers["location"]
    listed = accompany.send("GET", "/v1/samples", query={"kind": "phrase"}, owner=CAROL).json[
        "data"
    ]
    assert len(listed) == 1
    assert {"bpm": 80, "key": "C major", "style": "lofi", "part": "bass"}.items() <= listed[
        0
    ].items()
    assert len(listed[0]["chords"]) == 4
    assert len(accompany.send("GET", "/v1/samples", owner=CAROL).json["data"]) == 2
    assert not accompany.send("GET", "/v1/samples", owner=BOB).json["data"]


def test_a_sample_whose_job_failed_is_made_again(accompany: Api, account: Account) -> None:
    asked = {"kind": "loop", "bars": 1}
    first = accompany.send("POST", "/v1/samples", asked, key="k4")
    store = DynamoJobStore(account.table)
    job = store.get(first.json["id"])
    store.end(job, replace(job, status=Status.FAILED, version=job.version + 1))

    again = accompany.send("POST", "/v1/samples", asked, key="k5")

    assert again.json["id"] != first.json["id"]
    assert again.headers["location"] == first.headers["location"]


def test_strangers_have_no_sample(accompany: Api) -> None:
    made = accompany.send("POST", "/v1/samples", {"kind": "loop"}, key="k6")

    seen = accompany.send("GET", made.headers["location"])
    stranger = accompany.send("GET", made.headers["location"], owner=BOB)

    assert (seen.json["status"], seen.json["tags"]["part"]) == ("queued", "drums")
    assert stranger.status == 404


@pytest.mark.parametrize(
    ("asked", "pointer"),
    [
        ({}, "/chords"),
        ({"chords": "Am", "chordpro": "[C]la"}, "/chordpro"),
        ({"chords": "Am Xq"}, "/chords"),
        ({"chords": "N.C. N.C."}, "/chords"),
        ({"chords": " ".join(["C"] * 2000)}, "/chords"),
        ({"chords": "Am", "bars": 9999}, "/bars"),
        ({"chords": "Am", "bars": 65, "loop": True}, "/bars"),
        ({"chords": "Am", "parts": ["kazoo"]}, "/parts"),
        ({"chords": "Am", "parts": []}, "/parts"),
        ({"chords": "Am", "bpm": 1000}, "/bpm"),
        ({"chords": "Am", "outputs": ["mp3"], "loop": True}, "/outputs/0"),
        ({"chords": "Am", "outputs": ["mp4"]}, "/outputs/0"),
        ({"chords": "Am", "outputs": ["wav"]}, "header:Idempotency-Key"),
        ({"midi": "TVRoZA=="}, "/midi"),
        ({"melody": []}, "/melody"),
        ({"melody": [{"pitch": "H9", "start": 0, "length": 1}]}, "/melody/0/pitch"),
        ({"chords": "Am", "key": "Q"}, "/key"),
    ],
)
def test_what_cannot_be_played_is_named(accompany: Api, asked: Any, pointer: str) -> None:
    answer = accompany.send("POST", "/v1/accompaniments", asked)

    assert 400 <= answer.status < 500
    assert pointer in answer.text


@pytest.mark.parametrize(
    ("asked", "pointer"),
    [
        ({"kind": "loop", "part": "bass"}, "/part"),
        ({"kind": "phrase", "part": "drums"}, "/part"),
        ({"kind": "loop", "bars": 100}, "/bars"),
        ({"kind": "one-shot", "piece": "gong of doom"}, "/piece"),
        ({"kind": "one-shot", "part": "bass", "pitch": "C8"}, "/pitch"),
        ({"kind": "loop", "meter": "0/4"}, "/meter"),
        ({"kind": "phrase", "chords": ["C", "Hx"]}, "/chords/1"),
    ],
)
def test_samples_that_are_none_are_named(accompany: Api, asked: Any, pointer: str) -> None:
    answer = accompany.send("POST", "/v1/samples", asked, key=KEY)

    assert answer.status == 422
    assert pointer in answer.text
