"""Processes die in the middle of jobs; every accepted job still ends once, and whole."""

import hashlib
import time
from collections.abc import Callable
from typing import Any

import httpx
import psutil
import pytest

from harmonia_cli.client import ENDED, Client
from harmonia_cli.errors import ClientError
from tests.e2e.conftest import Local

LONGER = {"genre": "cinematic", "seconds": 60}
FILMED = {  # goes through every stage there is
    "genre": "folk",
    "seconds": 20,
    "voice": "female",
    "lyrics": "The boats come home\nThe lamps are lit",
    "film": {"height": 720},
}
SEEDS = iter(range(3_000, 4_000))  # a song nobody made before, each time


def wait_until(
    client: Client, job: dict[str, Any], there: Callable[[dict[str, Any]], bool]
) -> None:
    until = time.monotonic() + 90
    while time.monotonic() < until:
        job = client.job(job["id"])
        if there(job):
            return
        assert job["status"] not in ENDED, f"{job['id']} ended before it came there"
        time.sleep(0.02)
    raise AssertionError(f"{job['id']} never came there: {job}")


def in_stage(stage: str) -> Callable[[dict[str, Any]], bool]:
    def there(job: dict[str, Any]) -> bool:
        run = job.get("stages", {}).get(stage)
        return run is not None and not run.get("finished_at")

    return there


def ended(client: Client, job: dict[str, Any]) -> dict[str, Any]:
    """The job once it ended; the stage may be restarting meanwhile."""
    until = time.monotonic() + 240
    while time.monotonic() < until:
        try:
            job = client.job(job["id"])
        except (ClientError, httpx.HTTPError):
            time.sleep(1)
            continue
        if job["status"] in ENDED:
            return job
        time.sleep(0.3)
    raise AssertionError(f"{job['id']} never ended: {job}")


def assert_whole(client: Client, job: dict[str, Any]) -> None:
    """Every file of the song is there and is what its hash says; no file twice."""
    song = client.song(job["result"]["song_id"])
    names = [artifact["name"] for artifact in song["artifacts"]]
    assert len(names) == len(set(names))
    assert "mix.mp3" in names
    for artifact in song["artifacts"]:
        content = httpx.get(artifact["url"], timeout=60).raise_for_status().content
        assert hashlib.sha256(content).hexdigest() == artifact["sha256"], artifact["name"]
        assert len(content) == artifact["bytes"]


@pytest.mark.parametrize("moments", [("compose", "music", "master", "film"), ("vocal",)])
def test_killing_the_whole_stage_again_and_again_loses_no_job(
    moments: tuple[str, ...], stage: Local, client: Client
) -> None:
    job = client.create_song(brief=FILMED, seed=next(SEEDS))
    for moment in moments:
        with Client(stage.place) as now:
            wait_until(now, job, in_stage(moment))
        stage.emulator.kill()
        psutil.wait_procs([], timeout=1)
        stage.up()
    with Client(stage.place) as again:
        job = ended(again, job)

        assert job["status"] == "succeeded", job.get("error")
        assert_whole(again, job)
        assert [one["id"] for one in again.jobs(most=200)].count(job["id"]) == 1


@pytest.mark.parametrize(
    "moments", [(("music", "music"), ("film", "video")), (("vocal", "vocal"),)]
)
def test_killing_an_engine_in_mid_song_costs_a_retry_at_most(
    moments: tuple[tuple[str, str], ...], stage: Local, client: Client
) -> None:
    job = client.create_song(brief=FILMED, seed=next(SEEDS))
    for moment, name in moments:
        wait_until(client, job, in_stage(moment))
        engine = stage.engine(name)
        assert engine is not None
        engine.kill()

    job = ended(client, job)

    assert job["status"] == "succeeded", job.get("error")
    assert_whole(client, job)


@pytest.mark.parametrize("function", ["compose_song", "start_inference", "master_song"])
def test_killing_a_functions_worker_costs_a_retry_at_most(
    function: str, stage: Local, client: Client
) -> None:
    job, killed = kill_at_work(function, stage, client)

    job = ended(client, job)

    assert killed
    assert job["status"] == "succeeded", job.get("error")
    assert_whole(client, job)


def kill_at_work(function: str, stage: Local, client: Client) -> tuple[dict[str, Any], list[int]]:
    """A job, and the workers of the function that were killed in the middle of a call."""
    for _ in range(5):  # a call of a few milliseconds may slip by unseen
        job = client.create_song(brief=LONGER, seed=next(SEEDS))
        until = time.monotonic() + 45
        while time.monotonic() < until:
            if pids := stage.at_work(function):
                for pid in pids:
                    psutil.Process(pid).kill()
                return job, pids
    return job, []
