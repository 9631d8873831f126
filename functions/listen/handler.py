"""HTTP for ears. This file only wires; what it does is in routes.py."""

from functions.listen.routes import create_app
from functions.listen.settings import ListenSettings
from harmonia.clock import SystemClock
from harmonia.listening.service import Listening
from harmonia.uploads.service import Uploads
from harmonia_audio.ears.listener import Listener
from harmonia_audio.ears.recording import admit
from harmonia_aws.clients import client
from harmonia_aws.documents import Bucket
from harmonia_aws.dynamodb import Table
from harmonia_aws.http import lambda_handler
from harmonia_aws.log import Log
from harmonia_aws.uploads import DynamoUploadStore, S3Analyses, S3Shelf

settings = ListenSettings.read()
store = DynamoUploadStore(Table(client("dynamodb"), settings.table_name))
bucket = Bucket(client("s3"), settings.bucket_name)
shelf = S3Shelf(bucket)
uploads = Uploads(store, shelf, admit, SystemClock())
listening = Listening(uploads, shelf, S3Analyses(bucket), Listener())
handler = lambda_handler(create_app(listening, Log()))
