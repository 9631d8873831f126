"""A small film, drawn once for all tests that look at one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from harmonia.films.film import Film, Scene, Shot, Words
from harmonia.songs.song import Song
from inference_containers.video.drawing import Print, draw
from inference_containers.video.screenplay import Screenplay, screenplay
from tests.containers.video.songs import Harsh, composed, everywhere, noise


@dataclass(frozen=True)
class Made:
    """A film on disk and what it was drawn from."""

    path: Path
    play: Screenplay


@pytest.fixture(scope="session")
def song() -> Song:
    return composed(seconds=20)


@pytest.fixture(scope="session")
def mix(song: Song, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return noise(tmp_path_factory.mktemp("mix") / "mix.flac", song.seconds + 2)


@pytest.fixture(scope="session")
def film(song: Song, mix: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Hard cuts every two bars over the worst ground, with filled words and the credits."""
    count = sum(section.bars for section in song.sections)
    shots = tuple(
        Shot(first_bar=bar, last_bar=min(bar + 1, count), scene=Scene.INK)
        for bar in range(1, count + 1, 2)
    )
    play = screenplay(song, Film(shots=shots), mix, everywhere(Harsh))
    path = tmp_path_factory.mktemp("film") / "film.mp4"
    draw(play, [Print(Words.KARAOKE, mix, path)])
    return Made(path, play)
