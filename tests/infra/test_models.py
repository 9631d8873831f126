"""Models beside the built-in engines: an endpoint each, if their terms allow it."""

from dataclasses import replace
from pathlib import Path

import aws_cdk as cdk
import pytest
from aws_cdk.assertions import Match, Template

from harmonia.engines.offer import offers
from harmonia.errors import Invalid, NotFound
from infra_cdk import engine_stack
from infra_cdk.engine_stack import EngineStack, LicenceForbids, guests
from infra_cdk.stages import STAGES
from infra_cdk.state_stack import StateStack
from tests.infra.conftest import IMAGES

CARD = (Path(__file__).parents[1] / "containers" / "kit" / "player.toml").read_text()
MODELS = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/harmonia-models:1"


@pytest.fixture
def card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The card of a model whose weights are not for sale."""
    path = tmp_path / "player" / "engine.toml"
    path.parent.mkdir()
    text = CARD.replace("tests.containers.kit.player", "inference_containers.models")
    path.write_text(text.replace("BYTES", "24").replace("SHA256", "a" * 64))
    monkeypatch.setattr(engine_stack, "ENGINES", tmp_path)
    return path


def test_a_commercial_stage_refuses_weights_that_are_not_for_sale(card: Path) -> None:
    assert [weights.id for _, weights in guests(STAGES["dev"], "player/small")] == [
        "tests/player-small"
    ]
    for stage in ("staging", "prod"):
        with pytest.raises(LicenceForbids, match=rf"{stage} cannot have player/small: .*NC-4.0"):
            guests(STAGES[stage], "player/small")


def test_conditions_are_for_the_operator_to_fulfil(card: Path) -> None:
    card.write_text(card.read_text().replace('"no"', '"conditional"'))
    prod = STAGES["prod"]

    with pytest.raises(LicenceForbids):
        guests(prod, "player")
    assert guests(replace(prod, accepted_terms=("tests/player-small",)), "player")


def test_what_is_not_there_or_not_pinned_is_refused(card: Path) -> None:
    with pytest.raises(NotFound, match="there is no model choir"):
        guests(STAGES["dev"], "choir")
    with pytest.raises(NotFound, match="it has small"):
        guests(STAGES["dev"], "player/huge")
    lines = card.read_text().splitlines()
    card.write_text("\n".join(line for line in lines if not line.startswith("files")))
    with pytest.raises(Invalid, match="no pinned files"):
        guests(STAGES["dev"], "player")


def test_no_stage_has_a_model_unless_somebody_says_so() -> None:
    assert all(guests(stage) == [] for stage in STAGES.values())
    assert {stage.name for stage in STAGES.values() if stage.commercial} == {"staging", "prod"}


def test_a_model_gets_an_endpoint_on_its_machine_with_its_weights(card: Path) -> None:
    app = cdk.App(context={**IMAGES, "models_image": MODELS, "models": "player/small"})
    state = StateStack(app, "state", stage=STAGES["dev"])
    stack = EngineStack(app, "engine", stage=STAGES["dev"], state=state)
    template = Template.from_stack(stack)

    (offered,) = offers(stack.offers)
    assert (offered.key, offered.stage, offered.licence) == (
        "player/small", "music", "CC-BY-NC-4.0",
    )  # fmt: skip
    template.resource_count_is("AWS::SageMaker::Endpoint", 4)
    template.resource_count_is("AWS::ApplicationAutoScaling::ScalableTarget", 4)
    template.has_resource_properties(
        "AWS::SageMaker::Model",
        {
            "PrimaryContainer": {
                "Image": MODELS,
                "Environment": {
                    "HARMONIA_ENGINE": "inference_containers.models",
                    "HARMONIA_VARIANT": "small",
                },
                "ModelDataSource": {
                    "S3DataSource": {
                        "CompressionType": "None",
                        "S3DataType": "S3Prefix",
                        "S3Uri": Match.object_like(
                            {"Fn::Join": ["", Match.array_with(["/weights/player/small/"])]}
                        ),
                    }
                },
            }
        },
    )
    template.has_resource_properties(
        "AWS::SageMaker::EndpointConfig",
        {
            "ProductionVariants": [
                Match.object_like(
                    {
                        "InstanceType": "ml.g5.2xlarge",
                        "ContainerStartupHealthCheckTimeoutInSeconds": 1800,
                    }
                )
            ]
        },
    )
