"""
The filmmaker, as a server or on a file.

    python -m inference_containers.video serve
    python -m inference_containers.video render song.json --mix mix.wav --out DIR [--aspect 9:16]
    python -m inference_containers.video frames song.json --mix mix.wav --out sheet.png
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from harmonia import document
from harmonia.errors import HarmoniaError, Invalid
from harmonia.films.film import RATES, SIZES, Aspect, Film, Words
from harmonia.songs.song import Song
from inference_containers.video import encoding, stills
from inference_containers.video.cover import cover
from inference_containers.video.drawing import Print, draw
from inference_containers.video.scenes.registry import SCENES
from inference_containers.video.screenplay import Screenplay, screenplay


def main() -> int:
    """Run the command; 0 if it went well."""
    parser = argparse.ArgumentParser(prog="python -m inference_containers.video")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("serve", help="answer SageMaker's /ping and /invocations")
    render = commands.add_parser("render", help="make the film of one song document")
    render.add_argument("--cover", action="store_true", help="the cover, too")
    render.add_argument("--instrumental", type=Path, help="for a karaoke film beside it")
    frames = commands.add_parser("frames", help="a contact sheet")
    frames.add_argument("--count", type=int, default=8)
    for one in (render, frames):
        one.add_argument("song", type=Path)
        one.add_argument("--mix", type=Path, required=True)
        one.add_argument("--out", type=Path, required=True)
        one.add_argument("--film", type=Path, help="a film document; the options below win")
        one.add_argument("--aspect", type=Aspect, choices=list(Aspect))
        one.add_argument("--height", type=int, choices=SIZES)
        one.add_argument("--fps", type=int, choices=RATES)
        one.add_argument("--words", type=Words, choices=list(Words))
        one.add_argument("--chords", action="store_true", default=None)
    arguments = parser.parse_args()
    if arguments.command == "serve":
        serve_films()
        return 0
    try:
        play = prepare(arguments)
        if arguments.command == "frames":
            arguments.out.parent.mkdir(parents=True, exist_ok=True)
            arguments.out.write_bytes(stills.png(stills.sheet(play, arguments.count)))
        else:
            render_files(play, arguments.mix, arguments.instrumental, arguments.out)
    except (HarmoniaError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def serve_films() -> None:
    """Serve the filmmaker on S3."""
    from inference_containers.serving.server import serve
    from inference_containers.serving.storage import S3Storage
    from inference_containers.video.filmmaker import Filmmaker

    maker = Filmmaker(S3Storage.open(), SCENES)
    maker.model  # noqa: B018  looks for ffmpeg and the fonts now rather than in the first film
    serve(maker)


def prepare(arguments: argparse.Namespace) -> Screenplay:
    """The film that the command line asks for."""
    song = document.loads(Song, arguments.song.read_bytes())
    given = document.loads(Film, arguments.film.read_bytes()) if arguments.film else Film()
    names = ("aspect", "height", "fps", "words", "chords")
    said = {name: getattr(arguments, name) for name in names}
    asked = {
        **document.plain(given),
        **{name: one for name, one in said.items() if one is not None},
    }
    if getattr(arguments, "cover", False):
        asked["outputs"] = ("mp4", "cover")
    film = document.restore(Film, document.plain(asked))
    if any(overlay.image for overlay in film.overlays):
        raise Invalid("images come with a job; the command line has no uploads", field="overlays")
    return screenplay(song, film, arguments.mix, SCENES)


def render_files(play: Screenplay, mix: Path, instrumental: Path | None, out: Path) -> None:
    """Lay the film into a folder, a karaoke film if there is something to sing to, the cover."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="film-") as folder:
        prints = [Print(play.film.words, mix, Path(folder) / "film.mp4")]
        if instrumental and play.film.words is not Words.KARAOKE:
            prints.append(Print(Words.KARAOKE, instrumental, Path(folder) / "karaoke.mp4"))
        draw(play, prints)
        if instrumental and play.film.words is Words.KARAOKE:
            pictures, karaoke = Path(folder) / "film.mp4", Path(folder) / "karaoke.mp4"
            encoding.remux(pictures, instrumental, karaoke, play.frames / play.film.fps)
        for path in Path(folder).iterdir():
            shutil.copyfile(path, out / path.name)
    if "cover" in play.film.outputs:
        (out / "cover.png").write_bytes(stills.png(cover(play)))
    print(f"{play.frames} frames in {len(play.reel.takes)} takes in {out}")


if __name__ == "__main__":
    sys.exit(main())
