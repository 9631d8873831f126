"""Mastering as a task; what the desk itself does is tested with the desk."""

import hashlib
from pathlib import Path

import pytest

from harmonia.engines.engine import ArtifactKind
from harmonia.errors import Conflict, EngineFailed, NotFound
from harmonia.jobs.job import Stage
from harmonia.jobs.progress import Stages
from harmonia.jobs.results import Mastered
from harmonia_aws.documents import S3Documents, artifact_place
from harmonia_aws.jobs import DynamoJobStore
from harmonia_aws.shelf import Shelf
from tests.fakes.api import event
from tests.fakes.aws import Account
from tests.fakes.jobs import SteppingClock
from tests.fakes.songs import artifact, job, mastered, played, song

TASK = {"job": "job_a", "correlation_id": "cor_a"}


@pytest.fixture
def played_job(account: Account) -> DynamoJobStore:
    """A job whose band has played."""
    store, documents = DynamoJobStore(account.table), S3Documents(account.bucket)
    store.add(job())
    stages = Stages(store, SteppingClock())
    stages.begin("job_a", Stage.MUSIC)
    key = documents.put_result(Stage.MUSIC, "h", played())
    stages.finish("job_a", Stage.MUSIC, key, song=documents.put_song(song()))
    return store


def test_what_the_desk_made_is_kept_and_made_once(
    account: Account, played_job: DynamoJobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    desks: list[object] = []

    def desk(*words: object) -> Mastered:
        desks.append(words)
        return mastered()

    handler = account.handler("master_song")
    monkeypatch.setattr("functions.master_song.task.master", desk)
    handler(TASK, None)
    handler(TASK, None)

    run = played_job.get("job_a").stages[Stage.MASTER]
    assert S3Documents(account.bucket).get_result(run.result or "", Mastered) == mastered()
    assert len(desks) == 1


def test_there_is_nothing_to_master_before_the_band_played(account: Account) -> None:
    DynamoJobStore(account.table).add(job())

    with pytest.raises(Conflict):
        account.handler("master_song")(TASK, None)


def test_a_job_that_is_not_there_is_not_found(account: Account) -> None:
    with pytest.raises(NotFound):
        account.handler("master_song")(event("master_song", "job"), None)


def test_a_file_comes_back_as_it_was_put_away(account: Account, tmp_path: Path) -> None:
    shelf = Shelf(account.bucket, tmp_path, "desk@1")
    path = tmp_path / "mix.flac"
    path.write_bytes(b"sound")

    kept = shelf.keep(path, "mix.flac", ArtifactKind.MIX, "audio/flac", ("p",))

    assert kept.sha256 == hashlib.sha256(b"sound").hexdigest()
    assert (kept.bytes, kept.parents, kept.engine) == (5, ("p",), "desk@1")
    assert shelf.read(kept).read_bytes() == b"sound"
    assert shelf.read(kept).suffix == ".flac"


def test_bytes_that_are_not_what_they_were_are_not_mixed(account: Account, tmp_path: Path) -> None:
    stem = artifact("dry/lead.flac", ArtifactKind.DRY)
    account.bucket.put(artifact_place(stem.sha256), b"other")

    with pytest.raises(EngineFailed):
        Shelf(account.bucket, tmp_path, "desk@1").read(stem)
