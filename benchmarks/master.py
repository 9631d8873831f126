"""
How long the desk takes, beside ffmpeg doing comparable work in the same run.

    python benchmarks/master.py [--seconds 180] [--genre pop] [--seed 7]

A song is composed and played by the band first; that is not counted. Each line shows wall seconds,
CPU seconds and how many times faster than real time it ran by the clock.
"""

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

sys.path.insert(0, str(Path(__file__).parents[1]))

from functions.master_song.master import master
from harmonia import document
from harmonia.composing.compose import compose
from harmonia.engines.engine import Artifact, ArtifactKind, EngineResponse
from harmonia.songs.brief import settle
from harmonia.songs.song import Song
from harmonia.songs.wishes import Genre, Wishes
from harmonia_audio import files, mastering, mixing
from harmonia_audio.loudness import loudness
from harmonia_audio.mp3 import write_mp3
from harmonia_audio.peaks import true_peak
from inference_containers.music.__main__ import COMMAND

T = TypeVar("T")


def main() -> None:
    """Run everything and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=180.0)
    parser.add_argument("--genre", type=Genre, default=Genre.POP)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    wishes = Wishes(genre=arguments.genre, seconds=arguments.seconds)
    song = compose(settle(wishes, seed=arguments.seed))
    with tempfile.TemporaryDirectory() as place:
        measure(song, Path(place))


def measure(song: Song, folder: Path) -> None:
    """The whole as it runs, then every step alone, then ffmpeg."""
    (folder / "song.json").write_bytes(document.canonical(song))
    COMMAND.render(folder / "song.json", folder)
    played = document.loads(EngineResponse, (folder / "response.json").read_bytes()).artifacts
    print(f"{song.seconds:.0f} s of {song.genre.value}, {len(song.parts)} stems")
    print(f"{'step':28}{'wall s':>8}{'cpu s':>8}{'x real time':>13}")

    def step(name: str, work: Callable[[], T]) -> T:
        wall, cpu = time.perf_counter(), spent()
        result = work()
        wall, cpu = time.perf_counter() - wall, spent() - cpu
        print(f"{name:28}{wall:8.2f}{cpu:8.2f}{song.seconds / wall:13.0f}", flush=True)
        return result

    for run in ("first", "second"):
        work = folder / run
        work.mkdir()
        step(f"all of it, {run} time", partial(whole, song, played, folder, work))
    print(f"{'peak memory':28}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:5.0f} MB")
    alone(song, played, folder, step)
    if shutil.which("ffmpeg"):
        mix = str(folder / "mix.wav")
        step("ffmpeg loudnorm, one pass", lambda: ffmpeg(mix, "-af", "loudnorm", "-f", "null", "-"))
        step("ffmpeg ebur128", lambda: ffmpeg(mix, "-af", "ebur128=peak=true", "-f", "null", "-"))
        step("ffmpeg libmp3lame 320k", lambda: ffmpeg(mix, "-b:a", "320k", f"{mix}.mp3"))


def alone(
    song: Song,
    dry: tuple[Artifact, ...],
    folder: Path,
    step: Callable[[str, Callable[[], Any]], Any],
) -> None:
    """Each step by itself."""
    stems = folder / "finished"
    stems.mkdir()
    paths = {part.name: folder / one.name for part, one in zip(song.parts, dry, strict=True)}
    mixdown = step("mix", lambda: mixing.mix(song, lambda part: paths[part.name], stems))
    audio = files.from_pcm24(mixdown.mix)
    step("master", lambda: mastering.master(audio, song.mix.warmth))
    step("loudness", lambda: loudness(audio))
    step("true peak", lambda: true_peak(audio))
    step("flac", lambda: files.write(folder / "mix.flac", audio))
    step("wav", lambda: files.write(folder / "mix.wav", audio))
    step("mp3", lambda: write_mp3(folder / "mix.mp3", audio))


def whole(song: Song, dry: tuple[Artifact, ...], source: Path, folder: Path) -> None:
    """The middle of master_song with a folder for a bucket."""

    def keep(
        path: Path, name: str, kind: ArtifactKind, mime: str, parents: tuple[str, ...]
    ) -> Artifact:
        return Artifact(name, kind, name, mime, path.stat().st_size, "", parents)

    read = lambda artifact: source / artifact.name  # noqa: E731
    master(song, song.brief.outputs, None, dry, read, keep, folder)


def ffmpeg(source: str, *arguments: str) -> None:
    """Let ffmpeg work on the file."""
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", source, *arguments], check=True)


def spent() -> float:
    """CPU seconds of this process and of those it waited for."""
    own, children = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main()
