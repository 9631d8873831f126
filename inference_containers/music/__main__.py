"""
The band, as a server or on a file.

    python -m inference_containers.music serve
    python -m inference_containers.music render song.json --out DIR
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
from inference_containers.music.band import Band
from inference_containers.music.banks import open_bank
from inference_containers.serving.storage import FolderStorage


def main() -> int:
    """Run the command; 0 if it went well."""
    parser = argparse.ArgumentParser(prog="python -m inference_containers.music")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("serve", help="answer SageMaker's /ping and /invocations")
    render = commands.add_parser("render", help="play one song document")
    render.add_argument("song", type=Path)
    render.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    if arguments.command == "serve":
        serve_band()
        return 0
    try:
        render_file(arguments.song, arguments.out)
    except (HarmoniaError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def serve_band() -> None:
    """Serve the band on S3."""
    from inference_containers.serving.server import serve  # a file needs no web server
    from inference_containers.serving.storage import S3Storage

    band = Band(open_bank(), S3Storage.open())
    band.model  # noqa: B018  hashes the soundfont now rather than in the first song
    serve(band)


def render_file(song: Path, out: Path) -> None:
    """Play a song document and lay its stems and the engine's answer into a folder."""
    content = song.read_bytes()
    storage = FolderStorage(out)
    storage.put("song.json", content, "application/json")
    request = EngineRequest(
        job=song.stem,
        stage="music",
        song="song.json",
        song_sha256=hashlib.sha256(content).hexdigest(),
        seed=0,
        artifacts="artifacts/",
    )
    response = Band(open_bank(), storage).generate(request)
    for artifact in response.artifacts:
        stem = out / artifact.name
        stem.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(out / "artifacts" / artifact.sha256, stem)
    shutil.rmtree(out / "artifacts")
    storage.put("response.json", document.canonical(response), "application/json")
    print(f"{len(response.artifacts)} stems in {out}, played by {response.model.weights}")


if __name__ == "__main__":
    sys.exit(main())
