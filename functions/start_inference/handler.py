"""A workflow task. This file only wires; what it does is in task.py."""

from functions.start_inference.settings import StartInferenceSettings
from functions.start_inference.task import InferenceTask, create_task
from harmonia.clock import SystemClock
from harmonia.engines.offer import offers
from harmonia.jobs.job import Stage
from harmonia.jobs.progress import Stages
from harmonia.jobs.routing import Guest, Router, Watch
from harmonia_aws.clients import client
from harmonia_aws.documents import Bucket, S3Documents
from harmonia_aws.dynamodb import Table
from harmonia_aws.inference import SageMakerEngine
from harmonia_aws.jobs import DynamoBreakers, DynamoInferences, DynamoJobStore
from harmonia_aws.log import Log
from harmonia_aws.task import task_handler
from harmonia_aws.workflow import TaskTokens

settings = StartInferenceSettings.read()
table = Table(client("dynamodb"), settings.table_name)
bucket = Bucket(client("s3"), settings.bucket_name)
control, runtime = client("sagemaker"), client("sagemaker-runtime")
engines = {
    stage: SageMakerEngine(control, runtime, bucket, endpoint)
    for stage, endpoint in {
        Stage.MUSIC: settings.music_endpoint,
        Stage.VOCAL: settings.vocal_endpoint,
        Stage.FILM: settings.video_endpoint,
    }.items()
}
guests = tuple(
    Guest(offer, SageMakerEngine(control, runtime, bucket, offer.endpoint, offer))
    for offer in offers(settings.engines)
)
clock = SystemClock()
work = create_task(
    Stages(DynamoJobStore(table), clock),
    Router(engines, guests, Watch(DynamoBreakers(table), clock)),
    DynamoInferences(table),
    S3Documents(bucket),
    TaskTokens(client("stepfunctions")),
)
handler = task_handler(InferenceTask, work, Log())
