"""
A long film, looked at: memory, cuts, sound against picture, words; read by two readers.

    python -m benchmarks.film --check 300
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import soundfile
from numpy.typing import NDArray

from harmonia.films.film import Transition
from inference_containers.video.captions import PLATE, Captions, contrast
from inference_containers.video.encoding import ffmpeg
from inference_containers.video.screenplay import Screenplay

RATE = 48000
PLACES = 50  # frames at which the words' contrast is measured
THUMB = (160, 90)
Grey = NDArray[np.float32]


@dataclass(frozen=True)
class Read:
    """A film as OpenCV reads it."""

    frames: int
    changes: NDArray[np.float64]  # from each frame to the next, in steps of 255
    contrasts: list[float]


def add_clicks(path: Path, seconds: list[float]) -> None:
    """Put a short click into the mix at each of those places."""
    samples, rate = soundfile.read(path, dtype="float32")
    samples *= 0.2
    click = 0.8 * np.sin(2 * np.pi * 3000 * np.arange(240) / rate)
    for second in seconds:
        at = round(second * rate)
        place = samples[at : at + len(click)]
        place += click[: len(place), None]
    soundfile.write(path, samples, rate, subtype="PCM_16")


def report(path: Path, play: Screenplay) -> None:
    """Print what was found."""
    fps, frames = play.film.fps, play.frames
    captions = next(
        (one for one in play.layers(play.film.words) if isinstance(one, Captions)), None
    )
    seen = read(path, captions, fps)
    print(f"frames: {frames} drawn, {seen.frames} read by OpenCV, {counted(path)} by ffmpeg")
    video, audio = durations(path)
    print(f"picture {video:.3f} s, sound {audio:.3f} s: {1000 * abs(video - audio):.1f} ms apart")
    off, of = cuts(play, seen.changes)
    print(f"hard cuts: {of}, the farthest from its bar line {off:.2f} frames")
    lines = [line for line in play.moments.bar_lines[-9:-1] if line < frames / fps - 1]
    late = clicks(path, lines)
    print(
        f"clicks on the last {len(lines)} bar lines: at most {1000 * late:.1f} ms off in the film"
    )
    if captions is not None:
        begins = [sung.start for page in captions.pages for row in page.rows for sung in row]
        # a syllable is filled from the first frame on whose middle is past its beginning
        worst = max(abs((np.ceil(one * fps - 0.5) + 0.5) / fps - one) for one in begins)
        worst = max(worst - 0.5 / fps, 0.5 / fps)
        print(
            f"{len(begins)} syllables, the farthest {1000 * worst:.1f} ms from its frame's middle"
        )
        low = min(seen.contrasts)
        print(f"contrast in {len(seen.contrasts)} random frames with words: {low:.1f} at the least")


def read(path: Path, captions: Captions | None, fps: int) -> Read:
    """Read the whole film once."""
    chosen: set[int] = set()
    if captions is not None:
        spans = [
            (round(page.shown * fps) + 1, round(page.gone * fps) - 1) for page in captions.pages
        ]
        shown = [frame for first, last in spans for frame in range(first, last)]
        chosen = set(random.Random(7).sample(shown, min(PLACES, len(shown))))
    reader, index = cv2.VideoCapture(str(path)), 0
    before: Grey | None = None
    changes: list[float] = []
    contrasts: list[float] = []
    while True:
        there, picture = reader.read()
        if not there:
            return Read(index, np.array(changes), contrasts)
        small = cv2.resize(picture, THUMB, interpolation=cv2.INTER_AREA)
        grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY).astype(np.float32)
        if before is not None:
            changes.append(float(np.abs(grey - before).mean()))
        before = grey
        if captions is not None and index in chosen:
            contrasts.append(weakest(captions, index, np.asarray(picture, np.uint8)))
        index += 1


def cuts(play: Screenplay, changes: NDArray[np.float64]) -> tuple[float, int]:
    """How many frames the farthest hard cut lies from its bar line, and how many there are."""
    worst, count = 0.0, 0
    for take in play.reel.takes[1:]:
        if take.into.kind is Transition.CUT:
            near = changes[take.first - 4 : take.first + 3]
            found = take.first - 3 + int(np.argmax(near))
            line = play.moments.bar_lines[take.shot.first_bar - 1] * play.film.fps
            worst, count = max(worst, abs(found - line)), count + 1
    return worst, count


def weakest(captions: Captions, frame: int, picture: NDArray[np.uint8]) -> float:
    """The contrast between the darkest of the letters and the brightest of their plate."""
    block = captions.block_at(frame)
    assert block is not None
    box, layer = block.unsung.box, block.unsung.layers[0]
    light = (layer.adds / np.maximum(layer.cover, 1)).astype(np.uint8)
    letters = cv2.erode(((light > 225) & (layer.cover > 250)).astype(np.uint8), np.ones((3, 3)))
    near = cv2.dilate((layer.cover > 200).astype(np.uint8), np.ones((5, 5)))
    plate = (np.abs(layer.cover.astype(int) - round(256 * PLATE)) <= 2) & (near == 0)
    bgr = picture[box.top : box.bottom, box.left : box.right] / 255
    linear = np.where(bgr <= 0.04045, bgr / 12.92, ((bgr + 0.055) / 1.055) ** 2.4)
    light_of = linear @ np.array([0.0722, 0.7152, 0.2126])
    low = float(np.percentile(light_of[letters > 0], 5))
    return contrast(low, float(np.percentile(light_of[plate], 95)))


def clicks(path: Path, lines: list[float]) -> float:
    """How many seconds the sound of the film lies off its bar lines at most."""
    command = [ffmpeg(), "-v", "error", "-i", str(path), "-map", "0:a", "-ac", "1", "-ar",
               str(RATE), "-f", "f32le", "-"]  # fmt: skip
    heard = subprocess.run(command, capture_output=True, check=True).stdout
    samples = np.frombuffer(heard, np.float32)
    shape = np.sin(2 * np.pi * 3000 * np.arange(240 * RATE // 44100) / RATE)
    worst = 0.0
    for line in lines:
        first = max(0, round((line - 0.05) * RATE))
        part = samples[first : first + RATE // 10 + len(shape)]
        found = first + int(np.argmax(np.abs(np.correlate(part, shape, "valid"))))
        worst = max(worst, abs(found / RATE - line))
    return worst


def counted(path: Path) -> int:
    """How many frames ffmpeg decodes."""
    said = probed(path, "-count_frames", "-select_streams", "v")
    return int(said["streams"][0]["nb_read_frames"])


def durations(path: Path) -> tuple[float, float]:
    """How long pictures and sound last, in seconds."""
    video, audio = probed(path)["streams"]
    return float(video["duration"]), float(audio["duration"])


def probed(path: Path, *more: str) -> dict[str, list[dict[str, str]]]:
    """What ffprobe says."""
    program = shutil.which("ffprobe") or "ffprobe"
    command = [program, "-v", "error", "-show_streams", "-of", "json", *more, str(path)]
    said: dict[str, list[dict[str, str]]] = json.loads(
        subprocess.run(command, capture_output=True, check=True).stdout
    )
    return said
