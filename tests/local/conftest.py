"""A stage of its own for the conformance suite, with the small stack deployed."""

import json
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest

from infra_cdk.local import process, stage, venv
from infra_cdk.local.client import client
from infra_cdk.local.home import Home
from tests.local.stack import write_assembly

T = TypeVar("T")
HERE = Path(__file__).parent


@dataclass
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Local:
    """The running stage, its outputs, and ways to look at what happened in it."""

    home: Home
    assembly: Path
    description: dict[str, Any] = field(default_factory=dict)
    outputs: dict[str, str] = field(default_factory=dict)
    child: subprocess.Popen[bytes] | None = None

    def up(self) -> None:
        self.reap()
        self.description, self.child = stage.up(
            self.home, attached=False, cloud_assembly=self.assembly
        )
        stacks = self.aws("cloudformation").describe_stacks(StackName="Probe")["Stacks"]
        self.outputs = {one["OutputKey"]: one["OutputValue"] for one in stacks[0]["Outputs"]}

    def reap(self) -> None:
        if self.child is not None:
            self.child.wait()

    def aws(self, service: str) -> Any:
        return client(service, self.description["port"])

    def get(self, url: str, **headers: str) -> Reply:
        return send("GET", url, headers=headers)

    def token(self) -> str:
        """The id token of the stage's user, fetched as a client would."""
        body = {
            "AuthFlow": "USER_PASSWORD_AUTH",
            "ClientId": self.description["client_id"],
            "AuthParameters": {
                "USERNAME": self.description["username"],
                "PASSWORD": self.description["password"],
            },
        }
        reply = send(
            "POST",
            self.description["cognito"],
            json.dumps(body).encode(),
            {
                "Content-Type": "application/x-amz-json-1.1",
                "X-Amz-Target": "AWSCognitoIdentityProviderService.InitiateAuth",
            },
        )
        token: str = reply.json["AuthenticationResult"]["IdToken"]
        return token

    def put(self, pk: str, sk: str = "-", **fields: dict[str, Any]) -> None:
        self.aws("dynamodb").put_item(
            TableName=self.outputs["Table"], Item={"pk": {"S": pk}, "sk": {"S": sk}, **fields}
        )

    def item(self, pk: str, sk: str = "-") -> dict[str, Any] | None:
        found: dict[str, Any] | None = (
            self.aws("dynamodb")
            .get_item(TableName=self.outputs["Table"], Key={"pk": {"S": pk}, "sk": {"S": sk}})
            .get("Item")
        )
        return found

    def notes(self, kind: str) -> list[Any]:
        """What the recording function noted of that kind, oldest first."""
        found = self.aws("dynamodb").query(
            TableName=self.outputs["Table"],
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": f"NOTE#{kind}"}},
        )
        return [json.loads(item["value"]["S"]) for item in found["Items"]]

    def invoke(self, name: str, event: dict[str, Any]) -> Any:
        answer = self.aws("lambda").invoke(
            FunctionName=self.outputs[name], Payload=json.dumps(event).encode()
        )
        return json.load(answer["Payload"])


def send(
    method: str, url: str, body: bytes | None = None, headers: dict[str, str] | None = None
) -> Reply:
    request = urllib.request.Request(url, body, headers or {}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return Reply(answer.status, dict(answer.headers), answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return Reply(error.code, dict(error.headers), error.read())


def wait_for(look: Callable[[], T | None], seconds: float = 15.0) -> T:
    """What `look` sees as soon as it is something."""
    deadline = time.monotonic() + seconds
    while not (seen := look()):
        assert time.monotonic() < deadline, f"nothing within {seconds} seconds"
        time.sleep(0.05)
    return seen


@pytest.fixture(scope="session")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    ours = Home()
    if not venv.prepared(ours):
        venv.prepare(ours)
    home = Home(tmp_path_factory.mktemp("home"))
    (home.folder / "emulator").symlink_to(ours.folder / "emulator")
    local = Local(home, write_assembly(tmp_path_factory.mktemp("assembly") / "cdk.out"))
    local.up()
    local.put("EXPIRED", expires={"N": str(int(time.time()) - 60)})
    yield local
    process.stop(home)
    local.reap()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the minute that a schedule takes pass while others run, and restart the clock last."""
    late = {"test_clock.py": 1, "test_restart.py": 2}
    places = [index for index, item in enumerate(items) if item.path.parent == HERE]
    ours = sorted((items[index] for index in places), key=lambda item: late.get(item.path.name, 0))
    for index, item in zip(places, ours, strict=True):
        items[index] = item
