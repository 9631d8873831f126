"""
The band beside the plain `fluidsynth` program: the same song, the same soundfont, one run.

    python -m benchmarks.band [--genre pop] [--seconds 180] [--rounds 3]

Every figure is the median of the rounds, which take turns so that a busy machine is busy for all.
The program renders one stereo mix to a WAV file; the band renders a dry stem for every part,
measures it and encodes it to 24-bit FLAC. "warm" is the band's second song in one process.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import monotonic, process_time

from harmonia import document
from harmonia.composing.compose import compose
from harmonia.songs.brief import settle
from harmonia.songs.song import Song
from harmonia.songs.wishes import Genre, Wishes
from harmonia_scores.midi import midi
from inference_containers.music.soundfont import NONE, VARIABLE, find_soundfont

ROOT = Path(__file__).parent.parent
RECORDED, OWN = "band, soundfont", "band, own instruments"


@dataclass(frozen=True)
class Figures:
    """What one run took."""

    wall: float  # seconds
    cpu: float  # seconds, all threads
    megabytes: float  # at its peak


def main() -> None:
    """Run the rounds and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--genre", type=Genre, default=Genre.POP, choices=list(Genre))
    parser.add_argument("--seconds", type=float, default=180.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--warm", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.warm:
        warm(arguments.warm)
        return
    song = compose(settle(Wishes(genre=arguments.genre, seconds=arguments.seconds), seed=7))
    with tempfile.TemporaryDirectory() as folder:
        commands = write(song, Path(folder))
        rounds = [
            {name: run(*how) for name, how in commands.items()} for _ in range(arguments.rounds)
        ]
    notes = sum(len(part.notes) for part in song.parts)
    print(f"{song.seconds:.0f} s of {song.genre}, {len(song.parts)} parts, {notes} notes")
    report({name: middle([one[name] for one in rounds]) for name in commands}, song.seconds)


def write(song: Song, folder: Path) -> dict[str, tuple[list[str], dict[str, str]]]:
    """The song as files, and the commands that play it."""
    document_path, midi_path = folder / "song.json", folder / "song.mid"
    document_path.write_bytes(document.canonical(song))
    midi_path.write_bytes(midi(song))
    out = str(folder / "out")
    band = [sys.executable, "-m", "inference_containers.music", "render", str(document_path)]
    again = [sys.executable, "-m", "benchmarks.band", "--warm", str(document_path)]
    own = {VARIABLE: NONE}
    commands: dict[str, tuple[list[str], dict[str, str]]] = {}
    soundfont = find_soundfont()
    if soundfont and shutil.which("fluidsynth"):
        program = [
            "fluidsynth", "-n", "-i", "-q", "-R", "0", "-C", "0", "-r", "44100", "-g", "0.5",
            "-o", "synth.polyphony=256", "-o", "synth.dynamic-sample-loading=1",
            "-F", str(folder / "mix.wav"), str(soundfont), str(midi_path),
        ]  # fmt: skip
        commands["fluidsynth"] = (program, {})
    if soundfont:
        commands[RECORDED] = ([*band, "--out", out], {})
        commands[f"{RECORDED}, warm"] = (again, {})
    commands[OWN] = ([*band, "--out", out], own)
    commands[f"{OWN}, warm"] = (again, own)
    return commands


def run(command: list[str], environ: dict[str, str]) -> Figures:
    """Run a command and say what it took, or what it says it took."""
    began = monotonic()
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environ,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        said = child.stdout.read()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    wall = monotonic() - began
    if child.returncode:
        raise SystemExit(f"{command[0]} ended with {child.returncode}")
    cpu = used.ru_utime + used.ru_stime
    if "--warm" in command:
        wall, cpu = map(float, said.split())
    return Figures(wall, cpu, used.ru_maxrss / 1024)


def warm(path: Path) -> None:
    """Play the song twice in this process; print seconds and CPU seconds of the second time."""
    import hashlib

    from harmonia.engines.engine import EngineRequest
    from inference_containers.music.band import Band
    from inference_containers.music.banks import open_bank
    from inference_containers.serving.storage import FolderStorage

    content = path.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        storage = FolderStorage(Path(folder))
        storage.put("song.json", content, "application/json")
        band = Band(open_bank(), storage)
        for time in ("first", "second"):
            request = EngineRequest(
                job=time,
                stage="music",
                song="song.json",
                song_sha256=hashlib.sha256(content).hexdigest(),
                seed=0,
                artifacts=f"{time}/",
            )
            began, worked = monotonic(), process_time()
            band.generate(request)
        print(monotonic() - began, process_time() - worked)


def middle(figures: list[Figures]) -> Figures:
    """The median of each figure."""
    return Figures(
        median(one.wall for one in figures),
        median(one.cpu for one in figures),
        median(one.megabytes for one in figures),
    )


def report(figures: dict[str, Figures], seconds: float) -> None:
    """Print the table; ratios are against the plain program."""
    plain = figures.get("fluidsynth")
    print(f"{'':30}{'wall s':>8}{'x real':>8}{'CPU s':>8}{'peak MB':>9}{'wall':>7}{'CPU':>7}")
    for name, one in figures.items():
        ratios = f"{one.wall / plain.wall:6.2f}x{one.cpu / plain.cpu:6.2f}x" if plain else ""
        print(
            f"{name:30}{one.wall:8.2f}{seconds / one.wall:8.1f}{one.cpu:8.2f}"
            f"{one.megabytes:9.0f}{ratios}"
        )


if __name__ == "__main__":
    main()
