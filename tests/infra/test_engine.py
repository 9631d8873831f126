"""The engine's endpoint: asynchronous, reporting, and gone while nobody asks."""

import re
from typing import Any

import pytest

from infra_cdk.stages import STAGES
from tests.infra.cloud import Cloud
from tests.infra.conftest import IMAGE, Clouds


def test_the_endpoint_scales_to_zero(cloud: Cloud) -> None:
    target = cloud.one("ApplicationAutoScaling::ScalableTarget").properties
    endpoint = cloud.one("SageMaker::Endpoint").name

    assert target["MinCapacity"] == 0
    assert target["MaxCapacity"] == STAGES[cloud.stage].engine_instances
    assert target["ScalableDimension"] == "sagemaker:variant:DesiredInstanceCount"
    assert cloud.spell(target["ResourceId"]) == (
        f"endpoint/{{{endpoint}.EndpointName}}/variant/{variant(cloud)['VariantName']}"
    )


def test_a_backlog_without_anyone_wakes_the_endpoint(cloud: Cloud) -> None:
    (wake,) = policies(cloud, "StepScaling")
    (alarm,) = [
        alarm.properties
        for alarm in cloud.all("CloudWatch::Alarm")
        if alarm.properties.get("MetricName") == "HasBacklogWithoutCapacity"
    ]
    step = wake["StepScalingPolicyConfiguration"]

    assert [cloud.spell(action) for action in alarm["AlarmActions"]] == [wake["name"]]
    assert alarm["Threshold"] == 1
    assert alarm["ComparisonOperator"] == "GreaterThanOrEqualToThreshold"
    assert step["AdjustmentType"] == "ChangeInCapacity"
    assert step["StepAdjustments"] == [{"MetricIntervalLowerBound": 0, "ScalingAdjustment": 1}]


def test_the_backlog_of_each_instance_decides_how_many_there_are(cloud: Cloud) -> None:
    (tracking,) = policies(cloud, "TargetTrackingScaling")
    wanted = tracking["TargetTrackingScalingPolicyConfiguration"]
    metric = wanted["CustomizedMetricSpecification"]

    assert metric["MetricName"] == "ApproximateBacklogSizePerInstance"
    assert metric["Namespace"] == "AWS/SageMaker"
    assert not wanted.get("DisableScaleIn")
    assert wanted["ScaleInCooldown"] == STAGES[cloud.stage].idle_minutes * 60


def test_the_endpoint_answers_through_the_bucket_and_reports_to_the_topics(cloud: Cloud) -> None:
    config = cloud.one("SageMaker::EndpointConfig").properties["AsyncInferenceConfig"]
    output = config["OutputConfig"]
    told = {name: cloud.short(topic) for name, topic in output["NotificationConfig"].items()}

    assert cloud.short(output["S3OutputPath"]) == "s3://bucket/async-out/music"
    assert cloud.short(output["S3FailurePath"]) == "s3://bucket/async-out/music-failures"
    assert told == {"SuccessTopic": "succeeded", "ErrorTopic": "failed"}
    assert config["ClientConfig"] == {
        "MaxConcurrentInvocationsPerInstance": STAGES[cloud.stage].engine_concurrency
    }


def test_both_reports_reach_finish_inference_or_the_dead_letters(cloud: Cloud) -> None:
    subscriptions = [one.properties for one in cloud.all("SNS::Subscription")]

    assert {cloud.short(one["TopicArn"]) for one in subscriptions} == {"succeeded", "failed"}
    for one in subscriptions:
        assert cloud.short(one["Endpoint"]) == "finishinferencefunction"
        assert cloud.short(one["RedrivePolicy"]["deadLetterTargetArn"]) == "undelivered"


def test_the_container_is_told_which_engine_it_is(cloud: Cloud) -> None:
    container = cloud.one("SageMaker::Model").properties["PrimaryContainer"]

    assert container["Environment"] == {"HARMONIA_ENGINE": "inference_containers.music"}


@pytest.mark.parametrize("stage", ["staging", "prod"])
def test_the_image_is_built_from_the_tree_when_deployed(clouds: Clouds, stage: str) -> None:
    cloud = clouds(stage)
    (image,) = cloud.assets("Engine")["dockerImages"].values()

    assert image["source"]["dockerFile"] == "inference_containers/music/Dockerfile"
    assert image["source"]["platform"] == "linux/amd64"


def test_the_image_is_made_of_what_its_dockerfile_copies_and_nothing_else(clouds: Clouds) -> None:
    cloud = clouds("prod")
    (image,) = cloud.assets("Engine")["dockerImages"].values()
    context = cloud.folder / image["source"]["directory"]
    dockerfile = (context / image["source"]["dockerFile"]).read_text()
    copied = re.findall(r"^COPY (?!--from)(\S+) ", dockerfile, re.MULTILINE)

    assert copied
    assert not [path for path in copied if not (context / path).exists()]
    assert {path.name for path in context.iterdir()} == {"inference_containers", "layers"}
    assert {path.name for path in (context / "layers").iterdir()} == {"harmonia"}


def test_an_image_that_exists_is_taken_where_it_is_named(clouds: Clouds) -> None:
    cloud = clouds("dev")  # which the fixture gives a named image

    assert cloud.one("SageMaker::Model").properties["PrimaryContainer"]["Image"] == IMAGE
    assert not cloud.assets("Engine").get("dockerImages")


def variant(cloud: Cloud) -> dict[str, Any]:
    """The endpoint's one variant."""
    (found,) = cloud.one("SageMaker::EndpointConfig").properties["ProductionVariants"]
    return dict(found)


def policies(cloud: Cloud, kind: str) -> list[dict[str, Any]]:
    """The scaling policies of a kind, each with what refers to it as its name."""
    return [
        {**one.properties, "name": f"{{{one.name}}}"}
        for one in cloud.all("ApplicationAutoScaling::ScalingPolicy")
        if one.properties["PolicyType"] == kind
    ]
