"""WebSocket APIs: connecting, being refused, being answered, being gone."""

import boto3
import pytest
from botocore.exceptions import ClientError
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.local.conftest import Local, wait_for


def test_a_message_is_answered_on_its_own_connection(local: Local) -> None:
    with connect(f"{local.description['websocket']}?ticket=good") as socket:
        socket.send('{"type":"ping"}')

        assert socket.recv(timeout=10) == 'echo {"type":"ping"}'


def test_a_refused_connection_is_a_403(local: Local) -> None:
    with pytest.raises(InvalidStatus) as refused, connect(local.description["websocket"]):
        pass

    assert refused.value.response.status_code == 403


def test_a_closed_connection_is_gone(local: Local) -> None:
    with connect(f"{local.description['websocket']}?ticket=good"):
        pass
    connection = wait_for(lambda: local.notes("disconnect"))[-1]
    callback = local.description["websocket"].replace("ws:", "http:")
    api = boto3.client(
        "apigatewaymanagementapi",
        endpoint_url=callback,
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )

    with pytest.raises(ClientError) as gone:
        api.post_to_connection(ConnectionId=connection, Data=b"hello?")

    assert gone.value.response["ResponseMetadata"]["HTTPStatusCode"] == 410
