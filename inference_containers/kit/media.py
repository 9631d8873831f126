"""Whether a file that an engine made is what it says: decoded, long enough, and not nothing."""

from __future__ import annotations

import io
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile

from harmonia.engines.engine import Artifact, ArtifactKind

SAMPLE_RATE = 44_100
RINGING = 30.0  # seconds that may sound on after the last bar line
SHORT = 0.05  # seconds that may be missing: a frame of a film
SILENCE = 1e-4  # root mean square: -80 dB
STILL = 2.0  # standard deviation of grey levels, below which a picture shows nothing
PREVIEW = (64, 36)  # pixels a frame is looked at in
SOUND = frozenset({ArtifactKind.DRY, ArtifactKind.TAKE, ArtifactKind.STEM, ArtifactKind.MIX})


def faults(artifact: Artifact, content: bytes, seconds: float) -> Iterator[str]:
    """What is wrong with a file of a song of that length."""
    if artifact.kind in SOUND:
        yield from _sound(artifact, content, seconds)
    elif artifact.kind is ArtifactKind.FILM:
        yield from _film(artifact, content, seconds)
    elif artifact.kind is ArtifactKind.COVER:
        yield from _picture(artifact, content)
    else:
        yield f"{artifact.name}: an engine leaves no {artifact.kind}"


def _sound(artifact: Artifact, content: bytes, seconds: float) -> Iterator[str]:
    try:
        samples, rate = soundfile.read(io.BytesIO(content), dtype="float32", always_2d=True)
    except (soundfile.SoundFileError, RuntimeError) as error:
        yield f"{artifact.name}: cannot be decoded: {error}"
        return
    if rate != SAMPLE_RATE or samples.shape[1] > 2:
        yield f"{artifact.name}: {rate} Hz in {samples.shape[1]} channels, not 44,100 in 1 or 2"
    lasts = len(samples) / rate
    if not seconds - SHORT <= lasts <= seconds + RINGING:
        yield f"{artifact.name}: lasts {lasts:.2f} s, and the song {seconds:.2f} s"
    if not np.isfinite(samples).all():
        yield f"{artifact.name}: holds samples that are no numbers"
    elif not samples.size or np.sqrt(np.mean(samples**2)) < SILENCE:
        yield f"{artifact.name}: is silent"


def _film(artifact: Artifact, content: bytes, seconds: float) -> Iterator[str]:
    frames, words = _frames(content, ".mp4", rate=4)
    if words or not len(frames):
        yield f"{artifact.name}: cannot be decoded: {words or 'no frames'}"
        return
    lasts = len(frames) / 4
    if not seconds - 0.5 <= lasts <= seconds + RINGING:
        yield f"{artifact.name}: shows {lasts:.2f} s, and the song lasts {seconds:.2f} s"
    if frames.std(axis=(1, 2)).max() < STILL:
        yield f"{artifact.name}: shows nothing"
    elif len(frames) > 1 and np.abs(np.diff(frames.astype(int), axis=0)).max() == 0:
        yield f"{artifact.name}: stands still"


def _picture(artifact: Artifact, content: bytes) -> Iterator[str]:
    frames, words = _frames(content, Path(artifact.name).suffix, rate=None)
    if words or not len(frames):
        yield f"{artifact.name}: cannot be decoded: {words or 'no picture'}"
    elif frames.std() < STILL:
        yield f"{artifact.name}: shows nothing"


def _frames(content: bytes, suffix: str, rate: int | None) -> tuple[np.ndarray, str]:
    """Grey previews, [frames, height, width], so many a second; and what ffmpeg complained of."""
    from inference_containers.video.encoding import ffmpeg  # only films need it

    width, height = PREVIEW
    filters = ",".join([*([f"fps={rate}"] if rate else []), f"scale={width}:{height}"])
    with tempfile.NamedTemporaryFile(suffix=suffix) as file:
        file.write(content)
        file.flush()
        command = [ffmpeg(), "-v", "error", "-i", file.name, "-an", "-vf", filters]
        command += ["-f", "rawvideo", "-pix_fmt", "gray", "-"]
        done = subprocess.run(command, capture_output=True, check=False)
    whole = len(done.stdout) // (width * height)
    grey = np.frombuffer(done.stdout[: whole * width * height], np.uint8)
    words = done.stderr.decode(errors="replace").strip()[:200]
    return grey.reshape(whole, height, width), words if done.returncode or words else ""
