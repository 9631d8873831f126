"""A workflow task. This file only wires; what it does is in task.py."""

from functions.master_song.settings import MasterSongSettings
from functions.master_song.task import create_task
from harmonia.clock import SystemClock
from harmonia.jobs.progress import Stages
from harmonia_aws.clients import client
from harmonia_aws.documents import Bucket, S3Documents
from harmonia_aws.dynamodb import Table
from harmonia_aws.jobs import DynamoJobStore
from harmonia_aws.log import Log
from harmonia_aws.task import JobTask, task_handler

settings = MasterSongSettings.read()
stages = Stages(DynamoJobStore(Table(client("dynamodb"), settings.table_name)), SystemClock())
bucket = Bucket(client("s3"), settings.bucket_name)
handler = task_handler(JobTask, create_task(stages, S3Documents(bucket), bucket), Log())
