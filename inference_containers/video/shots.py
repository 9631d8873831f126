"""The film's pictures, frame by frame: shots, and how one follows another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from harmonia.films.film import Scene as Name
from harmonia.films.film import Shot
from harmonia.films.palette import Palette
from inference_containers.video.moments import Moments
from inference_containers.video.planes import Canvas
from inference_containers.video.scenes.scene import Look, Maker, Scene, Stage
from inference_containers.video.transitions import MOST, SECONDS, Passage, darken

PAINTED = {720: 504, 1080: 720}  # lines painted of so many; words are set at full size
SOFT = frozenset({Name.AURORA, Name.RAIN, Name.SMOKE})  # blurred anyway: painted at half size
CLOSING = 1.5  # seconds in which the film's end goes dark


@dataclass(frozen=True)
class Take:
    """A shot with its frames: `first` shows its bar line, `last` is the first that isn't its."""

    shot: Shot
    first: int
    last: int
    into: Passage  # how it takes over
    seed: int


@dataclass(frozen=True)
class Reel:
    """All takes of a film, and what they are painted with."""

    takes: tuple[Take, ...]
    moments: Moments
    makers: Mapping[Name, Maker]

    def paint(
        self, canvas_for: Callable[[], Canvas], between: Callable[[], None]
    ) -> Iterator[Canvas]:
        """Every frame in order, on canvases that are asked for; `between` is called at each cut."""
        scratch = Canvas.blank(*self.moments.film.size)
        old: Scene | None = None
        for index, take in enumerate(self.takes):
            between()
            then = self.takes[index + 1].into if index + 1 < len(self.takes) else None
            scene = self.scene(take, then.both if then else 0)
            for frame in range(take.first, take.last):
                canvas = canvas_for()
                moment = self.moments.at(frame)
                canvas.show(scene.paint(moment))
                passed = frame - take.first
                if old is not None and passed < take.into.both:
                    scratch.show(old.paint(moment))
                    take.into.arrive(canvas, scratch, passed)
                else:
                    old = None
                    take.into.arrive(canvas, None, passed)
                if then is not None:
                    then.leave(canvas, take.last - 1 - frame)
                darken(canvas, (self.moments.frames - frame) / (CLOSING * self.moments.film.fps))
                yield canvas
            old = scene

    def only(self, wanted: set[int]) -> Iterator[tuple[int, Canvas]]:
        """
        Those frames with their numbers, painting as little as possible before them.

        A scene paints its shot from the first frame on, so what lies between is painted too; the
        frames of a transition are shown without the old picture.
        """
        for take in self.takes:
            here = {frame for frame in wanted if take.first <= frame < take.last}
            if not here:
                continue
            scene = self.scene(take)
            for frame in range(take.first, max(here) + 1):
                picture = scene.paint(self.moments.at(frame))
                if frame in here:
                    canvas = Canvas.blank(*self.moments.film.size)
                    canvas.show(picture)
                    yield frame, canvas

    def scene(self, take: Take, longer: int = 0) -> Scene:
        """What paints a take, kept on for a few frames more if the next one grows out of it."""
        film, song = self.moments.film, self.moments.song
        section = self.moments.section(take.shot.first_bar)
        size = painted(*film.size, take.shot.scene)
        stage = Stage(*size, film.fps, take.first, take.last - take.first + longer)
        palette = Palette.parse(take.shot.palette)
        look = Look(palette, take.shot.camera, section.energy, song.brief.moods)
        return self.makers[take.shot.scene](stage, look, take.seed)


def painted(width: int, height: int, scene: Name) -> tuple[int, int]:
    """The size a scene of a film is painted at, in the same shape; it is enlarged after."""
    short = min(width, height)
    lines = short // 2 if scene in SOFT else PAINTED[short]
    return width * lines // short, height * lines // short


def takes(shots: tuple[Shot, ...], moments: Moments) -> tuple[Take, ...]:
    """The shots on the film's own frames, cut at the frame nearest to the bar line."""
    cuts, fps = moments.cuts, moments.film.fps
    made: list[Take] = []
    for shot in shots:
        first = cuts[shot.first_bar - 1] if made else 0
        last = cuts[shot.last_bar]
        if last <= first:
            continue  # a bar so short that no frame shows it
        bar = cuts[shot.first_bar] - cuts[shot.first_bar - 1]
        shorter = min(last - first, made[-1].last - made[-1].first if made else last - first)
        length = min(round(SECONDS[shot.transition] * fps), round(MOST * min(bar, shorter)))
        seed = _seed(moments.song.seed, shot)
        made.append(Take(shot, first, last, Passage(shot.transition, length), seed))
    return tuple(made)


def _seed(song: int, shot: Shot) -> int:
    """A shot's seed; another shot's edit doesn't change it."""
    named = f"{song}/{shot.scene}/{shot.first_bar}".encode()
    return int.from_bytes(blake2b(named, digest_size=4).digest(), "big")
