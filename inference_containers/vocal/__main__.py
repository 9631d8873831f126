"""
The singer, as a server or on a file.

    python -m inference_containers.vocal serve
    python -m inference_containers.vocal render song.json --out DIR
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
from pathlib import Path

from harmonia import document
from harmonia.engines.engine import EngineRequest
from harmonia.errors import HarmoniaError
from inference_containers.serving.storage import FolderStorage
from inference_containers.vocal.banks import open_banks
from inference_containers.vocal.singer import Singer


def main() -> int:
    """Run the command; 0 if it went well."""
    parser = argparse.ArgumentParser(prog="python -m inference_containers.vocal")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("serve", help="answer SageMaker's /ping and /invocations")
    render = commands.add_parser("render", help="sing one song document")
    render.add_argument("song", type=Path)
    render.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    if arguments.command == "serve":
        serve_singer()
        return 0
    try:
        render_file(arguments.song, arguments.out)
    except (HarmoniaError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def serve_singer() -> None:
    """Serve the singer on S3."""
    from inference_containers.serving.server import serve
    from inference_containers.serving.storage import S3Storage

    serve(Singer(open_banks(), S3Storage.open()))


def render_file(song: Path, out: Path) -> None:
    """Sing a song document and lay its stems and the engine's answer into a folder."""
    content = song.read_bytes()
    storage = FolderStorage(out)
    storage.put("song.json", content, "application/json")
    request = EngineRequest(
        job=song.stem,
        stage="vocal",
        song="song.json",
        song_sha256=hashlib.sha256(content).hexdigest(),
        seed=0,
        artifacts="artifacts/",
    )
    response = Singer(open_banks(), storage).generate(request)
    for artifact in response.artifacts:
        stem = out / artifact.name
        stem.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(out / "artifacts" / artifact.sha256, stem)
    shutil.rmtree(out / "artifacts")
    storage.put("response.json", document.canonical(response), "application/json")
    print(f"{len(response.artifacts)} stems in {out}, sung by {response.model.weights}")


if __name__ == "__main__":
    sys.exit(main())
