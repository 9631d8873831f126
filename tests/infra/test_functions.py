"""Every function folder is one function, told all it must know and kept in check."""

import importlib
from dataclasses import fields
from pathlib import Path

import pytest

from harmonia_aws.settings import Settings
from infra_cdk.constructs.layers import LISTENING
from infra_cdk.constructs.log_retention import RETENTION
from infra_cdk.paths import FUNCTIONS
from infra_cdk.stages import STAGES
from tests.infra.cloud import Cloud
from tests.infra.conftest import Clouds

FOLDERS = sorted(
    path.name for path in FUNCTIONS.iterdir() if path.is_dir() and path.name[0] not in "._"
)
PATIENT = {"master_song": 600, "process_sound": 900}  # seconds that the workflow waits


def test_each_folder_is_deployed_and_nothing_else(cloud: Cloud) -> None:
    functions = cloud.functions()

    assert sorted(functions) == FOLDERS
    assert len(cloud.all("Lambda::Function")) == len(FOLDERS)
    for folder, function in functions.items():
        assert function.properties["Handler"] == f"functions.{folder}.handler.handler"


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_zip_holds_its_own_folder_and_no_neighbour(clouds: Clouds, folder: str) -> None:
    cloud = clouds("dev")
    key = cloud.functions()[folder].properties["Code"]["S3Key"].removesuffix(".zip")
    zipped = cloud.folder / f"asset.{key}"

    files = {path.relative_to(zipped) for path in zipped.rglob("*") if path.is_file()}

    own = {
        Path("functions", folder, path.relative_to(FUNCTIONS / folder))
        for path in (FUNCTIONS / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert files == own | {Path("functions/__init__.py")}


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_template_and_the_settings_class_name_the_same_variables(
    cloud: Cloud, folder: str
) -> None:
    variables = cloud.functions()[folder].properties["Environment"]["Variables"]
    module = importlib.import_module(f"functions.{folder}.settings")
    (settings,) = (
        kind
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Settings) and kind is not Settings
    )

    told = {name: cloud.spell(value) for name, value in variables.items()}

    assert set(told) == {field.name.upper() for field in fields(settings)} | {
        "POWERTOOLS_SERVICE_NAME"
    }
    assert all(told.values())
    assert "${Token" not in str(told)


def test_settings_mean_what_their_names_say(cloud: Cloud) -> None:
    told = {
        name: cloud.short(value)
        for function in cloud.functions().values()
        for name, value in function.properties["Environment"]["Variables"].items()
    }
    stage = STAGES[cloud.stage]

    assert told["TABLE_NAME"] == "table"
    assert told["BUCKET_NAME"] == "bucket"
    assert told["WORKFLOW_ARN"] == "songmachine"
    assert told["MUSIC_ENDPOINT"] == "musicendpoint"
    assert told["VOCAL_ENDPOINT"] == "vocalendpoint"
    assert told["VIDEO_ENDPOINT"] == "videoendpoint"
    assert told["QUEUE_URL"] == "deliveries"
    assert told["EVENT_BUS_NAME"] == "events"
    assert told["STAGE"] == cloud.stage
    assert told["ENGINES"] == "[]"
    assert told["WEBSOCKET_URL"].startswith("https://liveapi.execute-api.")
    assert told["WEBSOCKET_URL"].endswith("/live")
    assert told["RETRY_SECONDS"] == ",".join(map(str, stage.webhook_retries))
    assert told["WEBHOOK_TARGETS"] == ("loopback" if cloud.stage == "local" else "public")


def test_every_log_is_kept_for_a_while_and_not_for_ever(cloud: Cloud) -> None:
    days = {group.properties["RetentionInDays"] for group in cloud.all("Logs::LogGroup")}
    own = {
        cloud.spell(function.properties["LoggingConfig"]["LogGroup"])
        for function in cloud.functions().values()
    }

    assert days == {STAGES[cloud.stage].log_days}
    assert days <= RETENTION.keys()
    assert len(own) == len(FOLDERS)


def test_functions_are_traced_and_end_before_the_workflow_loses_patience(cloud: Cloud) -> None:
    for folder, function in cloud.functions().items():
        assert function.properties["TracingConfig"] == {"Mode": "Active"}
        assert function.properties["Timeout"] <= PATIENT.get(folder, 240)


def test_functions_carry_the_layers_that_they_import(aws: Cloud) -> None:
    names = {
        folder: [aws.short(layer) for layer in function.properties["Layers"]]
        for folder, function in aws.functions().items()
    }
    ours = ["layersharmonia", "layersharmoniaaws"]
    scores = [*ours, "layersharmoniascores", "layerslight"]
    audio = [*ours, "layersharmoniaaudio", "layersharmoniascores", "layersaudio"]

    assert {folder for folder, layers in names.items() if layers == audio} == {*LISTENING}
    assert {folder for folder, layers in names.items() if layers == scores} == {"tabs"}
    light = [layers for layers in names.values() if layers not in (audio, scores)]
    assert all(layers == [*ours, "layerslight"] for layers in light)


def test_the_emulator_gets_our_layers_alone_since_it_carries_the_others(clouds: Clouds) -> None:
    layers = clouds("local").all("Lambda::LayerVersion")

    assert {layer.name[:-8] for layer in layers} == {
        "layersharmonia",
        "layersharmoniaaws",
        "layersharmoniaaudio",
        "layersharmoniascores",
    }
