"""The engines' endpoints: asynchronous, reporting, and gone while nobody asks."""

import re
from typing import Any

import pytest

from infra_cdk.stages import STAGES
from tests.infra.cloud import Cloud
from tests.infra.conftest import IMAGES, Clouds

ENGINES = ("music", "vocal", "video")


def test_every_endpoint_scales_to_zero(cloud: Cloud) -> None:
    targets = [one.properties for one in cloud.all("ApplicationAutoScaling::ScalableTarget")]
    endpoints = [one.name for one in cloud.all("SageMaker::Endpoint")]
    (name,) = {variant["VariantName"] for variant in variants(cloud)}

    assert len(targets) == len(ENGINES)
    assert {target["MinCapacity"] for target in targets} == {0}
    assert {target["MaxCapacity"] for target in targets} == {STAGES[cloud.stage].engine_instances}
    assert {cloud.spell(target["ResourceId"]) for target in targets} == {
        f"endpoint/{{{endpoint}.EndpointName}}/variant/{name}" for endpoint in endpoints
    }
    for target in targets:
        assert target["ScalableDimension"] == "sagemaker:variant:DesiredInstanceCount"


def test_a_backlog_without_anyone_wakes_the_endpoint(cloud: Cloud) -> None:
    wakes = policies(cloud, "StepScaling")
    alarms = [
        alarm.properties
        for alarm in cloud.all("CloudWatch::Alarm")
        if alarm.properties.get("MetricName") == "HasBacklogWithoutCapacity"
    ]
    woken = [cloud.spell(action) for alarm in alarms for action in alarm["AlarmActions"]]

    assert sorted(woken) == sorted(wake["name"] for wake in wakes)
    assert len(wakes) == len(ENGINES)
    for alarm in alarms:
        assert alarm["Threshold"] == 1
        assert alarm["ComparisonOperator"] == "GreaterThanOrEqualToThreshold"
    for wake in wakes:
        step = wake["StepScalingPolicyConfiguration"]
        assert step["AdjustmentType"] == "ChangeInCapacity"
        assert step["StepAdjustments"] == [{"MetricIntervalLowerBound": 0, "ScalingAdjustment": 1}]


def test_the_backlog_of_each_instance_decides_how_many_there_are(cloud: Cloud) -> None:
    trackings = policies(cloud, "TargetTrackingScaling")

    assert len(trackings) == len(ENGINES)
    for tracking in trackings:
        wanted = tracking["TargetTrackingScalingPolicyConfiguration"]
        metric = wanted["CustomizedMetricSpecification"]
        assert metric["MetricName"] == "ApproximateBacklogSizePerInstance"
        assert metric["Namespace"] == "AWS/SageMaker"
        assert not wanted.get("DisableScaleIn")
        assert wanted["ScaleInCooldown"] == STAGES[cloud.stage].idle_minutes * 60


def test_endpoints_answer_through_the_bucket_and_report_to_the_topics(cloud: Cloud) -> None:
    configs = [
        one.properties["AsyncInferenceConfig"] for one in cloud.all("SageMaker::EndpointConfig")
    ]
    outputs = [config["OutputConfig"] for config in configs]

    assert {cloud.short(output["S3OutputPath"]) for output in outputs} == {
        f"s3://bucket/async-out/{engine}" for engine in ENGINES
    }
    assert {cloud.short(output["S3FailurePath"]) for output in outputs} == {
        f"s3://bucket/async-out/{engine}-failures" for engine in ENGINES
    }
    for config, output in zip(configs, outputs, strict=True):
        told = {name: cloud.short(topic) for name, topic in output["NotificationConfig"].items()}
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


def test_containers_are_told_which_engine_they_are(cloud: Cloud) -> None:
    models = [one.properties["PrimaryContainer"] for one in cloud.all("SageMaker::Model")]

    assert [model["Environment"]["HARMONIA_ENGINE"] for model in models] == [
        f"inference_containers.{engine}" for engine in ENGINES
    ]


@pytest.mark.parametrize("stage", ["staging", "prod"])
def test_the_image_is_built_from_the_tree_when_deployed(clouds: Clouds, stage: str) -> None:
    cloud = clouds(stage)
    images = [image["source"] for image in cloud.assets("Engine")["dockerImages"].values()]

    assert {image["dockerFile"] for image in images} == {
        f"inference_containers/{engine}/Dockerfile" for engine in ENGINES
    }
    assert {image["platform"] for image in images} == {"linux/amd64"}


def test_images_are_made_of_what_their_dockerfiles_copy_and_nothing_else(clouds: Clouds) -> None:
    cloud = clouds("prod")
    images = [image["source"] for image in cloud.assets("Engine")["dockerImages"].values()]
    copied = set()
    for image in images:
        context = cloud.folder / image["directory"]
        dockerfile = (context / image["dockerFile"]).read_text()
        copies = re.findall(r"^COPY (?!--from)(\S+) ", dockerfile, re.MULTILINE)
        assert copies
        assert not [path for path in copies if not (context / path).exists()]
        assert {path.name for path in context.iterdir()} == {"inference_containers", "layers"}
        layers = {path.name for path in (context / "layers").iterdir()}
        copied |= {path.split("/")[1] for path in copies if path.startswith("layers/")}

    assert copied == layers


def test_an_image_that_exists_is_taken_where_it_is_named(clouds: Clouds) -> None:
    cloud = clouds("dev")  # which the fixture gives named imagess

    images = [one.properties["PrimaryContainer"]["Image"] for one in cloud.all("SageMaker::Model")]
    assert images == list(IMAGES.values())
    assert not cloud.assets("Engine").get("dockerImages")


def variants(cloud: Cloud) -> list[dict[str, Any]]:
    """Every endpoint's one variant."""
    configs = cloud.all("SageMaker::EndpointConfig")
    return [dict(one) for config in configs for one in config.properties["ProductionVariants"]]


def policies(cloud: Cloud, kind: str) -> list[dict[str, Any]]:
    """The scaling policies of a kind, each with what refers to it as its name."""
    return [
        {**one.properties, "name": f"{{{one.name}}}"}
        for one in cloud.all("ApplicationAutoScaling::ScalingPolicy")
        if one.properties["PolicyType"] == kind
    ]
