"""HTTP for ears. This file only wires; what it does is in routes.py."""

from functions.listen.routes import create_app
from functions.listen.settings import ListenSettings
from harmonia.clock import SystemClock
from harmonia.jobs.sounds import Sounds
from harmonia.listening.service import Listening
from harmonia.uploads.service import Uploads
from harmonia_audio.ears.listener import Listener
from harmonia_audio.ears.recording import admit
from harmonia_aws.clients import client
from harmonia_aws.documents import Bucket, S3Artifacts
from harmonia_aws.dynamodb import Table
from harmonia_aws.http import lambda_handler
from harmonia_aws.jobs import DynamoJobStore
from harmonia_aws.log import Log
from harmonia_aws.uploads import DynamoUploadStore, S3Analyses, S3Shelf
from harmonia_aws.workflow import SongWorkflow

settings = ListenSettings.read()
clock = SystemClock()
table = Table(client("dynamodb"), settings.table_name)
bucket = Bucket(client("s3"), settings.bucket_name)
shelf = S3Shelf(bucket)
uploads = Uploads(DynamoUploadStore(table), shelf, admit, clock)
listening = Listening(uploads, shelf, S3Analyses(bucket), Listener())
workflow = SongWorkflow(client("stepfunctions"), settings.workflow_arn)
sounds = Sounds(DynamoJobStore(table), workflow, clock)
handler = lambda_handler(create_app(listening, sounds, S3Artifacts(bucket), Log()))
