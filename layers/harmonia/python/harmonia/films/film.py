"""
A film: what can be settled about a song's pictures before anything is drawn.

It stands beside the song, not in it: another film of the same song renders no music again. This
package lies below songs, so that wishes can hold it; whatever looks at a song (storyboards,
colours from its key) is in `harmonia.filming`.
"""

from dataclasses import dataclass, fields
from enum import StrEnum
from itertools import pairwise
from typing import Self

from harmonia.errors import Invalid
from harmonia.films.overlay import Overlay
from harmonia.films.palette import Palette


class Aspect(StrEnum):
    """The shape of the picture, width to height."""

    WIDE = "16:9"
    TALL = "9:16"
    SQUARE = "1:1"


class Words(StrEnum):
    """How the lyrics are shown."""

    KARAOKE = "karaoke"  # filled syllable by syllable
    LINES = "lines"
    NONE = "none"


class Scene(StrEnum):
    """A visual idea."""

    PARTICLES = "particles"
    INK = "ink"
    TERRAIN = "terrain"
    WAVES = "waves"
    CITY = "city"
    RAIN = "rain"
    AURORA = "aurora"
    PRISM = "prism"
    PAPER = "paper"
    STARS = "stars"
    VINYL = "vinyl"
    SMOKE = "smoke"


class Camera(StrEnum):
    """How the picture is looked at."""

    STILL = "still"
    DRIFT = "drift"
    PUSH = "push"
    ORBIT = "orbit"


class Transition(StrEnum):
    """How a shot takes over from the one before."""

    CUT = "cut"
    FADE = "fade"
    DIP = "dip"
    WIPE = "wipe"


SIZES = (720, 1080)  # pixels of the short side
RATES = (24, 25, 30)  # frames a second
MOST_SHOTS, MOST_OVERLAYS = 400, 20
OUTPUTS = ("mp4", "cover", "karaoke")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture from bar to bar; both are counted from 1 and belong to it."""

    first_bar: int
    last_bar: int
    scene: Scene
    camera: Camera = Camera.DRIFT
    palette: tuple[str, ...] = ()  # "#rrggbb" from background to accent; empty: the song's own
    transition: Transition = Transition.CUT

    def __post_init__(self) -> None:
        if not 1 <= self.first_bar <= self.last_bar:
            raise Invalid(
                f"from bar {self.first_bar} to bar {self.last_bar} is no stretch of a song",
                field="last_bar",
            )
        if self.palette:
            try:
                Palette.parse(self.palette)
            except Invalid as error:
                raise error.under("palette") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmWishes:
    """What was said of a film; None where nothing was."""

    aspect: Aspect | None = None
    height: int | None = None
    fps: int | None = None
    words: Words | None = None
    chords: bool | None = None
    credits: bool | None = None
    shots: tuple[Shot, ...] | None = None
    overlays: tuple[Overlay, ...] | None = None

    def __post_init__(self) -> None:
        said = {one.name: getattr(self, one.name) for one in fields(self)}
        Film(**{name: value for name, value in said.items() if value is not None})

    def over(self, earlier: Self | None) -> Self:
        """These wishes, and the earlier ones where these are silent."""
        if earlier is None:
            return self
        mine = {one.name: getattr(self, one.name) for one in fields(self)}
        return type(self)(
            **{
                name: getattr(earlier, name) if value is None else value
                for name, value in mine.items()
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """What a film should be like, complete; without shots the storyboard chooses them."""

    aspect: Aspect = Aspect.WIDE
    height: int = 720  # of the short side
    fps: int = 24
    words: Words = Words.KARAOKE
    chords: bool = False
    credits: bool = True
    shots: tuple[Shot, ...] = ()
    overlays: tuple[Overlay, ...] = ()
    outputs: tuple[str, ...] = ("mp4",)  # of mp4, cover, karaoke

    def __post_init__(self) -> None:
        if self.height not in SIZES:
            raise Invalid(f"{self.height} lines; choose 720 or 1080", field="height")
        if self.fps not in RATES:
            raise Invalid(f"{self.fps} frames a second; choose 24, 25 or 30", field="fps")
        if not self.outputs or set(self.outputs) - set(OUTPUTS):
            raise Invalid(f"choose of {', '.join(OUTPUTS)}", field="outputs")
        if len(self.shots) > MOST_SHOTS:
            raise Invalid(f"{len(self.shots)} shots; {MOST_SHOTS} at most", field="shots")
        if len(self.overlays) > MOST_OVERLAYS:
            raise Invalid(
                f"{len(self.overlays)} overlays; {MOST_OVERLAYS} at most", field="overlays"
            )
        for index, (before, after) in enumerate(pairwise(self.shots), 1):
            if after.first_bar <= before.last_bar:
                raise Invalid(
                    f"shot {index + 1} begins in bar {after.first_bar}, but shot {index} lasts to "
                    f"bar {before.last_bar}; begin in bar {before.last_bar + 1} or later",
                    field=f"shots.{index}.first_bar",
                )

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        long = self.height * 16 // 9
        sizes = {
            Aspect.WIDE: (long, self.height),
            Aspect.TALL: (self.height, long),
            Aspect.SQUARE: (self.height, self.height),
        }
        return sizes[self.aspect]


def settle(wishes: FilmWishes | None, outputs: tuple[str, ...]) -> Film:
    """The film that fulfils the wishes."""
    wishes = wishes or FilmWishes()
    said = {one.name: getattr(wishes, one.name) for one in fields(wishes)}
    return Film(
        **{name: value for name, value in said.items() if value is not None}, outputs=outputs
    )
