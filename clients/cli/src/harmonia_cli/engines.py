"""`harmonia engines`: the operators' kit, which lives with the engines and runs in a checkout."""

import subprocess
import sys
from pathlib import Path

import typer

KIT = Path("inference_containers") / "kit"


def engines(context: typer.Context) -> None:
    """List engines, fetch and check their weights, prove them: list, pin, pull, verify, test."""
    if not KIT.is_dir():
        raise typer.BadParameter("run this where Harmonia's engines lie, in a checkout")
    command = [sys.executable, "-m", ".".join(KIT.parts), *context.args]
    raise typer.Exit(subprocess.run(command, check=False).returncode)
