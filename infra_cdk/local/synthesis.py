"""The synthesized stage, made anew only when something it is made of has changed."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from infra_cdk.local.home import Home

SOURCES = ("infra_cdk", "functions", "layers", "inference_containers", "cdk.json")
IRRELEVANT = ("infra_cdk/local", "functions/jobs/openapi.json")  # the second is made by synthesis


def folder(home: Home) -> Path:
    """Where the synthesized stage lies."""
    return home.root / "cdk.out" / "local"


def fresh(home: Home) -> bool:
    """Whether it was synthesized from the sources as they are."""
    stamp = folder(home).with_suffix(".made-from")
    made = folder(home).exists() and stamp.exists()
    return made and stamp.read_text() == digest(home.root)


def digest(root: Path) -> str:
    """A hash over every file that synthesis reads."""
    seen = hashlib.sha256()
    for source in SOURCES:
        base = root / source
        files = [base] if base.is_file() else sorted(base.rglob("*")) if base.is_dir() else []
        for file in files:
            name = file.relative_to(root).as_posix()
            parts = file.relative_to(root).parts
            if "__pycache__" in parts or name.startswith(IRRELEVANT) or not file.is_file():
                continue
            if any(part.endswith(".egg-info") for part in parts):
                continue
            seen.update(f"{name}\0".encode() + file.read_bytes() + b"\0")
    return seen.hexdigest()


def synthesize(home: Home) -> None:
    """Run the CDK app for the stage `local`."""
    made_from = digest(home.root)
    variables = {name: value for name, value in os.environ.items() if name != "CDK_OUTDIR"}
    subprocess.run(
        [sys.executable, "-m", "infra_cdk.app", "local"],
        cwd=home.root,
        env=variables,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    folder(home).with_suffix(".made-from").write_text(made_from)
