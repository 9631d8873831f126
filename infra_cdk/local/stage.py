"""Bringing the stage up: process, deployment, fix-ups, reconciliation, warm functions."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from infra_cdk.local import assembly as assemblies
from infra_cdk.local import process, synthesis, venv
from infra_cdk.local.home import Home

# What a first song calls, in the order of calling.
FIRST_SONG = (
    "jobs",
    "socket",
    "compose_song",
    "start_inference",
    "announce",
    "advance_job",
    "finish_inference",
    "master_song",
    "chat",
)


def up(
    home: Home, *, attached: bool, cloud_assembly: Path | None = None
) -> tuple[dict[str, Any], subprocess.Popen[bytes] | None]:
    """Have the stage running as the sources say; its description, and the process if it is ours."""
    with process.alone(home):
        if not venv.prepared(home):
            say("preparing the emulator")
            venv.prepare(home)
        if cloud_assembly is None and not synthesis.fresh(home):
            say("synthesizing, because its sources changed")
            synthesis.synthesize(home)
        assembly = assemblies.read(cloud_assembly or synthesis.folder(home))
        said = process.running(home)
        child = None
        if said is None:
            child, port = process.start(home, attached=attached)
        else:
            port = said["port"]
        try:
            deployed = _read(home.deployed)
            if deployed.get("digest") != assembly.digest:
                say("deploying")
                deployed = _deploy(assembly, port, home)
                _write(home.deployed, deployed)
        except Exception:
            if child is not None:
                process.stop(home)
                child.wait()
            raise
        description = _describe(home, port, deployed["outlets"])
        _write(home.stage, description)
    if child is not None:
        # Jobs that a restart has orphaned first, then what a first song will need.
        process.ask(port, "wake", {"invoke": "reconcile", "warm": list(FIRST_SONG)})
    return description, child


def say(what: str) -> None:
    """Tell whoever waits what takes so long."""
    print(f"stage: {what}", file=sys.stderr, flush=True)


def _deploy(assembly: assemblies.Assembly, port: int, home: Home) -> dict[str, Any]:
    from infra_cdk.local import deployment, fixups  # boto3 takes as long as the stage itself

    deployment.deploy(assembly, port)
    resources = deployment.resources(assembly, port)
    outlets = fixups.apply(resources, port, home)
    process.ask(port, "save", {})
    return {"digest": assembly.digest, "outlets": outlets}


def _describe(home: Home, port: int, outlets: dict[str, str]) -> dict[str, Any]:
    """What clients read; addresses are stored with a port that may have changed since."""
    here = {
        name: _with_port(value, port) if "://" in value else value
        for name, value in outlets.items()
    }
    pid = int((home.folder / "pid").read_text())
    return {**here, "pid": pid, "port": port, "instance": process.instance(home)}


def _with_port(address: str, port: int) -> str:
    scheme, _, rest = address.partition("://")
    path = rest.partition("/")[2]
    return f"{scheme}://127.0.0.1:{port}" + (f"/{path}" if path else "")


def _read(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    value: dict[str, Any] = json.loads(path.read_text())
    return value


def _write(path: Path, value: dict[str, Any]) -> None:
    aside = path.with_suffix(".new")
    aside.touch(mode=0o600)
    aside.write_text(json.dumps(value, indent=2) + "\n")
    os.replace(aside, path)
