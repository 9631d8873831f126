"""
An engine that leaves stems, as a command: a server, or one song on a file.

    python -m inference_containers.<name> serve
    python -m inference_containers.<name> render song.json --out DIR
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from harmonia import document
from harmonia.engines.engine import EngineRequest
from harmonia.errors import HarmoniaError
from inference_containers.serving.engine import Engine
from inference_containers.serving.storage import FolderStorage, S3Storage, Storage


@dataclass(frozen=True)
class Command:
    """What tells the commands of two engines apart."""

    name: str  # the folder
    stage: str
    done: str  # what was done with the song: played, sung
    engine: Callable[[Storage], Engine]

    def run(self) -> int:
        """Run the command line; 0 if it went well."""
        parser = argparse.ArgumentParser(prog=f"python -m inference_containers.{self.name}")
        commands = parser.add_subparsers(dest="command", required=True)
        commands.add_parser("serve", help="answer SageMaker's /ping and /invocations")
        render = commands.add_parser("render", help=f"have one song document {self.done}")
        render.add_argument("song", type=Path)
        render.add_argument("--out", type=Path, required=True)
        arguments = parser.parse_args()
        if arguments.command == "serve":
            self.serve()
            return 0
        try:
            self.render(arguments.song, arguments.out)
        except (HarmoniaError, OSError) as error:
            print(error, file=sys.stderr)
            return 1
        return 0

    def serve(self) -> None:
        """Serve the engine on S3."""
        from inference_containers.serving.server import serve  # a file needs no web server

        engine = self.engine(S3Storage.open())
        engine.model  # noqa: B018  hashes its sounds now rather than in the first song
        serve(engine)

    def render(self, song: Path, out: Path) -> None:
        """Do one song document and lay its stems and the engine's answer into a folder."""
        content = song.read_bytes()
        storage = FolderStorage(out)
        storage.put("song.json", content, "application/json")
        request = EngineRequest(
            job=song.stem,
            stage=self.stage,
            song="song.json",
            song_sha256=hashlib.sha256(content).hexdigest(),
            seed=0,
            artifacts="artifacts/",
        )
        response = self.engine(storage).generate(request)
        for artifact in response.artifacts:
            stem = out / artifact.name
            stem.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(out / "artifacts" / artifact.sha256, stem)
        shutil.rmtree(out / "artifacts")
        storage.put("response.json", document.canonical(response), "application/json")
        weights = response.model.weights
        print(f"{len(response.artifacts)} stems in {out}, {self.done} by {weights}")
