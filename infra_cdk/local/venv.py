"""The emulator's own environment, made from its lock by uv."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from infra_cdk.local.errors import StageError
from infra_cdk.local.home import Home


def prepared(home: Home) -> bool:
    """Whether the environment is what the lock says."""
    stamp = _stamp(home)
    return stamp.exists() and stamp.read_text() == _wanted(home)


def prepare(home: Home) -> None:
    """Make or renew the emulator's environment."""
    beside = str(Path(sys.executable).parent)
    uv = shutil.which("uv", path=beside) or shutil.which("uv")
    if uv is None:
        raise StageError("uv is missing; `make setup` brings it")
    if not home.python.exists():
        folder = str(home.python.parent.parent)
        subprocess.run([uv, "venv", "-q", "--python", sys.executable, folder], check=True)
    sync = ["pip", "sync", "-q", "--require-hashes", "--compile-bytecode"]
    subprocess.run([uv, *sync, "--python", str(home.python), str(home.lock)], check=True)
    _stamp(home).write_text(_wanted(home))


def _stamp(home: Home) -> Path:
    return home.python.parent.parent / "made-from"


def _wanted(home: Home) -> str:
    return hashlib.sha256(home.lock.read_bytes() + sys.version.encode()).hexdigest()
