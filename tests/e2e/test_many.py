"""Twenty jobs at once: all end well, in fair order, and asking stays quick."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from harmonia_cli.client import ENDED, Client
from tests.e2e.conftest import Local

MANY = 20


def test_twenty_jobs_at_once_all_end_well(stage: Local, client: Client) -> None:
    client.create_song(brief={"genre": "pop", "seconds": 15}, seed=499)  # warm

    def submit(number: int) -> tuple[float, dict[str, Any]]:
        begun = time.monotonic()
        job = client.create_song(brief={"genre": "pop", "seconds": 15}, seed=500 + number)
        return time.monotonic() - begun, job

    with ThreadPoolExecutor(4) as pool:
        submitted = list(pool.map(submit, range(MANY)))
    waits = sorted(seconds for seconds, _ in submitted)
    jobs = {job["id"]: job for _, job in submitted}
    seen_progress = set()
    until = time.monotonic() + 420
    while time.monotonic() < until and any(job["status"] not in ENDED for job in jobs.values()):
        begun = time.monotonic()
        for job in client.jobs(most=MANY + 1):
            jobs.update({job["id"]: job} if job["id"] in jobs else {})
            seen_progress.add(job["progress"])
        waits.append(time.monotonic() - begun)
        time.sleep(0.5)

    ordered = sorted(jobs.values(), key=lambda job: str(job["created_at"]))
    finished = sorted(jobs, key=lambda name: str(jobs[name]["finished_at"]))
    overtaken = max(
        abs(place - finished.index(str(job["id"]))) for place, job in enumerate(ordered)
    )
    assert {job["status"] for job in jobs.values()} == {"succeeded"}
    assert len(seen_progress) > 3
    assert overtaken <= 5  # nobody waits while late-comers are served
    assert waits[len(waits) // 2] < 1  # the median; a test must not time a busy machine closer
