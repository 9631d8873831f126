"""Following a job, and what is shown of it."""

import io

from rich.console import Console

from harmonia_cli import show, watch
from harmonia_cli.client import Client
from tests.clients.conftest import Stage

QUEUED = {"id": "job_1", "status": "queued", "version": 1, "stages": {}}
PLAYING = {
    "id": "job_1",
    "status": "running",
    "version": 4,
    "stages": {"compose": {"finished_at": "2026-01-01T00:00:00Z"}, "music": {"progress": 0.5}},
}
DONE = PLAYING | {"status": "succeeded", "version": 9}


def test_without_a_socket_the_job_is_asked_for_until_it_ends(client: Client, stage: Stage) -> None:
    stage.will_answer(503, {"title": "no tickets today"}, **{"Retry-After": "0"})
    stage.answers *= 4
    for job in (PLAYING, PLAYING, DONE):
        stage.will_answer(200, job)

    seen = [(job["status"], job["version"]) for job in watch.follow(client, QUEUED)]

    assert seen == [("queued", 1), ("running", 4), ("succeeded", 9)]


def test_each_stage_gets_a_bar_that_moves_with_it() -> None:
    screen = Console(file=io.StringIO(), width=100)

    with show.progress(screen) as bars:
        last = show.watch_bars(bars, [QUEUED, PLAYING])
        shown = {task.description: task.percentage for task in bars.tasks}

    assert last == PLAYING
    assert shown == {"composing": 100.0, "the band plays": 50.0}


def test_the_summary_says_what_was_asked_and_what_was_measured() -> None:
    screen = Console(file=io.StringIO(), width=120)
    song = {
        "title": "Tides",
        "brief": {"genre": "lofi", "key": "D major", "meter": "4/4", "bpm": 84, "seed": 7},
        "scorecard": {
            "must": [{"constraint": "loudness", "expected": -14, "measured": -14.1, "ok": True}]
        },
    }

    show.summary(screen, song, [])

    text = screen.file.getvalue()  # type: ignore[attr-defined]
    assert "Tides" in text
    assert "84 bpm · seed 7" in text
    assert "✓ loudness: -14.1 (asked -14)" in text
