"""The stage's process: started with a clean environment, found again, ended."""

import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from infra_cdk.local.errors import StageError
from infra_cdk.local.home import Home

START_SECONDS = 60.0
STOP_SECONDS = 20.0
LOG_BYTES = 20_000_000


def instance(home: Home) -> str:
    """The id of this stage, as old as its state, so that nobody takes another's port for ours."""
    path = home.state / "instance"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(uuid.uuid4().hex)
    return path.read_text()


def ask(port: int, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    """The stage's own answer at `/_harmonia/…`; OSError if nobody answers."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{port}/_harmonia/{path}", data=data)
    with urllib.request.urlopen(request, timeout=60) as answer:
        value: dict[str, Any] = json.load(answer)
        return value


def running(home: Home) -> dict[str, Any] | None:
    """What our running stage says of itself; None if it does not run."""
    port = _remembered_port(home)
    if not port or not alive(home):
        return None
    try:
        said = ask(port, "stage")
    except (OSError, ValueError):
        return None
    return {**said, "port": port} if said.get("instance") == instance(home) else None


def start(home: Home, *, attached: bool) -> tuple[subprocess.Popen[bytes], int]:
    """Start the stage's process and wait until it answers; attached, it ends with us."""
    stop(home)  # one that is alive but does not answer
    port = choose_port(home)
    shutil.rmtree(home.temporary, ignore_errors=True)
    for folder in (home.temporary, home.log.parent, home.state / "s3"):
        folder.mkdir(parents=True, exist_ok=True)
    if home.log.exists() and home.log.stat().st_size > LOG_BYTES:
        home.log.replace(home.log.with_suffix(".old.log"))
    with home.log.open("ab") as log:
        process = subprocess.Popen(
            [
                *(str(home.python), "-m", "infra_cdk.local.emulator"),
                *("--home", str(home.folder), "--python", sys.executable),
                *("--instance", instance(home)),
            ],
            cwd=home.root,
            env=_variables(home, port),
            stdin=subprocess.PIPE if attached else subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    (home.folder / "pid").write_text(str(process.pid))
    deadline = time.monotonic() + START_SECONDS
    while running(home) is None:
        if process.poll() is not None or time.monotonic() > deadline:
            stop(home)
            raise StageError(f"the stage did not start; its last words are in {home.log}")
        time.sleep(0.05)
    return process, port


def stop(home: Home) -> bool:
    """End the stage with all its processes; False if there was none."""
    home.stage.unlink(missing_ok=True)
    if not alive(home):
        return False
    pid = int((home.folder / "pid").read_text())
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while alive(home):
        if time.monotonic() > deadline:
            os.killpg(pid, signal.SIGKILL)
        time.sleep(0.02)
    return True


def alive(home: Home) -> bool:
    """Whether a process holds the stage's lock, answering or not.

    Unlike a pid, a lock cannot outlive its process. What the stage started ends with it:
    workers and engines hang on pipes that it holds.
    """
    home.folder.mkdir(parents=True, exist_ok=True)
    with (home.folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return True
        return False


@contextmanager
def alone(home: Home) -> Iterator[None]:
    """Let one launcher at a time start or deploy."""
    home.folder.mkdir(parents=True, exist_ok=True)
    with (home.folder / "launcher.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def choose_port(home: Home) -> int:
    """The port of last time if it is free, so that addresses stay; else another."""
    remembered = _remembered_port(home)
    for port in (remembered, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            chosen: int = probe.getsockname()[1]
            home.folder.mkdir(parents=True, exist_ok=True)
            (home.folder / "port").write_text(str(chosen))
            return chosen
    raise StageError("no port on 127.0.0.1 is free")


def _remembered_port(home: Home) -> int:
    path = home.folder / "port"
    return int(path.read_text()) if path.exists() else 0


def _variables(home: Home, port: int) -> dict[str, str]:
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": os.environ.get("HOME", str(home.folder)),
        "LANG": "C.UTF-8",
        "TMPDIR": str(home.temporary),
        "GATEWAY_PORT": str(port),
        "BIND_HOST": "127.0.0.1",
        "MINISTACK_HOST": "127.0.0.1",  # a bare system has no name for itself
        "PERSIST_STATE": "1",
        "STATE_DIR": str(home.state),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(home.state / "s3"),
        "LOG_LEVEL": "WARNING",
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "DOCKER_HOST": "unix:///nonexistent",  # it must not look for containers
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
