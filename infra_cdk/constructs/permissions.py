"""
What a function may touch, in the words of its work.

Each statement names actions, resources and, in the table, the partition keys it may reach, so a
role says what its function does: `items(table, "CONN#*", PUT, DROP)`.
"""

from collections.abc import Sequence

from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3

from harmonia_aws import table as keys

GET = "dynamodb:GetItem"
LIST = "dynamodb:Query"
PUT = "dynamodb:PutItem"
DROP = "dynamodb:DeleteItem"


def items(table: dynamodb.ITable, partitions: str, *actions: str) -> iam.PolicyStatement:
    """
    Items under these partition keys, `JOB#* OPEN` or the like.

    Keys that change together in one transaction belong in one statement.
    """
    return iam.PolicyStatement(
        actions=[*actions], resources=[table.table_arn], conditions=_leading(partitions.split())
    )


def owned_items(table: dynamodb.ITable) -> iam.PolicyStatement:
    """The lists of what owners have, by the index."""
    return iam.PolicyStatement(
        actions=["dynamodb:Query"],
        resources=[f"{table.table_arn}/index/{keys.INDEX}"],
        conditions=_leading(["OWNER#*"]),
    )


def read_objects(bucket: s3.IBucket, *prefixes: str) -> iam.PolicyStatement:
    """Get objects under these prefixes, or make links with which others get them."""
    return _objects("s3:GetObject", bucket, prefixes)


def write_objects(bucket: s3.IBucket, *prefixes: str) -> iam.PolicyStatement:
    """Put objects under these prefixes."""
    return _objects("s3:PutObject", bucket, prefixes)


def drop_objects(bucket: s3.IBucket, *prefixes: str) -> iam.PolicyStatement:
    """Remove objects under these prefixes."""
    return _objects("s3:DeleteObject", bucket, prefixes)


def find_objects(bucket: s3.IBucket) -> iam.PolicyStatement:
    """
    Learn that an object is not there.

    Without this S3 answers "forbidden" instead of "not found". It asks for the bucket as a whole:
    a condition on the prefix never holds for a request that gets one object.
    """
    return iam.PolicyStatement(actions=["s3:ListBucket"], resources=[bucket.bucket_arn])


def _objects(action: str, bucket: s3.IBucket, prefixes: Sequence[str]) -> iam.PolicyStatement:
    return iam.PolicyStatement(
        actions=[action], resources=[bucket.arn_for_objects(f"{prefix}*") for prefix in prefixes]
    )


def _leading(partitions: Sequence[str]) -> dict[str, dict[str, list[str]]]:
    return {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": list(partitions)}}
