"""What sets what going, and where things lie that could not be done."""

import json
import re
from typing import Any

from infra_cdk.constructs.song_workflow import DEFINITION, placeholders
from infra_cdk.stages import STAGES
from tests.infra.cloud import Cloud
from tests.infra.conftest import Clouds


def test_the_workflow_is_the_file_with_functions_for_its_names(cloud: Cloud) -> None:
    machine = cloud.one("StepFunctions::StateMachine").properties
    text = machine.get("DefinitionString") or json.loads(
        (cloud.folder / located(cloud)).read_text()
    )
    definition = text if isinstance(text, dict) else json.loads(text)
    given = {name: cloud.short(arn) for name, arn in machine["DefinitionSubstitutions"].items()}

    assert definition == json.loads(DEFINITION.read_text())
    assert set(given) == set(placeholders())
    assert given == {
        "AdvanceJob": "advancejobfunction",
        "ComposeSong": "composesongfunction",
        "MasterSong": "mastersongfunction",
        "ProcessSound": "processsoundfunction",
        "StartInference": "startinferencefunction",
    }


def test_the_workflow_is_a_standard_one_logged_without_what_people_said(cloud: Cloud) -> None:
    machine = cloud.one("StepFunctions::StateMachine").properties
    logging = machine["LoggingConfiguration"]

    assert machine.get("StateMachineType", "STANDARD") == "STANDARD"
    assert logging["Level"] == "ALL"
    assert logging["IncludeExecutionData"] is False
    assert machine["TracingConfiguration"] == {"Enabled": True}


def test_a_task_ends_before_the_workflow_gives_it_up(clouds: Clouds) -> None:
    functions = {
        cloud_name: one.properties["Timeout"]
        for cloud_name, one in clouds("dev").functions().items()
    }
    states = json.loads(DEFINITION.read_text())["States"].values()

    for state in states:
        if state.get("Resource", "").endswith("lambda:invoke"):
            (name,) = re.findall(r"\$\{(\w+)\}", state["Parameters"]["FunctionName"])
            folder = re.sub(r"(?<!^)([A-Z])", r"_\1", name).lower()
            assert functions[folder] < state["TimeoutSeconds"]


def test_announce_hears_of_jobs_alone_and_loses_none(cloud: Cloud) -> None:
    mapping = following(cloud, "announcefunction")
    (rule,) = mapping["FilterCriteria"]["Filters"]

    assert json.loads(rule["Pattern"]) == {
        "eventName": ["INSERT", "MODIFY"],
        "dynamodb": {"Keys": {"sk": {"S": ["JOB"]}}},
    }
    assert cloud.short(mapping["EventSourceArn"]) == "table"
    assert cloud.short(mapping["DestinationConfig"]["OnFailure"]["Destination"]) == "undelivered"
    assert mapping["StartingPosition"] == "TRIM_HORIZON"
    assert mapping["BisectBatchOnFunctionError"] is True
    assert mapping["MaximumRetryAttempts"] > 0


def test_webhooks_are_tried_as_the_stage_says_and_then_lie_dead(cloud: Cloud) -> None:
    mapping = following(cloud, "deliverwebhookfunction")
    queue = next(one for one in cloud.all("SQS::Queue") if one.name.startswith("deliveries"))
    redrive = queue.properties["RedrivePolicy"]
    retries = STAGES[cloud.stage].webhook_retries

    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert cloud.short(mapping["EventSourceArn"]) == "deliveries"
    assert cloud.short(redrive["deadLetterTargetArn"]) == "deadwebhooks"
    assert redrive["maxReceiveCount"] == 1 + len(retries)
    assert sum(retries) * 1.1 < queue.properties["MessageRetentionPeriod"]
    assert max(retries) * 1.1 < 12 * 3600  # SQS hides a message no longer
    timeout = cloud.functions()["deliver_webhook"].properties["Timeout"]
    assert queue.properties["VisibilityTimeout"] >= 6 * timeout


def test_what_died_lies_for_two_weeks(cloud: Cloud) -> None:
    dead = [one for one in cloud.all("SQS::Queue") if "RedrivePolicy" not in one.properties]

    assert {one.name[:-8] for one in dead} == {"undelivered", "deadwebhooks"}
    for queue in dead:
        assert queue.properties["MessageRetentionPeriod"] == 14 * 24 * 3600


def test_jobs_are_looked_after_every_five_minutes(cloud: Cloud) -> None:
    rule = cloud.one("Events::Rule").properties

    assert rule["ScheduleExpression"] == "rate(5 minutes)"
    assert [cloud.short(one["Arn"]) for one in rule["Targets"]] == ["reconcilefunction"]


def test_each_kind_of_failure_has_an_alarm_on_aws(aws: Cloud) -> None:
    topic = next(one for one in aws.all("SNS::Topic") if one.name.startswith("watch"))
    told = [
        alarm
        for alarm in aws.all("CloudWatch::Alarm")
        if {"Ref": topic.name} in alarm.properties["AlarmActions"]
    ]

    assert {alarm.name[:-8] for alarm in told} == {
        "watchrequests",
        "watchsongs",
        "watchlate",
        "watchundelivered",
        "watchdeadwebhooks",
        "watchannounce",
        "watchdeliverwebhook",
        "watchfinishinference",
        "watchjam",
        "watchreconcile",
        "watchsocket",
    }
    assert len(aws.all("CloudWatch::Dashboard")) == 1


def test_one_machine_has_no_alarms_but_those_that_scale(clouds: Clouds) -> None:
    local = clouds("local")

    metrics = [alarm.properties["MetricName"] for alarm in local.all("CloudWatch::Alarm")]

    assert metrics == ["HasBacklogWithoutCapacity"] * 3  # one an engine
    assert not local.all("CloudWatch::Dashboard")


def following(cloud: Cloud, function: str) -> dict[str, Any]:
    """How the function follows its stream or queue."""
    (found,) = (
        dict(mapping.properties)
        for mapping in cloud.all("Lambda::EventSourceMapping")
        if cloud.short(mapping.properties["FunctionName"]) == function
    )
    return found


def located(cloud: Cloud) -> str:
    """The definition's asset, where the template points to one."""
    key = cloud.one("StepFunctions::StateMachine").properties["DefinitionS3Location"]["Key"]
    return f"asset.{key}"
