"""
The guest engines, as a server or on a file; the environment says which one.

    HARMONIA_MODEL=musicgen python -m inference_containers.models serve
    python -m inference_containers.models render musicgen song.json --out DIR
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from harmonia import document
from harmonia.engines.engine import EngineRequest
from harmonia.errors import HarmoniaError, NotFound
from inference_containers.serving.engine import Engine
from inference_containers.serving.storage import FolderStorage, S3Storage, Storage
from inference_containers.serving.weights import card as card_in

MODEL = "HARMONIA_MODEL"
ENGINES = {
    "musicgen": "MusicGenEngine",
    "acestep": "AceStepEngine",
    "acestep-vocal": "AceStepVocalEngine",
    "bark": "BarkEngine",
    "wan": "WanEngine",
}


def main() -> int:
    """Run the command; 0 if it went well."""
    parser = argparse.ArgumentParser(prog="python -m inference_containers.models")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("serve", help=f"answer /ping and /invocations for the {MODEL}")
    render = commands.add_parser("render", help="do one song document")
    render.add_argument("engine", choices=list(ENGINES))
    render.add_argument("song", type=Path)
    render.add_argument("--out", type=Path, required=True)
    render.add_argument("--task", default="")
    arguments = parser.parse_args()
    if arguments.command == "serve":
        return serve_model()
    try:
        render_file(arguments.engine, arguments.song, arguments.out, arguments.task)
    except (HarmoniaError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def load(name: str, storage: Storage, environ: Mapping[str, str] = os.environ) -> Engine:
    """The engine of that name, loaded; NotFound if there is none."""
    if name not in ENGINES:
        raise NotFound(f"there is no engine {name!r}; choose of {', '.join(ENGINES)}")
    module = import_module(f"inference_containers.models.{name.replace('-', '_')}.engine")
    engine: Engine = getattr(module, ENGINES[name]).load(storage, environ)
    return engine


def serve_model() -> int:
    """Serve the engine that the environment names; ready once its weights are loaded."""
    from inference_containers.serving.server import serve_loading

    name = os.environ.get(MODEL, "")
    if name not in ENGINES:
        print(f"{MODEL} is {name!r}; choose of {', '.join(ENGINES)}", file=sys.stderr)
        return 1
    card = card_in(Path(__file__).parent / name.replace("-", "_"))
    serve_loading(lambda: load(name, S3Storage.open()), at_once=card.limits.at_once)
    return 0


def render_file(engine: str, song: Path, out: Path, task: str) -> None:
    """Do a song document and lay what was made and the engine's answer into a folder."""
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
        task=task,
    )
    response = load(engine, storage).generate(request)
    for artifact in response.artifacts:
        path = out / artifact.name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(out / "artifacts" / artifact.sha256, path)
    shutil.rmtree(out / "artifacts")
    storage.put("response.json", document.canonical(response), "application/json")
    print(f"{len(response.artifacts)} files in {out}, made by {response.model.weights}")


if __name__ == "__main__":
    sys.exit(main())
