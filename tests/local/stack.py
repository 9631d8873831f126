"""The small stack of the conformance suite, as an assembly that nothing had to synthesize."""

import json
import shutil
from pathlib import Path
from typing import Any

from tests.local.doors import http_api, permission, socket_api
from tests.local.endpoint import endpoint
from tests.local.parts import Template, arn, ref, resource, sub

HERE = Path(__file__).parent
ROLE = {
    "Type": "AWS::IAM::Role",
    "Properties": {
        "AssumeRolePolicyDocument": {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"Service": "lambda.amazonaws.com"},
                    "Action": "sts:AssumeRole",
                }
            ],
        }
    },
}


def function(handler: str, **variables: Any) -> Template:
    return resource(
        "AWS::Lambda::Function",
        Handler=f"probe.{handler}",
        Runtime="python3.12",
        Timeout=10,
        Role=arn("Role"),
        Code={"S3Bucket": "assets", "S3Key": "probe.zip"},
        Environment={
            "Variables": {"TABLE": ref("Table"), "POWERTOOLS_SERVICE_NAME": handler, **variables}
        },
    )


CALLBACK = sub("https://${SocketApi}.execute-api.us-east-1.amazonaws.com/live")
TASK = {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke"}
MACHINE = {
    "StartAt": "Flaky",
    "States": {
        "Flaky": {
            **TASK,
            "Parameters": {
                "FunctionName": "${Task}",
                "Payload": {"do": "flaky", "id.$": "$.id"},
            },
            "ResultSelector": {"tries.$": "$.Payload.tries"},
            "ResultPath": "$.flaky",
            "Retry": [{"ErrorEquals": ["Flaky"], "IntervalSeconds": 0, "MaxAttempts": 4}],
            "Next": "Hopeless",
        },
        "Hopeless": {
            **TASK,
            "Parameters": {"FunctionName": "${Task}", "Payload": {"do": "hopeless"}},
            "Catch": [
                {"ErrorEquals": ["Hopeless"], "ResultPath": "$.caught", "Next": "Token"},
            ],
            "End": True,
        },
        "Token": {
            "Type": "Task",
            "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
            "TimeoutSeconds": 20,
            "Parameters": {
                "FunctionName": "${Task}",
                "Payload": {"do.$": "$.do", "id.$": "$.id", "token.$": "$$.Task.Token"},
            },
            "ResultPath": "$.answer",
            "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Sorry"}],
            "End": True,
        },
        "Sorry": {"Type": "Pass", "End": True},
    },
}


def resources() -> dict[str, Template]:
    return {
        "Role": ROLE,
        "Table": resource(
            "AWS::DynamoDB::Table",
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[
                {"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk", "owner")
            ],
            KeySchema=[
                {"AttributeName": "pk", "KeyType": "HASH"},
                {"AttributeName": "sk", "KeyType": "RANGE"},
            ],
            GlobalSecondaryIndexes=[
                {
                    "IndexName": "by-owner",
                    "KeySchema": [
                        {"AttributeName": "owner", "KeyType": "HASH"},
                        {"AttributeName": "sk", "KeyType": "RANGE"},
                    ],
                    "Projection": {"ProjectionType": "ALL"},
                }
            ],
            StreamSpecification={"StreamViewType": "NEW_AND_OLD_IMAGES"},
            TimeToLiveSpecification={"AttributeName": "expires", "Enabled": True},
        ),
        "Bucket": resource("AWS::S3::Bucket"),
        "Topic": resource("AWS::SNS::Topic"),
        "Dead": resource("AWS::SQS::Queue"),
        "Undelivered": resource("AWS::SQS::Queue"),
        "Queue": resource(
            "AWS::SQS::Queue",
            VisibilityTimeout=60,
            RedrivePolicy={"deadLetterTargetArn": arn("Dead"), "maxReceiveCount": 2},
        ),
        "Api": function("api", CALLBACK=CALLBACK),
        "Socket": function("socket", CALLBACK=CALLBACK),
        "Task": function("task"),
        "Record": function("record", QUEUE=ref("Queue")),
        "Subscription": resource(
            "AWS::SNS::Subscription",
            Protocol="lambda",
            TopicArn=ref("Topic"),
            Endpoint=arn("Record"),
        ),
        "QueueMapping": resource(
            "AWS::Lambda::EventSourceMapping",
            FunctionName=ref("Record"),
            EventSourceArn=arn("Queue"),
            BatchSize=5,
            FunctionResponseTypes=["ReportBatchItemFailures"],
        ),
        "StreamMapping": resource(
            "AWS::Lambda::EventSourceMapping",
            FunctionName=ref("Record"),
            EventSourceArn={"Fn::GetAtt": ["Table", "StreamArn"]},
            StartingPosition="TRIM_HORIZON",
            BatchSize=25,
            MaximumRetryAttempts=2,
            BisectBatchOnFunctionError=True,
            FunctionResponseTypes=["ReportBatchItemFailures"],
            DestinationConfig={"OnFailure": {"Destination": arn("Undelivered")}},
            FilterCriteria={
                "Filters": [{"Pattern": '{"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"JOB#"}]}}}}'}]
            },
        ),
        "Schedule": resource(
            "AWS::Events::Rule",
            ScheduleExpression="rate(1 minute)",
            Targets=[{"Arn": arn("Record"), "Id": "record"}],
        ),
        "RecordPermission": permission("Record", "events"),
        "Machine": resource(
            "AWS::StepFunctions::StateMachine",
            RoleArn=arn("Role"),
            DefinitionString=sub(json.dumps(MACHINE)),
        ),
        "Pool": resource("AWS::Cognito::UserPool"),
        "Client": resource(
            "AWS::Cognito::UserPoolClient",
            UserPoolId=ref("Pool"),
            ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        ),
        **http_api(),
        **socket_api(),
        **endpoint(),
    }


def outputs() -> dict[str, Any]:
    plain = (
        "Table",
        "Bucket",
        "Topic",
        "Queue",
        "Dead",
        "Undelivered",
        "Machine",
        "Record",
        "Task",
        "Api",
    )
    values: dict[str, Any] = {name: {"Value": ref(name)} for name in plain}
    return {**values, "Endpoint": {"Value": {"Fn::GetAtt": ["Endpoint", "EndpointName"]}}}


def write_assembly(folder: Path) -> Path:
    """Put the stack there as `cdk synth` would have."""
    (folder / "code").mkdir(parents=True)
    shutil.copy(HERE / "probe.py", folder / "code")
    template = {"Resources": resources(), "Outputs": outputs()}
    (folder / "Probe.template.json").write_text(json.dumps(template))
    asset = {
        "source": {"path": "code", "packaging": "zip"},
        "destinations": {"here": {"bucketName": "assets", "objectKey": "probe.zip"}},
    }
    (folder / "Probe.assets.json").write_text(json.dumps({"files": {"code": asset}}))
    artifacts = {
        "Probe.assets": {"type": "cdk:asset-manifest"},
        "Probe": {
            "type": "aws:cloudformation:stack",
            "properties": {"templateFile": "Probe.template.json"},
            "dependencies": ["Probe.assets"],
        },
    }
    (folder / "manifest.json").write_text(json.dumps({"artifacts": artifacts}))
    return folder
