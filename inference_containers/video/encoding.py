"""
The encoder: ffmpeg as a program of its own, fed frames through a pipe.

H.264 (High) in YUV 4:2:0 marked BT.709, AAC beside it, the index in front so that a browser can
begin at once. Settings and the number of threads are fixed: the same frames give the same bytes.

A constant quantiser spares the encoder a second, smaller look at every frame, which rate control
would ask for; drawn pictures are even enough to need none. It halves the time at the same distance
from what was drawn (PSNR).
"""

from __future__ import annotations

import queue
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from harmonia.errors import EngineFailed
from inference_containers.video.planes import Canvas

WAITING = 6  # frames between the brush and the encoder
PIPE = 1 << 20  # bytes: the most that Linux gives a pipe, nearly a frame
THREADS = 2
QUANTISER = 24  # of 51; whole frames get three less
X264 = (  # flat, soft pictures gain nothing from looking further, and the cuts are known; measured
    "ref=1:bframes=0:rc-lookahead=0:sync-lookahead=0:mbtree=0:weightp=0:subme=0:me=dia"
    ":partitions=none:scenecut=0:cabac=0"
)
VIDEO = ("-c:v", "libx264", "-preset", "superfast", "-qp", str(QUANTISER), "-profile:v", "high",
         "-x264-params", X264, "-pix_fmt", "yuv420p")  # fmt: skip
COLOURS = ("-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709",
           "-color_range", "tv")  # fmt: skip
SOUND = (  # weighing the sides against each other would take twice the time and spare no bits
    "-c:a", "aac", "-aac_coder", "fast", "-aac_ms", "0", "-aac_is", "0", "-b:a", "192k",
    "-ar", "48000", "-ac", "2", "-af", "apad",
)  # fmt: skip
FILE = ("-map_metadata", "-1", "-fflags", "+bitexact", "-movflags", "+faststart")


@cache
def ffmpeg() -> str:
    """The program: the system's, or the one in the imageio-ffmpeg package; else EngineFailed."""
    found = shutil.which("ffmpeg")
    if found:
        return found
    try:
        import imageio_ffmpeg
    except ImportError as error:
        raise EngineFailed("there is no ffmpeg on this machine") from error
    return str(imageio_ffmpeg.get_ffmpeg_exe())


@cache
def version() -> str:
    """The first line of what the program says of itself."""
    done = subprocess.run([ffmpeg(), "-version"], capture_output=True, check=True)
    return done.stdout.decode(errors="replace").splitlines()[0]


@dataclass
class Encoder:
    """Writes one film; frames go in by `add`, in order."""

    path: Path
    audio: Path
    size: tuple[int, int]
    fps: int
    frames: int
    cuts: Sequence[int] = ()  # frames that are coded whole
    _spare: queue.SimpleQueue[Canvas] = field(default_factory=queue.SimpleQueue)
    _waiting: queue.Queue[Canvas | None] = field(default_factory=lambda: queue.Queue(WAITING))
    _broken: list[BaseException] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._errors: IO[bytes] = tempfile.TemporaryFile()
        self._child = subprocess.Popen(
            self.command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=self._errors,
            pipesize=PIPE,
        )
        for _ in range(WAITING + 2):
            self._spare.put(Canvas.blank(*self.size))
        self._writer = threading.Thread(target=self._write, name="encoder", daemon=True)
        self._writer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            self._child.kill()
        self._waiting.put(None)
        self._writer.join()
        code = self._child.wait()
        self._errors.seek(0)
        said = self._errors.read().decode(errors="replace").strip()
        self._errors.close()
        if kind is None and (code or self._broken):
            raise EngineFailed(f"ffmpeg ended with {code}: {said[-500:]}")

    def command(self) -> Sequence[str]:
        """What ffmpeg is asked to do."""
        width, height = self.size
        seconds = self.frames / self.fps
        return (
            ffmpeg(), "-v", "error", "-nostdin", "-y",
            "-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", f"{width}x{height}",
            "-r", str(self.fps), "-i", "pipe:0", "-i", str(self.audio),
            "-map", "0:v", "-map", "1:a", *VIDEO, "-threads", str(THREADS),
            "-g", str(4 * self.fps), *self.keys(), *COLOURS,
            *SOUND, "-t", f"{seconds:.6f}", *FILE, str(self.path),
        )  # fmt: skip

    def keys(self) -> Sequence[str]:
        """Where whole frames are wanted, a little early so that rounding misses none."""
        times = (f"{(cut - 0.25) / self.fps:.4f}" for cut in self.cuts if cut)
        return ("-force_key_frames", ",".join(times)) if any(self.cuts) else ()

    def canvas(self) -> Canvas:
        """A frame to draw on; waits while the encoder is behind."""
        return self._spare.get()

    def add(self, canvas: Canvas) -> None:
        """Send a frame off; it must not be touched any more. EngineFailed if ffmpeg is gone."""
        if self._broken:
            raise EngineFailed("ffmpeg ended early")
        self._waiting.put(canvas)

    def _write(self) -> None:
        pipe = self._child.stdin
        assert pipe is not None
        while (canvas := self._waiting.get()) is not None:
            if not self._broken:
                try:
                    pipe.write(canvas.data.data)
                except OSError as error:
                    self._broken.append(error)
            self._spare.put(canvas)
        try:
            pipe.close()
        except OSError as error:
            self._broken.append(error)


def remux(pictures: Path, audio: Path, path: Path, seconds: float) -> None:
    """The same pictures over other audio of so many seconds, without encoding them again."""
    command = (
        ffmpeg(), "-v", "error", "-nostdin", "-y", "-i", str(pictures), "-i", str(audio),
        "-map", "0:v", "-map", "1:a", "-c:v", "copy", *SOUND, "-t", f"{seconds:.6f}", *FILE,
        str(path),
    )  # fmt: skip
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise EngineFailed(f"ffmpeg ended with {done.returncode}: {said[-500:]}")
