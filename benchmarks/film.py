"""
The filmmaker beside plain ffmpeg: a spectrum with words (`showcqt` and `ass`), one song, one run.

    python -m benchmarks.film [--genre pop] [--seconds 60] [--heights 720 1080] [--rounds 1]
    python -m benchmarks.film --check 300

Every figure is the median of the rounds, which take turns so that a busy machine is busy for all.
"x real" is seconds of film per CPU second on two cores, were both always free (2 / CPU share), and
beside it by the clock. ffmpeg draws its film with its own preset (medium) and with `veryfast`.
`--check` makes one film of that many seconds instead and looks at what came out.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import monotonic

import numpy as np
import soundfile

from benchmarks import film_checks
from harmonia import document
from harmonia.composing.compose import compose
from harmonia.filming.bars import bars
from harmonia.films.film import Film
from harmonia.music.note import Pitch
from harmonia.songs.brief import settle
from harmonia.songs.song import Song
from harmonia.songs.wishes import Genre, Wishes
from inference_containers.video.encoding import ffmpeg
from inference_containers.video.lettering import Lettering
from inference_containers.video.lyrics import pages
from inference_containers.video.scenes.registry import SCENES
from inference_containers.video.screenplay import screenplay

ROOT = Path(__file__).parent.parent
RATE = 44100
CORES = 2
STYLE = """[Script Info]
ScriptType: v4.00+
PlayResX: {width}
PlayResY: {height}
[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, \
BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV
Style: Line,DejaVu Sans,{size},&H00FFFFFF,&H0000A0FF,&H00000000,&H80000000,1,2,1,2,40,40,60
[Events]
Format: Layer, Start, End, Style, Text
"""


@dataclass(frozen=True)
class Figures:
    """What one run took."""

    wall: float  # seconds
    cpu: float  # seconds, ours and ffmpeg's
    megabytes: float  # of the largest process at its peak


def main() -> None:
    """Run the rounds and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--genre", type=Genre, default=Genre.POP, choices=list(Genre))
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--heights", type=int, nargs="+", default=[720, 1080])
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--check", type=float, metavar="SECONDS")
    arguments = parser.parse_args()
    seconds = arguments.check or arguments.seconds
    wishes = Wishes(genre=arguments.genre, seconds=seconds, voice="female")
    song = compose(settle(wishes, seed=7))
    with tempfile.TemporaryDirectory() as folder:
        mix = sound(song, Path(folder) / "mix.wav")
        (Path(folder) / "song.json").write_bytes(document.canonical(song))
        if arguments.check:
            check(song, Path(folder), mix)
            return
        for height in arguments.heights:
            commands = ways(song, Path(folder), mix, Film(height=height))
            rounds = [
                {name: run(command) for name, command in commands.items()}
                for _ in range(arguments.rounds)
            ]
            length = soundfile.info(mix).duration
            print(f"{length:.0f} s of {song.genre}, {height} lines, {Film().fps} fps")
            report({name: middle([one[name] for one in rounds]) for name in commands}, length)


def check(song: Song, folder: Path, mix: Path) -> None:
    """Make the film of a song with a click on every bar line, and look at it."""
    film = Film(height=720)
    lines = [song.clock.seconds(bar.start) for bar in bars(song)]
    film_checks.add_clicks(mix, lines)
    taken = run(ways(song, folder, mix, film)["the filmmaker"])
    play = screenplay(song, film, mix, SCENES)
    seconds = play.frames / film.fps
    print(f"{seconds:.0f} s of {song.genre}, 720 lines: {taken.cpu:.1f} CPU s, "
          f"{CORES * seconds / taken.cpu:.1f}x real on {CORES} cores")  # fmt: skip
    print(f"the largest process: {taken.megabytes:.0f} MB")
    film_checks.report(folder / "film" / "film.mp4", play)


def ways(song: Song, folder: Path, mix: Path, film: Film) -> dict[str, list[str]]:
    """The commands that make a film of the song."""
    width, height = film.size
    words = folder / f"{height}.ass"
    words.write_text(ass(song, width, height))
    ours = [sys.executable, "-m", "inference_containers.video", "render",
            str(folder / "song.json"), "--mix", str(mix), "--out", str(folder / "film"),
            "--height", str(film.height)]  # fmt: skip
    graph = f"[0:a]showcqt=s={width}x{height}:fps={film.fps},ass={words},format=yuv420p[v]"
    plain = [ffmpeg(), "-v", "error", "-y", "-i", str(mix), "-filter_complex", graph,
             "-map", "[v]", "-map", "0:a", "-c:v", "libx264", "-c:a", "aac", "-b:a", "192k",
             "-movflags", "+faststart"]  # fmt: skip
    out = str(folder / "plain.mp4")
    return {
        "the filmmaker": ours,
        "showcqt + ass": [*plain, out],
        "showcqt + ass, veryfast": [*plain, "-preset", "veryfast", out],
    }


def sound(song: Song, path: Path) -> Path:
    """The song as plain tones and clicks, which is all a film needs to hear."""
    samples = np.zeros(round((song.seconds + 4) * RATE), np.float32)
    dice = np.random.default_rng(1)
    for part in song.parts:
        for note in part.notes:
            begin = max(0, round(song.clock.seconds(note.start + note.nudge) * RATE))
            time = np.arange(min(RATE // 2, len(samples) - begin), dtype=np.float32) / RATE
            if isinstance(note.sound.of, Pitch):
                hertz = 440 * 2 ** ((note.sound.key - 69) / 12)
                tone = np.sin(2 * np.pi * hertz * time) * np.exp(-4 * time)
            else:
                tone = dice.standard_normal(len(time)) * np.exp(-40 * time)
            samples[begin : begin + len(time)] += (tone * note.velocity / 1500).astype(np.float32)
    soundfile.write(path, np.stack([samples, samples], 1), RATE, subtype="PCM_16")
    return path


def ass(song: Song, width: int, height: int) -> str:
    """The song's lines as ASS karaoke."""
    lettering = Lettering(height // 16)
    events = []
    for page in pages(song, lettering.width, 0.8 * width, 2):
        rows = []
        for row in page.rows:
            lengths = (max(1, round(100 * (sung.end - sung.start))) for sung in row)
            rows.append("".join(f"{{\\kf{n}}}{s.text}" for n, s in zip(lengths, row, strict=True)))
        events.append(event(page.shown, page.gone, rows))
    return STYLE.format(width=width, height=height, size=height // 16) + "\n".join(events) + "\n"


def event(begin: float, end: float, rows: list[str]) -> str:
    """One line of ASS."""
    return f"Dialogue: 0,{clock(begin)},{clock(end)},Line," + "\\N".join(rows)


def clock(seconds: float) -> str:
    """Seconds as ASS writes them."""
    hundredths = round(100 * seconds)
    minutes, rest = divmod(hundredths, 6000)
    return f"{minutes // 60}:{minutes % 60:02d}:{rest // 100:02d}.{rest % 100:02d}"


def run(command: list[str]) -> Figures:
    """Run a command and say what it and its children took."""
    began = monotonic()
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL) as child:
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{command[0]} ended with {child.returncode}")
    return Figures(monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def middle(figures: list[Figures]) -> Figures:
    """The median of each figure."""
    return Figures(
        median(one.wall for one in figures),
        median(one.cpu for one in figures),
        median(one.megabytes for one in figures),
    )


def report(figures: dict[str, Figures], seconds: float) -> None:
    """Print the table; the last column is the CPU a peer takes for each second of ours."""
    ours = figures["the filmmaker"].cpu
    print(f"{'':26}{'wall s':>8}{'x real':>8}{'CPU s':>8}{'x real':>8}{'peak MB':>9}{'CPU':>7}")
    for name, one in figures.items():
        print(
            f"{name:26}{one.wall:8.1f}{seconds / one.wall:8.1f}{one.cpu:8.1f}"
            f"{CORES * seconds / one.cpu:8.1f}{one.megabytes:9.0f}{one.cpu / ours:6.2f}x"
        )


if __name__ == "__main__":
    main()
