"""HTTP for uploads. This file only wires; what it does is in routes.py."""

from functions.uploads.routes import create_app
from functions.uploads.settings import UploadsSettings
from harmonia.clock import SystemClock
from harmonia.uploads.service import Uploads
from harmonia_audio.ears.recording import admit
from harmonia_aws.clients import client
from harmonia_aws.documents import Bucket
from harmonia_aws.dynamodb import Table
from harmonia_aws.http import lambda_handler
from harmonia_aws.log import Log
from harmonia_aws.uploads import DynamoUploadStore, S3Shelf

settings = UploadsSettings.read()
store = DynamoUploadStore(Table(client("dynamodb"), settings.table_name))
shelf = S3Shelf(Bucket(client("s3"), settings.bucket_name))
handler = lambda_handler(create_app(Uploads(store, shelf, admit, SystemClock()), Log()))
