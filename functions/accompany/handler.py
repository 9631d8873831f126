"""HTTP for accompaniments and samples. This file only wires; what it does is in routes.py."""

from functions.accompany.routes import create_app
from functions.accompany.settings import AccompanySettings
from functions.accompany.sources import Sources
from harmonia.clock import SystemClock
from harmonia.jobs.library import Library
from harmonia.jobs.played import Playing
from harmonia.jobs.samples import Samples
from harmonia.listening.service import Listening
from harmonia.uploads.service import Uploads
from harmonia_audio.ears.listener import Listener
from harmonia_audio.ears.recording import admit
from harmonia_aws.clients import client
from harmonia_aws.documents import Bucket, S3Artifacts, S3Documents
from harmonia_aws.dynamodb import Table
from harmonia_aws.http import lambda_handler
from harmonia_aws.jobs import DynamoJobStore
from harmonia_aws.log import Log
from harmonia_aws.samples import DynamoSampleStore
from harmonia_aws.songs import DynamoArtifactStore, DynamoSongStore
from harmonia_aws.uploads import DynamoUploadStore, S3Analyses, S3Shelf
from harmonia_aws.workflow import SongWorkflow

settings = AccompanySettings.read()
clock = SystemClock()
table = Table(client("dynamodb"), settings.table_name)
bucket = Bucket(client("s3"), settings.bucket_name)
documents, files = S3Documents(bucket), S3Artifacts(bucket)
workflow = SongWorkflow(client("stepfunctions"), settings.workflow_arn)
library = Library(DynamoSongStore(table), DynamoArtifactStore(table), documents, files, clock)
shelf = S3Shelf(bucket)
uploads = Uploads(DynamoUploadStore(table), shelf, admit, clock)
listening = Listening(uploads, shelf, S3Analyses(bucket), Listener())
playing = Playing(DynamoJobStore(table), workflow, documents, clock)
samples = Samples(DynamoSampleStore(table), playing, clock)
sources = Sources(library, listening)
handler = lambda_handler(create_app(sources, playing, samples, library, Log()))
