"""HTTP for jobs and songs. This file only wires; what it does is in routes.py."""

from functions.jobs.routes import create_app
from functions.jobs.settings import JobsSettings
from harmonia.clock import SystemClock
from harmonia.engines.offer import offers
from harmonia.jobs.films import Films
from harmonia.jobs.library import Library
from harmonia.jobs.materials import Materials
from harmonia.jobs.service import Jobs
from harmonia.jobs.vocals import Vocals
from harmonia_aws.clients import client
from harmonia_aws.documents import Bucket, S3Artifacts, S3Documents
from harmonia_aws.dynamodb import Table
from harmonia_aws.http import lambda_handler
from harmonia_aws.jobs import DynamoJobStore
from harmonia_aws.log import Log
from harmonia_aws.sockets import Tickets
from harmonia_aws.songs import DynamoArtifactStore, DynamoSongStore
from harmonia_aws.uploads import DynamoConsentStore, DynamoUploadStore
from harmonia_aws.workflow import SongWorkflow

settings = JobsSettings.read()
clock = SystemClock()
table = Table(client("dynamodb"), settings.table_name)
bucket = Bucket(client("s3"), settings.bucket_name)
documents = S3Documents(bucket)
workflow = SongWorkflow(client("stepfunctions"), settings.workflow_arn)
store = DynamoJobStore(table)
files = S3Artifacts(bucket)
materials = Materials(DynamoUploadStore(table), files)
jobs = Jobs(store, workflow, documents, clock, materials, offered=offers(settings.engines))
library = Library(DynamoSongStore(table), DynamoArtifactStore(table), documents, files, clock)
films = Films(store, workflow, library, materials, clock)
vocals = Vocals(store, workflow, library, materials, DynamoConsentStore(table), clock)
tickets = Tickets(table)
handler = lambda_handler(create_app(jobs, library, films, vocals, tickets, settings.stage, Log()))
