"""Deploying an assembly straight through CloudFormation: no CDK command, no bootstrap stack."""

import json
import time
from typing import Any

from botocore.exceptions import ClientError

from infra_cdk.local.assembly import Assembly, Asset, StackPlan
from infra_cdk.local.client import client
from infra_cdk.local.errors import StageError

TEMPLATES = "local-stage-templates"
VERSION = "/cdk-bootstrap/hnb659fds/version"  # CDK's templates ask for it
CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]


def deploy(assembly: Assembly, port: int) -> None:
    """Create or update every stack of the assembly."""
    client("ssm", port).put_parameter(Name=VERSION, Value="21", Type="String", Overwrite=True)
    s3 = client("s3", port)
    s3.create_bucket(Bucket=TEMPLATES)
    for stack in assembly.stacks:
        for asset in stack.assets:
            _upload(s3, asset)
        try:
            _deploy_stack(stack, s3, client("cloudformation", port))
        except ClientError as error:
            raise StageError(f"{stack.name}: {error}") from error


def _upload(s3: Any, asset: Asset) -> None:
    try:
        s3.head_object(Bucket=asset.bucket, Key=asset.key)
    except ClientError as error:
        if error.response["Error"]["Code"] not in ("404", "NoSuchKey", "NoSuchBucket"):
            raise
        s3.create_bucket(Bucket=asset.bucket)
        s3.put_object(Bucket=asset.bucket, Key=asset.key, Body=asset.body())


def _deploy_stack(stack: StackPlan, s3: Any, cloudformation: Any) -> None:
    key = f"{stack.name}.json"
    s3.put_object(Bucket=TEMPLATES, Key=key, Body=json.dumps(stack.template).encode())
    wanted = {
        "StackName": stack.name,
        "TemplateURL": f"https://s3.us-east-1.amazonaws.com/{TEMPLATES}/{key}",
        "Capabilities": CAPABILITIES,
    }
    try:
        cloudformation.create_stack(**wanted)
    except cloudformation.exceptions.AlreadyExistsException:
        try:
            cloudformation.update_stack(**wanted)
        except ClientError as error:
            if "No updates are to be performed" not in str(error):
                raise
            return
    _await(stack.name, cloudformation)


def _await(name: str, cloudformation: Any) -> None:
    while True:
        described = cloudformation.describe_stacks(StackName=name)["Stacks"][0]
        status = described["StackStatus"]
        if not status.endswith("IN_PROGRESS"):
            break
        time.sleep(0.05)
    if status not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
        events = cloudformation.describe_stack_events(StackName=name)["StackEvents"]
        failed = [
            f"{event['LogicalResourceId']}: {event.get('ResourceStatusReason', '')}"
            for event in events
            if "FAILED" in event["ResourceStatus"]
        ]
        if status == "ROLLBACK_COMPLETE":
            cloudformation.delete_stack(StackName=name)  # or it could never be tried again
        raise StageError(f"{name} is {status}: " + "; ".join(reversed(failed)))


def resources(assembly: Assembly, port: int) -> list[dict[str, Any]]:
    """Every deployed resource: its type, logical and physical id, template properties."""
    cloudformation = client("cloudformation", port)
    found = []
    for stack in assembly.stacks:
        described = cloudformation.describe_stack_resources(StackName=stack.name)
        for resource in described["StackResources"]:
            logical = resource["LogicalResourceId"]
            template = stack.template["Resources"].get(logical, {})
            found.append(
                {
                    "type": resource["ResourceType"],
                    "id": resource["PhysicalResourceId"],
                    "properties": template.get("Properties", {}),
                }
            )
    return found
