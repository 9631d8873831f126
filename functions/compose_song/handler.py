"""A workflow task. This file only wires; what it does is in task.py."""

from functools import partial

from functions.compose_song.hearing import LISTENER, hearing
from functions.compose_song.settings import ComposeSongSettings
from functions.compose_song.task import create_task
from harmonia.clock import SystemClock
from harmonia.composing.compose import COMPOSER, compose
from harmonia.jobs.progress import Stages
from harmonia_aws.clients import client
from harmonia_aws.documents import Bucket, S3Documents
from harmonia_aws.dynamodb import Table
from harmonia_aws.jobs import DynamoJobStore
from harmonia_aws.log import Log
from harmonia_aws.task import JobTask, task_handler
from harmonia_scores.pronouncing import CmuDictionary

settings = ComposeSongSettings.read()
stages = Stages(DynamoJobStore(Table(client("dynamodb"), settings.table_name)), SystemClock())
bucket = Bucket(client("s3"), settings.bucket_name)
sung = partial(compose, pronunciations=CmuDictionary())
work = create_task(stages, S3Documents(bucket), sung, hearing(bucket), f"{COMPOSER} {LISTENER}")
handler = task_handler(JobTask, work, Log())
