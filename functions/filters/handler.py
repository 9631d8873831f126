"""HTTP for effects. This file only wires; what it does is in routes.py."""

from functions.filters.routes import create_app
from functions.filters.settings import FiltersSettings
from harmonia.clock import SystemClock
from harmonia.effects.service import Filters
from harmonia.jobs.sounds import Sounds
from harmonia.uploads.service import Uploads
from harmonia_audio.ears.recording import admit
from harmonia_audio.effects.renderer import FileRenderer
from harmonia_aws.clients import client
from harmonia_aws.documents import Bucket, S3Artifacts
from harmonia_aws.dynamodb import Table
from harmonia_aws.filters import AwsFiles, DynamoChainStore
from harmonia_aws.http import lambda_handler
from harmonia_aws.jobs import DynamoJobStore
from harmonia_aws.log import Log
from harmonia_aws.uploads import DynamoUploadStore, S3Shelf
from harmonia_aws.workflow import SongWorkflow

settings = FiltersSettings.read()
table = Table(client("dynamodb"), settings.table_name)
bucket = Bucket(client("s3"), settings.bucket_name)
shelf = S3Shelf(bucket)
filters = Filters(
    Uploads(DynamoUploadStore(table), shelf, admit, SystemClock()),
    shelf,
    AwsFiles(table, bucket),
    DynamoChainStore(table),
    FileRenderer(),
    SystemClock(),
)
workflow = SongWorkflow(client("stepfunctions"), settings.workflow_arn)
sounds = Sounds(DynamoJobStore(table), workflow, SystemClock())
handler = lambda_handler(create_app(filters, sounds, S3Artifacts(bucket), Log()))
