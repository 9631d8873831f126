"""A local stage of the tests' own, and people who use it as anybody would: over its addresses."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import httpx
import psutil
import pytest

from harmonia_cli.client import Client
from harmonia_cli.places import Place, read

ROOT = Path(__file__).parents[2]
HOME = ROOT / ".harmonia" / "e2e"
SHORT = {"genre": "folk", "seconds": 15}  # what a test asks for when any song will do


@dataclass(frozen=True)
class Local:
    """The stage under test."""

    home: Path

    def up(self) -> None:
        self._verb("up", "--detach")

    def down(self) -> None:
        self._verb("down")

    def _verb(self, *words: str) -> None:
        command = [sys.executable, "-m", "infra_cdk.local", "--home", str(self.home), *words]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stdout + done.stderr

    @property
    def file(self) -> Path:
        return self.home / "stage.json"

    @property
    def described(self) -> dict[str, Any]:
        described: dict[str, Any] = json.loads(self.file.read_text())
        return described

    @property
    def place(self) -> Place:
        return read(self.file)

    @property
    def emulator(self) -> psutil.Process:
        return psutil.Process(self.described["pid"])

    def engine(self, name: str = "music") -> psutil.Process | None:
        return self._child(f"inference_containers.{name}")

    def at_work(self, function: str) -> list[int]:
        """The processes of that function, while one of them has a call; none while none has."""
        told = httpx.get(f"http://127.0.0.1:{self.described['port']}/_harmonia/stage", timeout=10)
        lane = told.json()["functions"].get(function, {})
        pids: list[int] = lane.get("pids", []) if lane.get("working") else []
        return pids

    def _child(self, word: str) -> psutil.Process | None:
        for process in self.emulator.children(recursive=True):
            try:
                if word in " ".join(process.cmdline()):
                    return process
            except psutil.Error:
                continue
        return None

    def aws(self, service: str) -> Any:
        connect: Any = boto3.client
        return connect(
            service,
            endpoint_url=f"http://127.0.0.1:{self.described['port']}",
            region_name="us-east-1",
            aws_access_key_id="test",
            aws_secret_access_key="test",
        )

    def someone(self, name: str) -> Place:
        """Another person with an account here."""
        cognito, password = self.aws("cognito-idp"), "Correct-horse-7"
        pool = cognito.list_user_pools(MaxResults=10)["UserPools"][0]["Id"]
        email = f"{name}@example.com"
        cognito.admin_create_user(UserPoolId=pool, Username=email, MessageAction="SUPPRESS")
        cognito.admin_set_user_password(
            UserPoolId=pool, Username=email, Password=password, Permanent=True
        )
        mine = self.place
        return Place(mine.api, mine.websocket, mine.cognito, mine.client_id, email, password)


@pytest.fixture(scope="session")
def _stage() -> Iterator[Local]:
    local = Local(HOME)
    if local.file.exists():
        local.down()  # left behind by a run that was killed
    for left in ("state", "stage.json", "user.json", "tmp"):
        target = HOME / left
        shutil.rmtree(target) if target.is_dir() else target.unlink(missing_ok=True)
    HOME.mkdir(parents=True, exist_ok=True)
    emulator = HOME / "emulator"
    if (ROOT / ".harmonia" / "emulator").exists() and not emulator.exists():
        emulator.symlink_to(ROOT / ".harmonia" / "emulator")
    local.up()
    yield local
    local.down()


@pytest.fixture
def stage(_stage: Local, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Local:
    """The stage, up; whatever a test keeps of it goes with the test."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    _stage.up()  # harmless where it is up; a test before may have killed it
    return _stage


@pytest.fixture
def client(stage: Local) -> Iterator[Client]:
    with Client(stage.place) as client:
        yield client
