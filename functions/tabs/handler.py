"""HTTP for tabs. This file only wires; what it does is in routes.py."""

from functions.tabs.routes import create_app
from functions.tabs.settings import TabsSettings
from functions.tabs.songbook import Songbook
from harmonia_aws.clients import client
from harmonia_aws.documents import Bucket, S3Documents
from harmonia_aws.dynamodb import Table
from harmonia_aws.http import lambda_handler
from harmonia_aws.log import Log
from harmonia_aws.songs import DynamoSongStore

settings = TabsSettings.read()
songs = Songbook(
    DynamoSongStore(Table(client("dynamodb"), settings.table_name)),
    S3Documents(Bucket(client("s3"), settings.bucket_name)),
)
handler = lambda_handler(create_app(songs, Log()))
