"""A brief becomes a song document, through the real handler."""

import pytest

from harmonia import document
from harmonia.errors import Conflict, NotFound
from harmonia.jobs.job import Stage, Status
from harmonia_aws.documents import S3Documents
from harmonia_aws.jobs import DynamoJobStore
from tests.fakes.api import event
from tests.fakes.aws import Account
from tests.fakes.songs import job, song

TASK = {"job": "job_a", "correlation_id": "cor_a"}


def test_the_song_lies_under_its_hash_and_the_job_knows_it(account: Account) -> None:
    store = DynamoJobStore(account.table)
    store.add(job())

    account.handler("compose_song")(TASK, None)

    done = store.get("job_a")
    assert done.song == song().sha256
    assert done.stages[Stage.COMPOSE].finished_at
    kept = S3Documents(account.bucket).get_song(done.song)
    assert document.canonical(kept) == document.canonical(song())


def test_another_job_of_the_same_brief_finds_it_done(account: Account) -> None:
    store = DynamoJobStore(account.table)
    store.add(job())
    store.add(job(id="job_b"))
    handler = account.handler("compose_song")

    handler(TASK, None)
    handler(TASK | {"job": "job_b"}, None)

    assert not store.get("job_a").stages[Stage.COMPOSE].cached
    assert store.get("job_b").stages[Stage.COMPOSE].cached


def test_nothing_is_composed_for_a_job_that_ended(account: Account) -> None:
    store = DynamoJobStore(account.table)
    store.add(job())
    store.end(job(), job().become(Status.CANCELED, at=job().created_at))

    with pytest.raises(Conflict):
        account.handler("compose_song")(TASK, None)


def test_a_job_that_is_not_there_is_not_found(account: Account) -> None:
    with pytest.raises(NotFound):
        account.handler("compose_song")(event("compose_song", "job"), None)
