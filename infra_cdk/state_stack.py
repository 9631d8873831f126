"""What is kept: the table, the bucket, the users, and the topics on which engines report."""

from aws_cdk import Duration, RemovalPolicy, Stack
from aws_cdk import aws_cognito as cognito
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns
from constructs import Construct

from harmonia_aws import table as keys
from infra_cdk.constructs.place import place
from infra_cdk.constructs.users import Users
from infra_cdk.stages import StageSettings

PASSING = {  # days that a prefix's objects are of use
    "requests/": 30,  # to engines; a retry after a month starts anew
    "async-out/": 7,  # SageMaker's own copies of answers
    "cancel/": 7,  # no job runs that long
    "progress/": 7,
    "uploads/": 31,  # what a job takes of them becomes one of the files
}


class StateStack(Stack):
    """All that has a memory. Everything else can be thrown away and deployed again."""

    table: dynamodb.Table
    bucket: s3.Bucket
    users: cognito.UserPool
    client: cognito.UserPoolClient
    succeeded: sns.Topic
    failed: sns.Topic

    def __init__(self, scope: Construct, name: str, *, stage: StageSettings) -> None:
        super().__init__(scope, name, env=place(stage), description="Harmonia: what is kept")
        self._removal = RemovalPolicy.RETAIN if stage.keep_data else RemovalPolicy.DESTROY
        self.table = self._table(stage)
        self.bucket = self._bucket(stage)
        users = Users(self, stage=stage)
        self.users, self.client = users.pool, users.client
        self.succeeded = sns.Topic(self, "succeeded", enforce_ssl=True)
        self.failed = sns.Topic(self, "failed", enforce_ssl=True)

    def _table(self, stage: StageSettings) -> dynamodb.Table:
        text = dynamodb.AttributeType.STRING
        table = dynamodb.Table(
            self,
            "table",
            partition_key=dynamodb.Attribute(name=keys.PARTITION, type=text),
            sort_key=dynamodb.Attribute(name=keys.SORT, type=text),
            billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
            encryption=dynamodb.TableEncryption.AWS_MANAGED,
            stream=dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
            time_to_live_attribute=keys.EXPIRES,
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=stage.keep_data
            ),
            deletion_protection=stage.keep_data,
            removal_policy=self._removal,
        )
        table.add_global_secondary_index(
            index_name=keys.INDEX,
            partition_key=dynamodb.Attribute(name=keys.INDEX_PARTITION, type=text),
            sort_key=dynamodb.Attribute(name=keys.INDEX_SORT, type=text),
        )
        return table

    def _bucket(self, stage: StageSettings) -> s3.Bucket:
        # Songs and artifacts lie under their hash and never change, so versions would only guard
        # against deletion: that is worth its price where the data is to be kept.
        bucket = s3.Bucket(
            self,
            "bucket",
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=True,
            versioned=stage.keep_data,
            removal_policy=self._removal,
            lifecycle_rules=[
                s3.LifecycleRule(abort_incomplete_multipart_upload_after=Duration.days(1)),
                *(
                    s3.LifecycleRule(prefix=prefix, expiration=Duration.days(days))
                    for prefix, days in PASSING.items()
                ),
            ],
        )
        if stage.keep_data:
            bucket.add_lifecycle_rule(noncurrent_version_expiration=Duration.days(30))
        if stage.web_origins:
            bucket.add_cors_rule(
                allowed_methods=[s3.HttpMethods.GET, s3.HttpMethods.HEAD, s3.HttpMethods.PUT],
                allowed_origins=[*stage.web_origins],
                allowed_headers=["*"],
            )
        return bucket
