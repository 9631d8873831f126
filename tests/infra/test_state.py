"""What is kept is kept safely, and only where it should be."""

from collections.abc import Mapping
from typing import Any

import pytest

from harmonia_aws import table as keys
from infra_cdk.stages import STAGES
from infra_cdk.state_stack import PASSING
from tests.infra.cloud import Cloud
from tests.infra.conftest import Clouds

KEPT = ("DynamoDB::Table", "S3::Bucket", "Cognito::UserPool")


def test_the_table_has_the_keys_that_the_functions_spell(cloud: Cloud) -> None:
    table = cloud.one("DynamoDB::Table").properties
    (index,) = table["GlobalSecondaryIndexes"]

    assert schema(table) == [(keys.PARTITION, "HASH"), (keys.SORT, "RANGE")]
    assert index["IndexName"] == keys.INDEX
    assert schema(index) == [(keys.INDEX_PARTITION, "HASH"), (keys.INDEX_SORT, "RANGE")]
    assert index["Projection"] == {"ProjectionType": "ALL"}
    assert table["TimeToLiveSpecification"] == {"AttributeName": keys.EXPIRES, "Enabled": True}
    assert table["StreamSpecification"] == {"StreamViewType": "NEW_AND_OLD_IMAGES"}


def test_the_table_is_encrypted_and_paid_by_the_request(cloud: Cloud) -> None:
    table = cloud.one("DynamoDB::Table").properties

    assert table["SSESpecification"] == {"SSEEnabled": True}
    assert table["BillingMode"] == "PAY_PER_REQUEST"


def test_the_bucket_is_encrypted_private_and_reached_by_tls_only(cloud: Cloud) -> None:
    bucket = cloud.one("S3::Bucket").properties
    (encryption,) = bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    (statement,) = cloud.one("S3::BucketPolicy").properties["PolicyDocument"]["Statement"]

    assert encryption["ServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    assert len(bucket["PublicAccessBlockConfiguration"]) == 4
    assert statement["Effect"] == "Deny"
    assert statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    assert statement["Principal"] == {"AWS": "*"}


def test_what_passes_through_the_bucket_goes_away_and_songs_stay(cloud: Cloud) -> None:
    rules = cloud.one("S3::Bucket").properties["LifecycleConfiguration"]["Rules"]
    expiring = {rule["Prefix"]: rule["ExpirationInDays"] for rule in rules if "Prefix" in rule}

    assert expiring == PASSING
    assert not {"songs/", "artifacts/", "manifests/", "results/"} & set(expiring)
    assert not [rule for rule in rules if "ExpirationInDays" in rule and "Prefix" not in rule]


@pytest.mark.parametrize("kind", KEPT)
def test_only_prod_outlives_its_stack(clouds: Clouds, kind: str) -> None:
    policies = {stage: clouds(stage).one(kind).whole["DeletionPolicy"] for stage in STAGES}

    assert policies == {"local": "Delete", "dev": "Delete", "staging": "Delete", "prod": "Retain"}


def test_prod_can_go_back_in_time_and_nobody_deletes_it_by_mistake(clouds: Clouds) -> None:
    prod = clouds("prod")
    table = prod.one("DynamoDB::Table").properties

    assert table["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] is True
    assert table["DeletionProtectionEnabled"] is True
    assert prod.one("Cognito::UserPool").properties["DeletionProtection"] == "ACTIVE"
    assert prod.one("S3::Bucket").properties["VersioningConfiguration"] == {"Status": "Enabled"}


def test_users_need_good_passwords_and_cannot_be_guessed_at(cloud: Cloud) -> None:
    pool = cloud.one("Cognito::UserPool").properties
    client = cloud.one("Cognito::UserPoolClient").properties

    assert pool["Policies"]["PasswordPolicy"]["MinimumLength"] >= 12
    assert pool["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"] is True
    assert client["PreventUserExistenceErrors"] == "ENABLED"
    assert set(client["ExplicitAuthFlows"]) == {
        "ALLOW_USER_PASSWORD_AUTH",
        "ALLOW_USER_SRP_AUTH",
        "ALLOW_REFRESH_TOKEN_AUTH",
    }


def test_queues_and_topics_take_nothing_in_the_clear(cloud: Cloud) -> None:
    guarded = {
        cloud.spell(place)
        for policy in cloud.all("SQS::QueuePolicy", "SNS::TopicPolicy")
        for place in policy.properties.get("Queues", policy.properties.get("Topics"))
        if "aws:SecureTransport" in str(policy.properties["PolicyDocument"])
    }

    assert guarded == {f"{{{one.name}}}" for one in cloud.all("SQS::Queue", "SNS::Topic")}
    for queue in cloud.all("SQS::Queue"):
        assert queue.properties["SqsManagedSseEnabled"] is True


def schema(table: Mapping[str, Any]) -> list[tuple[str, str]]:
    """A key schema in short."""
    return [(key["AttributeName"], key["KeyType"]) for key in table["KeySchema"]]
