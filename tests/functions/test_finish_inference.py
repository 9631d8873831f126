"""Reports of engines, through the real handler."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from harmonia import document
from harmonia.engines.engine import Model
from harmonia.jobs.inference import Inference
from harmonia.jobs.job import Stage, Status
from harmonia.jobs.progress import Stages
from harmonia_aws.documents import artifact_place
from harmonia_aws.jobs import DynamoBreakers, DynamoInferences, DynamoJobStore
from harmonia_aws.workflow import TaskTokens
from tests.fakes.api import event
from tests.fakes.aws import Account
from tests.fakes.jobs import SteppingClock
from tests.fakes.songs import job, played

Lines = Callable[[], list[dict[str, Any]]]


class World:
    """A job whose engine was asked, and the workflow that waits."""

    def __init__(self, account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
        self.account, self.heard = account, list[tuple[str, str, str]]()
        self.store = DynamoJobStore(account.table)
        self.store.add(job(song="sha"))
        Stages(self.store, SteppingClock()).begin("job_a", Stage.MUSIC)
        inference = Inference(
            job="job_a", stage=Stage.MUSIC, number=1, inputs="h", token="t", asked=True
        )
        DynamoInferences(account.table).put(inference)
        for artifact in played().artifacts:
            account.bucket.put(artifact_place(artifact.sha256), b"abcd")
        self.handler = account.handler("finish_inference")
        heard = self.heard

        def succeed(tokens: object, token: str) -> None:
            heard.append((token, "success", ""))

        def fail(tokens: object, token: str, failure: Exception) -> None:
            heard.append((token, type(failure).__name__, str(failure)))

        monkeypatch.setattr(TaskTokens, "succeed", succeed)
        monkeypatch.setattr(TaskTokens, "fail", fail)

    def ask(self, *, others: bool) -> None:
        """Have asked the model, not the band."""
        inference = Inference(
            job="job_a", stage=Stage.MUSIC, number=1, inputs="h", token="t", asked=True,
            engine="player/small", others=others,
        )  # fmt: skip
        DynamoInferences(self.account.table).put(inference)

    def report(self, case: str, **told: Any) -> None:
        notice = event("finish_inference", case)
        message = json.loads(notice["Records"][0]["Sns"]["Message"])
        message |= {"inferenceId": "job_a.music.1", **told}
        notice["Records"][0]["Sns"]["Message"] = json.dumps(message)
        self.handler(notice, None)

    def answer(self, content: bytes) -> None:
        self.account.bucket.put("async-out/5f1c9e2a.out", content)
        self.report("success")


@pytest.fixture
def world(account: Account, monkeypatch: pytest.MonkeyPatch) -> World:
    return World(account, monkeypatch)


def test_a_good_answer_is_kept_and_wakes_the_workflow(world: World) -> None:
    world.answer(document.canonical(played()))

    run = world.store.get("job_a").stages[Stage.MUSIC]
    assert world.heard == [("t", "success", "")]
    assert run.result == "results/music/h.json"
    assert world.account.bucket.get(run.result) == document.canonical(played())


@pytest.mark.parametrize(
    ("reason", "kind", "words"),
    [
        ("Received server error (500)", "EngineFailed", "the engine failed: Received server"),
        ('error (500): {"detail": "no sound"}', "EngineFailed", "the engine failed: no sound"),
        (r"error (422): {\"detail\": \"no such\"}", "Invalid", "the engine refused the song: no"),
        (r"error (409) with {\"detail\": \"no\"}", "Conflict", "the engine stopped: no"),
        ("Model container timed out", "EngineFailed", "the engine did not answer in time"),
        ("", "EngineFailed", "the engine failed: no reason given"),
    ],
)
def test_a_failure_is_told_in_words_for_people(
    reason: str, kind: str, words: str, world: World
) -> None:
    world.report("failure", failureReason=reason)

    assert world.heard[0][:2] == ("t", kind)
    assert world.heard[0][2].startswith(words)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff", b"null", b"[" * 100_000, document.canonical(played("job_b"))],
)
def test_an_answer_that_is_none_is_the_engines_failure(content: bytes, world: World) -> None:
    world.answer(content)

    assert world.heard[0][1] == "EngineFailed"
    assert world.store.get("job_a").stages[Stage.MUSIC].result is None


def test_a_file_cut_short_is_the_engines_failure(world: World) -> None:
    place = artifact_place(played().artifacts[0].sha256)
    world.account.bucket.put(place, b"abc")

    world.answer(document.canonical(played()))

    assert world.heard == [("t", "EngineFailed", "the engine left dry/lead.flac unfinished")]


@pytest.mark.parametrize("inference", ["job_a.music.0", "job_b.music.1", "strange", None, 7])
def test_reports_of_others_change_nothing(inference: object, world: World) -> None:
    before = world.store.get("job_a")

    world.report("failure", inferenceId=inference)

    assert world.heard == []
    assert world.store.get("job_a") == before


def test_a_good_answer_to_an_earlier_attempt_counts_and_its_failure_does_not(
    world: World,
) -> None:
    again = Inference(
        job="job_a", stage=Stage.MUSIC, number=2, inputs="h", token="t2", asked=True, since=1
    )
    DynamoInferences(world.account.table).put(again)

    world.report("failure")
    before = list(world.heard)
    world.answer(document.canonical(played()))

    assert before == []
    assert world.heard == [("t2", "success", "")]


def test_an_answer_from_before_something_changed_does_not_count(world: World) -> None:
    again = Inference(
        job="job_a", stage=Stage.MUSIC, number=2, inputs="i", token="t2", asked=True, since=2
    )
    DynamoInferences(world.account.table).put(again)

    world.answer(document.canonical(played()))

    assert world.heard == []


def test_a_canceled_job_is_not_touched(world: World) -> None:
    there = world.store.get("job_a")
    canceled = there.become(Status.CANCELED, at=there.created_at)
    world.store.end(there, canceled)

    world.answer(document.canonical(played()))

    assert world.store.get("job_a") == canceled


def test_each_report_leaves_one_line(world: World, lines: Lines) -> None:
    world.report("failure")

    assert [line["outcome"] for line in lines()] == ["EngineFailed"]


OFFER = {
    "name": "player", "version": "1", "variant": "small", "stage": "music", "endpoint": "player",
    "tasks": ["text"], "seconds": 60, "patience": 300, "licence": "MIT", "commercial_use": "yes",
    "weights_sha256": "a" * 64, "usd_per_hour": 1.8,
}  # fmt: skip
PLAYER = Model("player", "1", "tests/player", "a" * 64, "MIT", "small", "yes")


@pytest.fixture
def guest(account: Account, monkeypatch: pytest.MonkeyPatch) -> World:
    """The world once a model was asked, behind which the band stands."""
    account.engines = json.dumps([OFFER])
    world = World(account, monkeypatch)
    world.ask(others=True)
    return world


def test_a_models_failure_is_kept_and_the_workflow_comes_again(guest: World) -> None:
    guest.report("failure", failureReason='error (422): {"detail": "no such tune"}')
    guest.report("failure", failureReason='error (500): {"detail": "no memory"}')

    refused = "the engine refused the song: no such tune"
    assert guest.heard == [("t", "EngineFailed", refused)] * 2  # it said so twice: SNS may
    kept = DynamoInferences(guest.account.table).get("job_a", Stage.MUSIC)
    assert (kept.failed, kept.asked) == (refused, True)
    assert DynamoBreakers(guest.account.table).get("player/small").failures == 0  # no fault of its


def test_a_refusal_stands_where_nobody_else_can_be_asked(guest: World) -> None:
    guest.ask(others=False)

    guest.report("failure", failureReason='error (422): {"detail": "no such tune"}')

    assert guest.heard == [("t", "Invalid", "the engine refused the song: no such tune")]


def test_a_models_answer_counts_if_it_is_the_one_that_was_asked(guest: World) -> None:
    lie = replace(PLAYER, weights_sha256="b" * 64)
    guest.answer(document.canonical(replace(played(), model=lie)))
    lied = list(guest.heard)
    failures = DynamoBreakers(guest.account.table).get("player/small").failures
    guest.answer(document.canonical(replace(played(), model=PLAYER, seconds={"total": 20.0})))

    reason = "the engine is not player/small under the terms it is offered"
    assert (lied, failures) == ([("t", "EngineFailed", reason)], 1)
    assert guest.heard[1:] == [("t", "success", "")]
    assert guest.store.get("job_a").stages[Stage.MUSIC].usd == 0.01  # 20 s at 1.80 an hour
    assert DynamoBreakers(guest.account.table).get("player/small").failures == 0
