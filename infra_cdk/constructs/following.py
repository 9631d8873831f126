"""A function that follows the jobs' changes in the table's stream."""

from aws_cdk import Duration
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as sources
from aws_cdk import aws_sqs as sqs

from harmonia_aws import table as keys
from infra_cdk.constructs.python_function import PythonFunction

JOBS_ONLY = {
    "eventName": ["INSERT", "MODIFY"],
    "dynamodb": {"Keys": {keys.SORT: {"S": ["JOB"]}}},
}


def follow_jobs(
    function: PythonFunction, table: dynamodb.Table, *, undelivered: sqs.IQueue
) -> None:
    """Call the function with every change of a job; what it cannot take goes to the queue."""
    function.add_to_role_policy(
        iam.PolicyStatement(
            actions=[
                "dynamodb:DescribeStream",
                "dynamodb:GetRecords",
                "dynamodb:GetShardIterator",
                "dynamodb:ListStreams",
            ],
            resources=[f"{table.table_arn}/stream/*"],
        )
    )
    stream = table.table_stream_arn
    assert stream is not None
    mapping = function.add_event_source_mapping(
        "jobs",
        event_source_arn=stream,
        starting_position=lambda_.StartingPosition.TRIM_HORIZON,  # nothing said meanwhile is lost
        batch_size=10,
        bisect_batch_on_error=True,
        retry_attempts=10,
        max_record_age=Duration.hours(6),
        filters=[lambda_.FilterCriteria.filter(JOBS_ONLY)],
        on_failure=sources.SqsDlq(undelivered),
    )
    assert function.role is not None
    mapping.node.add_dependency(function.role)  # Lambda tries the stream when the mapping is made
