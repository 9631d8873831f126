"""A workflow task. This file only wires; what it does is in task.py."""

from functions.advance_job.settings import AdvanceJobSettings
from functions.advance_job.task import EndTask, create_task
from harmonia.clock import SystemClock
from harmonia.jobs.finish import Finish
from harmonia.jobs.progress import Stages
from harmonia_aws.clients import client
from harmonia_aws.documents import Bucket, S3Documents
from harmonia_aws.dynamodb import Table
from harmonia_aws.jobs import DynamoJobStore
from harmonia_aws.log import Log
from harmonia_aws.task import task_handler

settings = AdvanceJobSettings.read()
clock = SystemClock()
store = DynamoJobStore(Table(client("dynamodb"), settings.table_name))
documents = S3Documents(Bucket(client("s3"), settings.bucket_name))
work = create_task(Stages(store, clock), Finish(store, documents, clock))
handler = task_handler(EndTask, work, Log())
