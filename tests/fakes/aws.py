"""A whole account on moto: the resources that the template makes, and the functions in it."""

import importlib
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
import pytest

from harmonia_aws import table as keys
from harmonia_aws.documents import Bucket
from harmonia_aws.dynamodb import Table

ROOT = Path(__file__).parents[2]
REGION = "us-east-1"
ENDPOINT = "music"
ENGINE = "music-config-1"
WORKFLOW = ROOT / "infra_cdk" / "workflows" / "song.asl.json"
TASKS = {
    "ComposeSong": "compose_song",
    "StartInference": "start_inference",
    "MasterSong": "master_song",
    "ProcessSound": "process_sound",
    "AdvanceJob": "advance_job",
}


def client(service: str) -> Any:
    """A client on moto."""
    make: Any = boto3.client
    return make(service, region_name=REGION)


def make_table() -> Table:
    """The table as the template has it."""
    dynamodb = client("dynamodb")
    names = (keys.PARTITION, keys.SORT, keys.INDEX_PARTITION, keys.INDEX_SORT)
    dynamodb.create_table(
        TableName="harmonia",
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in names],
        KeySchema=[
            {"AttributeName": keys.PARTITION, "KeyType": "HASH"},
            {"AttributeName": keys.SORT, "KeyType": "RANGE"},
        ],
        GlobalSecondaryIndexes=[
            {
                "IndexName": keys.INDEX,
                "KeySchema": [
                    {"AttributeName": keys.INDEX_PARTITION, "KeyType": "HASH"},
                    {"AttributeName": keys.INDEX_SORT, "KeyType": "RANGE"},
                ],
                "Projection": {"ProjectionType": "ALL"},
            }
        ],
        BillingMode="PAY_PER_REQUEST",
    )
    return Table(dynamodb, "harmonia")


def make_bucket() -> Bucket:
    """The bucket."""
    s3 = client("s3")
    s3.create_bucket(Bucket="harmonia")
    return Bucket(s3, "harmonia")


def make_endpoint(instances: int = 1, name: str = ENDPOINT, config: str = ENGINE) -> None:
    """The music endpoint, or another."""
    sagemaker = client("sagemaker")
    sagemaker.create_model(ModelName=name, ExecutionRoleArn=f"arn:aws:iam::{'1' * 12}:role/engine")
    variant = {
        "VariantName": "all",
        "ModelName": name,
        "InitialInstanceCount": instances,
        "InstanceType": "ml.c5.xlarge",
    }
    sagemaker.create_endpoint_config(EndpointConfigName=config, ProductionVariants=[variant])
    sagemaker.create_endpoint(EndpointName=name, EndpointConfigName=config)


def make_workflow(definition: str) -> str:
    """The state machine; its ARN."""
    made = client("stepfunctions").create_state_machine(
        name="song", definition=definition, roleArn=f"arn:aws:iam::{'1' * 12}:role/workflow"
    )
    return str(made["stateMachineArn"])


def definition() -> str:
    """The workflow file with the functions put in."""
    text = WORKFLOW.read_text()
    for name, folder in TASKS.items():
        text = text.replace(
            f"${{{name}}}", f"arn:aws:lambda:{REGION}:123456789012:function:{folder}"
        )
    return text


@dataclass
class Account:
    """The account, and its functions' handlers as Lambda would load them."""

    table: Table
    bucket: Bucket
    workflow: str
    queue: str
    monkeypatch: pytest.MonkeyPatch
    handlers: dict[str, Any] = field(default_factory=dict)
    engines: str = "[]"  # the models on offer

    def handler(self, function: str, **variables: str) -> Any:
        """The function, started anew in its environment."""
        for name, value in (self.variables() | variables).items():
            self.monkeypatch.setenv(name, value)
        self.monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", function)
        name = f"functions.{function}.handler"
        sys.modules.pop(name, None)
        return importlib.import_module(name).handler

    def variables(self) -> dict[str, str]:
        """Every variable that any function reads."""
        return {
            "TABLE_NAME": self.table.name,
            "BUCKET_NAME": self.bucket.name,
            "WORKFLOW_ARN": self.workflow,
            "QUEUE_URL": self.queue,
            "MUSIC_ENDPOINT": ENDPOINT,
            "VOCAL_ENDPOINT": ENDPOINT,
            "VIDEO_ENDPOINT": ENDPOINT,
            "WEBSOCKET_URL": f"https://sockets.execute-api.{REGION}.amazonaws.com/live",
            "EVENT_BUS_NAME": "harmonia",
            "WEBHOOK_TARGETS": "loopback",
            "RETRY_SECONDS": "5,300,1800",
            "PATIENCE_SECONDS": "3600",
            "STAGE": "local",
            "ENGINES": self.engines,
        }

    def letters(self) -> list[dict[str, Any]]:
        """What lies in the webhooks' queue."""
        found = client("sqs").receive_message(QueueUrl=self.queue, MaxNumberOfMessages=10)
        return [json.loads(message["Body"]) for message in found.get("Messages", ())]


def make_account(monkeypatch: pytest.MonkeyPatch) -> Account:
    """An account with everything in it."""
    make_endpoint()
    client("events").create_event_bus(Name="harmonia")
    queue = client("sqs").create_queue(QueueName="webhooks")["QueueUrl"]
    return Account(make_table(), make_bucket(), make_workflow(definition()), queue, monkeypatch)
