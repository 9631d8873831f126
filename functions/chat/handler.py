"""HTTP for conversations. This file only wires; what it does is in routes.py."""

from functions.chat.routes import create_app
from functions.chat.settings import ChatSettings
from harmonia.chat.service import Chat
from harmonia.clock import SystemClock
from harmonia.jobs.materials import Materials
from harmonia.jobs.service import Jobs
from harmonia_aws.clients import client
from harmonia_aws.documents import Bucket, S3Artifacts, S3Documents
from harmonia_aws.dynamodb import Table
from harmonia_aws.http import lambda_handler
from harmonia_aws.jobs import DynamoJobStore
from harmonia_aws.log import Log
from harmonia_aws.sessions import DynamoConversationStore
from harmonia_aws.uploads import DynamoUploadStore
from harmonia_aws.workflow import SongWorkflow

settings = ChatSettings.read()
clock = SystemClock()
table = Table(client("dynamodb"), settings.table_name)
bucket = Bucket(client("s3"), settings.bucket_name)
jobs = Jobs(
    DynamoJobStore(table),
    SongWorkflow(client("stepfunctions"), settings.workflow_arn),
    S3Documents(bucket),
    clock,
    Materials(DynamoUploadStore(table), S3Artifacts(bucket)),
)
chat = Chat(DynamoConversationStore(table), jobs, clock)
handler = lambda_handler(create_app(chat, jobs, Log()))
