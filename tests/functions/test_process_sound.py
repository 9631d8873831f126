"""Long sounds as a task: listened to or filtered, and the job ends."""

import hashlib
import io
import json
from typing import Any

import pytest
import soundfile

from harmonia.clock import SystemClock
from harmonia.engines.engine import Artifact, ArtifactKind, artifact_id
from harmonia.errors import Invalid, NotFound
from harmonia.jobs.job import Job, SoundOrder, SoundWork, Status
from harmonia.jobs.service import finish_canceling
from harmonia.jobs.sounds import Sounds
from harmonia_aws.documents import S3Documents, artifact_place
from harmonia_aws.jobs import DynamoJobStore
from harmonia_aws.workflow import SongWorkflow
from tests.fakes.api import ALICE, BOB, Api, event
from tests.fakes.aws import Account, client
from tests.unit.ears.music import cadence
from tests.unit.uploads.files import sound

SONG = sound(cadence("C F G C"), "FLAC")
LISTEN = SoundOrder(work=SoundWork.LISTEN)
CUT = SoundOrder(
    work=SoundWork.FILTER, effects=({"effect": "trim", "start": 1, "end": 3},), format="wav"
)


def sounds(account: Account) -> Sounds:
    workflow = SongWorkflow(client("stepfunctions"), account.workflow)
    return Sounds(DynamoJobStore(account.table), workflow, SystemClock())


def queued(account: Account, order: SoundOrder, content: bytes = SONG) -> Job:
    """A job for the sound, which lies where jobs find it."""
    sha256 = hashlib.sha256(content).hexdigest()
    account.bucket.put(artifact_place(sha256), content)
    brought = Artifact(
        id=artifact_id("take.flac", sha256),
        kind=ArtifactKind.UPLOAD,
        name="take.flac",
        mime="audio/flac",
        bytes=len(content),
        sha256=sha256,
    )
    return sounds(account).create(order, brought, ALICE, None, "cor_a").job


def run(account: Account, job: Job) -> dict[str, Any]:
    """The job, told after the task has run."""
    account.handler("process_sound")({"job": job.id, "correlation_id": "cor_a"}, None)
    told: dict[str, Any] = Api(account.handler("jobs")).send("GET", f"/v1/jobs/{job.id}").json
    return told


def test_the_event_kept_for_invoking_by_hand_names_a_job_nobody_has(account: Account) -> None:
    with pytest.raises(NotFound):
        account.handler("process_sound")(event("process_sound", "job"), None)


def test_a_recording_is_heard_and_the_analysis_is_an_artifact(account: Account) -> None:
    told = run(account, queued(account, LISTEN))

    (made,) = told["result"]["artifacts"]
    analysis = json.loads(account.bucket.get(artifact_place(made["sha256"])))
    names = [chord["chord"] for chord in analysis["chords"] if "chord" in chord]
    assert (told["status"], told["title"], told["progress"]) == ("succeeded", "take.flac", 1)
    assert "brief" not in told
    assert (made["kind"], made["name"]) == ("analysis", "analysis.json")
    assert names == ["C", "F", "G", "C"]
    jobs = Api(account.handler("jobs"))
    assert jobs.send("GET", f"/v1/artifacts/{made['id']}").status == 200
    assert jobs.send("GET", f"/v1/artifacts/{made['id']}", owner=BOB).status == 404


def test_a_sound_is_filtered_and_the_file_is_an_artifact(account: Account) -> None:
    told = run(account, queued(account, CUT))

    (made,) = told["result"]["artifacts"]
    content = account.bucket.get(artifact_place(made["sha256"]))
    assert (made["kind"], made["mime"]) == ("upload", "audio/wav")
    assert soundfile.info(io.BytesIO(content)).duration == 2


def test_doing_it_again_changes_nothing(account: Account) -> None:
    job = queued(account, CUT)

    first, again = run(account, job), run(account, job)

    assert first["version"] == again["version"]
    assert queued(account, CUT).id == job.id


def test_what_nobody_wants_any_more_is_not_done(account: Account) -> None:
    job = queued(account, LISTEN)
    store = DynamoJobStore(account.table)
    workflow = SongWorkflow(client("stepfunctions"), account.workflow)
    canceling = job.become(Status.CANCELING, at=job.created_at)
    store.replace(job, canceling)
    documents = S3Documents(account.bucket)
    finish_canceling(canceling, store, workflow, documents, SystemClock())

    told = run(account, job)

    assert told["status"] == "canceled"
    assert "result" not in told
    assert queued(account, LISTEN).id != job.id  # whoever asks again gets another one


def test_what_is_no_sound_fails_by_name(account: Account) -> None:
    job = queued(account, LISTEN, b"RIFF nothing of the kind")

    with pytest.raises(Invalid):
        run(account, job)
