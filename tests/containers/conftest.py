"""The band in two dresses: with recorded instruments where there are some, and with its own."""

from __future__ import annotations

import hashlib

import pytest

from harmonia import document
from harmonia.engines.engine import EngineRequest
from harmonia.songs.song import Song
from inference_containers.music.bank.bank import SynthesisedBank
from inference_containers.music.fluidsynth import LibraryMissing
from inference_containers.music.playing import Bank
from inference_containers.music.soundfont import SoundfontBank, find_soundfont
from tests.containers.small import MemoryStorage, small_song


@pytest.fixture(scope="session")
def song() -> Song:
    return small_song()


@pytest.fixture
def storage(song: Song) -> MemoryStorage:
    return MemoryStorage({"s3://house/songs/one.json": document.canonical(song)})


@pytest.fixture
def request_for_song(song: Song) -> EngineRequest:
    return EngineRequest(
        job="j1",
        stage="music",
        song="s3://house/songs/one.json",
        song_sha256=hashlib.sha256(document.canonical(song)).hexdigest(),
        seed=7,
        artifacts="s3://house/artifacts/",
        progress="s3://house/progress/j1",
        cancel="s3://house/cancel/j1",
        correlation_id="c1",
    )


def recorded_bank() -> Bank | None:
    """The recorded instruments, on a machine that has them."""
    path = find_soundfont()
    try:
        return SoundfontBank(path) if path else None
    except LibraryMissing:
        return None


@pytest.fixture(scope="session")
def soundfont_bank() -> Bank:
    bank = recorded_bank()
    if bank is None:
        pytest.skip("no libfluidsynth or no soundfont on this machine")
    return bank


@pytest.fixture(scope="session", params=["recorded", "synthesised"])
def bank(request: pytest.FixtureRequest) -> Bank:
    if request.param == "synthesised":
        return SynthesisedBank()
    recorded: Bank = request.getfixturevalue("soundfont_bank")
    return recorded
