"""What is known of models and of questions to them: the fakes promise it, and so does DynamoDB."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from moto import mock_aws

from harmonia import document
from harmonia.engines.breaker import Breaker
from harmonia.engines.engine import EngineRequest
from harmonia.engines.offer import EngineWishes, Offer
from harmonia.errors import Conflict, Unavailable
from harmonia.jobs.inference import Inference, Question
from harmonia.jobs.job import Stage
from harmonia.jobs.ports import Breakers, Inferences
from harmonia_aws.inference import SageMakerEngine
from harmonia_aws.jobs import DynamoBreakers, DynamoInferences
from tests.fakes.aws import Account, client, make_endpoint, make_table
from tests.fakes.jobs import MemoryBreakers, MemoryInferences
from tests.fakes.songs import job

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ASKING = Inference(job="job_a", stage=Stage.MUSIC, number=1, inputs="h", token="t", engine="p/s")
OFFER = Offer(
    name="player", version="1", variant="small", stage="music", endpoint="player",
    tasks=("text",), seconds=60, patience=300, licence="MIT", commercial_use="yes",
    weights_sha256="a" * 64,
)  # fmt: skip
Stores = tuple[Breakers, Inferences]


@pytest.fixture(params=["memory", "dynamodb"])
def stores(request: pytest.FixtureRequest, credentials: None) -> Iterator[Stores]:
    if request.param == "memory":
        yield MemoryBreakers(), MemoryInferences()
        return
    with mock_aws():
        table = make_table()
        yield DynamoBreakers(table), DynamoInferences(table)


def test_of_two_who_change_a_breaker_the_first_wins(stores: Stores) -> None:
    breakers, _ = stores
    new = breakers.get("p/s")
    breakers.replace(new, new.failed(NOW))
    old = breakers.get("p/s")
    breakers.replace(old, old.failed(NOW))

    for stale in (new, old):
        with pytest.raises(Conflict):
            breakers.replace(stale, stale.failed(NOW))
    assert new == Breaker(engine="p/s")
    assert breakers.get("p/s").failures == 2


def test_a_failure_that_is_faster_than_we_are_is_not_forgotten(stores: Stores) -> None:
    _, inferences = stores
    inferences.put(ASKING)
    inferences.lost(ASKING, "no memory")
    inferences.asked(ASKING)

    assert inferences.get("job_a", Stage.MUSIC) == replace(ASKING, asked=True, failed="no memory")


def test_what_was_asked_is_known_as_asked(stores: Stores) -> None:
    _, inferences = stores
    inferences.put(ASKING)
    inferences.asked(ASKING)

    assert inferences.get("job_a", Stage.MUSIC) == replace(ASKING, asked=True)


def test_a_model_is_told_its_variant_its_task_and_how_long_anybody_waits(
    account: Account,
) -> None:
    make_endpoint(name="player", config="player-config")
    engine = SageMakerEngine(
        client("sagemaker"), client("sagemaker-runtime"), account.bucket, "player", OFFER
    )
    wanting = job(song="sha", engines=EngineWishes(music="player", task="text"))

    engine.ask(Question(wanting, Stage.MUSIC), "job_a.music.1")

    kept = account.bucket.get("requests/job_a.music.1.json")
    request = document.loads(EngineRequest, kept)
    assert (request.variant, request.task, request.limit_seconds) == ("small", "text", 300)
    assert engine.state().fingerprint == "player-config"


def test_an_endpoint_that_is_gone_is_unavailable(account: Account) -> None:
    gone = SageMakerEngine(
        client("sagemaker"), client("sagemaker-runtime"), account.bucket, "nobody", OFFER
    )

    with pytest.raises(Unavailable, match="the engine is not there"):
        gone.state()
