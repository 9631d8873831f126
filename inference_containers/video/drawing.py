"""Drawing a film: every picture is painted once and goes to each print that needs it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from harmonia.films.film import Words
from inference_containers.video.encoding import Encoder
from inference_containers.video.screenplay import Screenplay

EVERY = 24  # frames between two reports


@dataclass(frozen=True)
class Print:
    """A film that is to be written: its words, its sound and where it goes."""

    words: Words
    audio: Path
    path: Path


def draw(
    play: Screenplay,
    prints: list[Print],
    between: Callable[[], None] = lambda: None,
    report: Callable[[float], None] = lambda _: None,
) -> None:
    """
    Draw and encode the film, once or in several prints of the same pictures.

    `between` is called before each take and may raise to stop; `report` gets the share done.
    """
    size, fps = play.film.size, play.film.fps
    cuts = [take.first for take in play.reel.takes]
    layers = [play.layers(one.words) for one in prints]
    with ExitStack() as stack:
        encoders = [
            stack.enter_context(Encoder(one.path, one.audio, size, fps, play.frames, cuts))
            for one in prints
        ]
        first, *others = encoders
        for frame, canvas in enumerate(play.reel.paint(first.canvas, between)):
            for encoder, over in zip(others, layers[1:], strict=True):
                copy = encoder.canvas()
                copy.take(canvas)
                for layer in over:
                    layer.draw(copy, frame)
                encoder.add(copy)
            for layer in layers[0]:
                layer.draw(canvas, frame)
            first.add(canvas)
            if frame % EVERY == 0:
                report(frame / play.frames)
