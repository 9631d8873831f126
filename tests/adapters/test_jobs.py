"""One set of promises, kept by the fakes and by DynamoDB alike."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from moto import mock_aws

from harmonia.errors import Conflict, Invalid, NotFound
from harmonia.jobs.inference import Inference
from harmonia.jobs.job import Stage, Status
from harmonia.jobs.ports import ArtifactStore, Inferences, JobStore
from harmonia.songs.ports import SongStore
from harmonia.songs.record import SongRecord
from harmonia_aws.jobs import DynamoInferences, DynamoJobStore
from harmonia_aws.songs import DynamoArtifactStore, DynamoSongStore
from tests.fakes.aws import make_table
from tests.fakes.jobs import MemoryArtifactStore, MemoryInferences, MemoryJobStore, MemorySongStore
from tests.fakes.songs import artifact, job

AT = "2026-01-01T00:00:09.000Z"
JOB = job()
Stores = tuple[JobStore, SongStore, ArtifactStore, Inferences]


@pytest.fixture(params=["memory", "dynamodb"])
def stores(request: pytest.FixtureRequest, credentials: None) -> Iterator[Stores]:
    if request.param == "memory":
        jobs = MemoryJobStore()
        yield jobs, MemorySongStore(jobs), MemoryArtifactStore(jobs), MemoryInferences()
        return
    with mock_aws():
        table = make_table()
        yield (
            DynamoJobStore(table),
            DynamoSongStore(table),
            DynamoArtifactStore(table),
            DynamoInferences(table),
        )


@pytest.fixture
def store(stores: Stores) -> JobStore:
    return stores[0]


def test_what_is_kept_comes_back_equal(store: JobStore) -> None:
    store.add(JOB)

    assert store.get(JOB.id) == JOB


def test_nobody_is_not_found(store: JobStore) -> None:
    with pytest.raises(NotFound):
        store.get("job_nobody")


def test_an_id_is_taken_once(store: JobStore) -> None:
    store.add(JOB)

    with pytest.raises(Conflict):
        store.add(replace(JOB, owner="bob"))
    assert store.get(JOB.id).owner == "alice"


def test_the_first_change_wins(store: JobStore) -> None:
    store.add(JOB)
    store.replace(JOB, JOB.become(Status.RUNNING, at=AT))

    with pytest.raises(Conflict):
        store.replace(JOB, JOB.become(Status.CANCELING, at=AT))
    with pytest.raises(Conflict):
        store.end(JOB, JOB.become(Status.FAILED, at=AT))
    assert store.get(JOB.id).status is Status.RUNNING
    assert list(store.open()) == [JOB.id]


def test_a_job_is_open_until_it_ends(store: JobStore) -> None:
    store.add(JOB)
    before = list(store.open())

    store.end(JOB, JOB.become(Status.FAILED, at=AT))

    assert before == [JOB.id]
    assert list(store.open()) == []


def test_a_song_and_its_files_appear_with_the_end_of_their_job(stores: Stores) -> None:
    store, songs, artifacts, _ = stores
    running = JOB.become(Status.RUNNING, at=AT)
    store.add(running)
    file = artifact("mix.mp3")
    done = replace(running.become(Status.SUCCEEDED, at=AT), artifacts=(file,))
    record = SongRecord(
        id="song_a", owner="alice", title="Small Boats", genre="folk", seconds=30.5, revision="r",
        job=JOB.id, manifest="m", created_at=AT,
    )  # fmt: skip

    with pytest.raises(Conflict):
        store.end(done, done, record)
    assert songs.list("alice", limit=10, cursor=None).data == ()
    store.end(running, done, record)

    assert songs.get("song_a") == record
    assert songs.list("alice", limit=10, cursor=None).data == (record,)
    assert artifacts.get(file.id, "alice") == file
    with pytest.raises(NotFound):
        artifacts.get(file.id, "bob")


def test_lists_are_newest_first_and_go_on_where_they_stopped(store: JobStore) -> None:
    for n in range(5):
        store.add(job(id=f"job_{n}", created_at=f"2026-01-0{n + 1}T00:00:00.000Z"))
    store.add(job(id="job_other", owner="bob"))

    first = store.list("alice", limit=3, cursor=None)
    rest = store.list("alice", limit=3, cursor=first.next_cursor)

    assert [one.id for one in first.data] == ["job_4", "job_3", "job_2"]
    assert [one.id for one in rest.data] == ["job_1", "job_0"]
    assert (first.has_more, rest.has_more) == (True, False)


def test_a_list_ends_exactly_at_its_end(store: JobStore) -> None:
    for n in range(2):
        store.add(job(id=f"job_{n}"))

    assert not store.list("alice", limit=2, cursor=None).has_more


def test_lists_can_be_narrowed_to_a_status(store: JobStore) -> None:
    for n in range(4):
        one = job(id=f"job_{n}")
        store.add(one)
        if n % 2:
            store.end(one, one.become(Status.FAILED, at=AT))

    found = store.list("alice", limit=1, cursor=None, status=Status.FAILED)
    rest = store.list("alice", limit=9, cursor=found.next_cursor, status=Status.FAILED)

    assert [one.id for one in (*found.data, *rest.data)] == ["job_3", "job_1"]


def test_a_made_up_cursor_is_refused(store: JobStore) -> None:
    with pytest.raises(Invalid, match="cursor"):
        store.list("alice", limit=1, cursor="bm9wZQ")


def test_the_latest_question_to_an_engine_is_kept(stores: Stores) -> None:
    *_, inferences = stores
    first = Inference(job="job_a", stage=Stage.MUSIC, number=1, inputs="h", token="t1")
    second = replace(first, number=2, token="t2", asked=True)

    with pytest.raises(NotFound):
        inferences.get("job_a", Stage.MUSIC)
    inferences.put(first)
    inferences.put(second)

    assert inferences.get("job_a", Stage.MUSIC) == second
    assert len(second.id) <= 64
