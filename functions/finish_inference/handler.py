"""Reports of engines, through SNS. This file only wires; what it does is in reports.py."""

from functions.finish_inference.reports import create_reports
from functions.finish_inference.settings import FinishInferenceSettings
from harmonia.clock import SystemClock
from harmonia.engines.offer import offers
from harmonia.jobs.progress import Stages
from harmonia.jobs.routing import Watch
from harmonia_aws.clients import client
from harmonia_aws.documents import Bucket, S3Documents
from harmonia_aws.dynamodb import Table
from harmonia_aws.inference import report_handler
from harmonia_aws.jobs import DynamoBreakers, DynamoInferences, DynamoJobStore
from harmonia_aws.log import Log
from harmonia_aws.workflow import TaskTokens

settings = FinishInferenceSettings.read()
table = Table(client("dynamodb"), settings.table_name)
bucket = Bucket(client("s3"), settings.bucket_name)
clock = SystemClock()
reports = create_reports(
    Stages(DynamoJobStore(table), clock),
    DynamoInferences(table),
    S3Documents(bucket),
    TaskTokens(client("stepfunctions")),
    bucket,
    offers(settings.engines),
    Watch(DynamoBreakers(table), clock),
)
handler = report_handler(reports, Log())
