"""Two encoders at once, and one file that nobody can tell from one encoder's."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest

from harmonia_audio import files, mp3
from harmonia_audio.audio import SAMPLE_RATE, Audio
from harmonia_audio.mp3 import write_mp3


@pytest.fixture
def long(music: Audio) -> Audio:
    """Thirty-six seconds that are never twice the same."""
    time = np.arange(3 * music.shape[1]) / SAMPLE_RATE
    glide = 0.1 * np.sin(2 * np.pi * (300 + 10 * time) * time)
    return np.tile(music, 3) * 0.8 + glide.astype(np.float32)


def write_with_one(path: Path, audio: Audio) -> None:
    with patch.object(mp3, "MEETING", 10**9):
        write_mp3(path, audio)


def test_the_seam_is_not_heard(long: Audio, tmp_path: Path) -> None:
    two, one = tmp_path / "two.mp3", tmp_path / "one.mp3"

    write_mp3(two, long)
    write_with_one(one, long)

    heard, plain = files.read(two), files.read(one)
    assert two.stat().st_size == one.stat().st_size
    assert heard.shape == plain.shape
    seconds = heard.shape[1] // SAMPLE_RATE
    for second in range(1, seconds):  # the first has the delay of LAME in it
        here = slice(second * SAMPLE_RATE, (second + 1) * SAMPLE_RATE)
        noise = np.square(heard[:, here] - plain[:, here]).sum()
        assert noise < 1e-4 * np.square(plain[:, here]).sum(), second


def test_two_encoders_were_at_work_and_began_and_ended_like_one(
    long: Audio, tmp_path: Path
) -> None:
    two, one = tmp_path / "two.mp3", tmp_path / "one.mp3"
    calls: list[int] = []

    def counted(audio: Audio, encode: Callable[[Audio], bytes] = mp3._encode) -> bytes:
        calls.append(audio.shape[1])
        return encode(audio)

    with patch.object(mp3, "_encode", counted):
        write_mp3(two, long)
    write_with_one(one, long)

    frames, plain = (list(mp3._frames(path.read_bytes())) for path in (two, one))
    assert len(calls) == 2
    assert max(calls) < 0.7 * long.shape[1]
    assert frames[: len(frames) // 2] == plain[: len(frames) // 2]
    assert len(frames) == len(plain)


def test_where_the_halves_never_meet_one_encoder_does_it_all(long: Audio, tmp_path: Path) -> None:
    two, one = tmp_path / "two.mp3", tmp_path / "one.mp3"
    with patch.object(mp3, "SETTLED", mp3.MEETING):
        write_mp3(two, long)
    write_with_one(one, long)

    assert two.read_bytes() == one.read_bytes()


@pytest.mark.parametrize("channels", [1, 2])
def test_every_run_writes_the_same_bytes(long: Audio, tmp_path: Path, channels: int) -> None:
    digests = set()
    for name in ("first", "second"):
        write_mp3(tmp_path / name, long[:channels])
        digests.add(hashlib.sha256((tmp_path / name).read_bytes()).digest())

    assert len(digests) == 1


@pytest.mark.parametrize("seconds", [0.01, 3.0])
def test_what_is_short_is_written_by_one(tmp_path: Path, seconds: float) -> None:
    audio = np.zeros((2, int(seconds * SAMPLE_RATE)), dtype=np.float32)

    write_mp3(tmp_path / "short.mp3", audio)

    assert files.samples(tmp_path / "short.mp3") >= audio.shape[1]
