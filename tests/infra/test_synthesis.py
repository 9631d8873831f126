"""The synthesis itself: clean, complete or refused, and different only where a stage says so."""

import json
import re
import sys
from pathlib import Path

import aws_cdk as cdk
import pytest
from aws_cdk import aws_s3 as s3

from infra_cdk import layers
from infra_cdk.app import build
from infra_cdk.checks import EXEMPTIONS, BrokenRules, check, findings, unexcused
from infra_cdk.constructs.engine_image import EngineImage
from infra_cdk.constructs.layers import UNBUILT
from infra_cdk.node import find_node, use_node
from infra_cdk.stages import DEV, STAGES
from tests.infra.cloud import Cloud, Resource
from tests.infra.conftest import BROKEN, IMAGES, Clouds

ON_AWS_ALONE = ("watch", "layerslight", "layersaudio")
DIFFERENT = {  # what staging has otherwise than prod; everything else is the same
    "ApiGatewayV2::Stage DefaultRouteSettings",
    "ApplicationAutoScaling::ScalableTarget MaxCapacity",
    "ApplicationAutoScaling::ScalingPolicy TargetTrackingScalingPolicyConfiguration",
    "Cognito::UserPool DeletionProtection",
    "DynamoDB::Table DeletionProtectionEnabled",
    "DynamoDB::Table PointInTimeRecoverySpecification",
    "Logs::LogGroup RetentionInDays",
    "S3::Bucket LifecycleConfiguration",
    "S3::Bucket VersioningConfiguration",
}


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> cdk.App:
    """The stage dev, synthesised where no layer was ever built."""
    folder = tmp_path_factory.mktemp("bare")
    app = cdk.App(outdir=str(folder), context=IMAGES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layers, "BUILT_LAYERS", folder / "layers")
        build(app, DEV)
        app.synth()
    return app


def test_every_stage_keeps_the_rules_or_says_why_not(cloud: Cloud) -> None:
    assert cloud.stage not in BROKEN, BROKEN[cloud.stage]


def test_every_exemption_is_still_needed(bare: cdk.App) -> None:
    found = findings(bare)

    assert not unexcused(found)
    for exemption in EXEMPTIONS:
        assert any(exemption.covers(finding) for finding in found), exemption
        assert len(exemption.reason) > 30


def test_a_rule_broken_without_a_reason_fails_the_synthesis(tmp_path: Path) -> None:
    app = cdk.App(outdir=str(tmp_path))
    s3.Bucket(cdk.Stack(app, "Harmonia-dev-State"), "open")
    app.synth()

    with pytest.raises(BrokenRules, match=r"State/open/Resource breaks AwsSolutions-S10"):
        check(app)


def test_without_its_layers_a_stage_is_turned_down_before_anything_is_made(bare: cdk.App) -> None:
    template = json.loads(Path(bare.outdir, "Harmonia-dev-Service.template.json").read_text())
    (rule,) = template["Rules"]["Incomplete"]["Assertions"]
    left, right = rule["Assert"]["Fn::Equals"]

    assert left != right
    assert rule["AssertDescription"] == UNBUILT


def test_with_its_layers_nothing_stands_in_the_way(cloud: Cloud) -> None:
    assert "Incomplete" not in cloud.template("Service").get("Rules", {})


def test_a_layer_of_another_lock_counts_as_not_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layers, "BUILT_LAYERS", tmp_path)
    stamp = tmp_path / "light" / "lock.sha256"
    stamp.parent.mkdir()

    stamp.write_text("of an older lock")
    assert not layers.Wheels.LIGHT.built

    stamp.write_text(layers.Wheels.LIGHT.digest)
    assert layers.Wheels.LIGHT.built


@pytest.mark.parametrize("wheels", layers.Wheels)
def test_layers_are_pinned_by_hash_and_name_no_registry(wheels: layers.Wheels) -> None:
    text = wheels.lock.read_text()
    pins = [line for line in text.splitlines() if "==" in line and not line.startswith("#")]

    assert pins
    assert text.count("--hash=sha256:") >= len(pins)
    assert "://" not in text


def test_stacks_hand_on_only_what_is_stateful_and_the_endpoints(cloud: Cloud) -> None:
    handed = {cloud.short(value) for value in cloud.exports.values()}

    assert handed == {
        *("table", "bucket", "userspool", "userspoolclient", "succeeded", "failed"),
        *("musicendpoint", "vocalendpoint", "videoendpoint"),
    }


def test_one_machine_runs_what_aws_runs_but_for_alarms_and_wheels(clouds: Clouds) -> None:
    local, aws = named(clouds("local")), named(clouds("staging"))

    assert local.keys() <= aws.keys()
    assert all(name.startswith(ON_AWS_ALONE) for name in aws.keys() - local.keys())


def test_staging_is_prod_but_for_size_and_safety(clouds: Clouds) -> None:
    staging, prod = named(clouds("staging")), named(clouds("prod"))

    differences = {
        f"{one.type.removeprefix('AWS::')} {key}"
        for name, one in staging.items()
        for key in one.properties.keys() | prod[name].properties.keys()
        if plain(one, key) != plain(prod[name], key)
    }

    assert staging.keys() == prod.keys()
    assert differences == DIFFERENT


def test_no_name_is_chosen_by_hand(cloud: Cloud) -> None:
    names = [
        f"{one.type} {key}"
        for one in cloud.resources.values()
        for key in one.properties
        if key in ("FunctionName", "BucketName", "TableName", "QueueName", "RoleName", "TopicName")
        and isinstance(one.properties[key], str)
    ]

    assert not names


def test_every_stage_says_of_itself_what_it_is(cloud: Cloud) -> None:
    tags = cloud.one("DynamoDB::Table").properties["Tags"]

    assert {"Key": "stage", "Value": cloud.stage} in tags
    assert {"Key": "application", "Value": "harmonia"} in tags
    assert list(STAGES) == ["local", "dev", "staging", "prod"]


@pytest.mark.parametrize(
    "uri", ["harmonia-music", "docker.io/harmonia/music:1", IMAGES["music_image"][:-2]]
)
def test_an_image_that_is_not_in_ecr_is_refused(uri: str) -> None:
    stack = cdk.Stack(cdk.App(context={"music_image": uri}), "stack")

    with pytest.raises(ValueError, match="not the address of an image in ECR"):
        EngineImage(stack, "music", stage=DEV)


def test_the_cdk_starts_the_node_that_came_with_python() -> None:
    environ: dict[str, str] = {}

    use_node(environ)

    assert environ["JSII_NODE"] == find_node()
    assert Path(environ["JSII_NODE"]).is_relative_to(sys.prefix)


def test_another_node_is_taken_where_one_is_named() -> None:
    environ = {"JSII_NODE": "/opt/node"}

    use_node(environ)

    assert environ["JSII_NODE"] == "/opt/node"


def named(cloud: Cloud) -> dict[str, Resource]:
    """Everything by its logical id, without the stage's name and CDK's hashes."""
    found = {f"{stageless(name)} {one.type}": one for name, one in cloud.resources.items()}
    assert len(found) == len(cloud.resources)
    return found


def plain(resource: Resource, key: str) -> str:
    """A property in the same way."""
    return stageless(json.dumps(resource.properties.get(key), sort_keys=True))


def stageless(text: str) -> str:
    """The text without what names a stage."""
    return re.sub(r"[0-9A-F]{8}|" + "|".join(STAGES), "", text)
