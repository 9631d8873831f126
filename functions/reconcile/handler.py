"""A schedule. This file only wires; what it does is in schedule.py."""

from functions.reconcile.schedule import create_schedule
from functions.reconcile.settings import ReconcileSettings
from harmonia.clock import SystemClock
from harmonia.jobs.reconcile import Reconciler
from harmonia_aws.clients import client
from harmonia_aws.documents import Bucket, S3Documents
from harmonia_aws.dynamodb import Table
from harmonia_aws.jobs import DynamoJobStore
from harmonia_aws.log import Log
from harmonia_aws.workflow import SongWorkflow

settings = ReconcileSettings.read()
reconciler = Reconciler(
    DynamoJobStore(Table(client("dynamodb"), settings.table_name)),
    SongWorkflow(client("stepfunctions"), settings.workflow_arn),
    S3Documents(Bucket(client("s3"), settings.bucket_name)),
    SystemClock(),
    float(settings.patience_seconds),
)
handler = create_schedule(reconciler, Log())
