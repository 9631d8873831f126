"""A workflow task. This file only wires; what it does is in task.py."""

from functions.process_sound.settings import ProcessSoundSettings
from functions.process_sound.task import create_task
from harmonia.clock import SystemClock
from harmonia_audio.ears.listener import Listener
from harmonia_audio.effects.renderer import FileRenderer
from harmonia_audio.gate import LONGEST
from harmonia_aws.clients import client
from harmonia_aws.documents import Bucket
from harmonia_aws.dynamodb import Table
from harmonia_aws.jobs import DynamoJobStore
from harmonia_aws.log import Log
from harmonia_aws.task import JobTask, task_handler
from harmonia_aws.uploads import S3Analyses

settings = ProcessSoundSettings.read()
bucket = Bucket(client("s3"), settings.bucket_name)
store = DynamoJobStore(Table(client("dynamodb"), settings.table_name))
analyses, ears = S3Analyses(bucket), Listener(longest=LONGEST)
work = create_task(store, SystemClock(), bucket, analyses, ears, FileRenderer())
handler = task_handler(JobTask, work, Log())
