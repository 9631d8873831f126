"""Files hold what they were given, and the same bytes every time."""

import hashlib
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from harmonia.errors import Invalid
from harmonia_audio import files
from harmonia_audio.audio import Audio
from harmonia_audio.files import Tags, from_pcm24, pcm24
from harmonia_audio.mp3 import write_mp3


@pytest.mark.parametrize("suffix", ["wav", "flac"])
@pytest.mark.parametrize("channels", [1, 2])
def test_24_bits_come_back_exactly(
    suffix: str, channels: int, tmp_path: Path, noise: Callable[..., Audio]
) -> None:
    audio = from_pcm24(pcm24(noise(1.3, 0.4, channels=channels)))
    path = tmp_path / f"sound.{suffix}"

    files.write(path, audio)

    assert np.array_equal(files.read(path), audio)
    assert files.samples(path) == audio.shape[1]
    assert soundfile.info(path).subtype == "PCM_24"


def test_rounding_errs_by_half_a_step_and_loud_is_cut() -> None:
    audio = np.array([[0.1234567, -0.7654321, 2.0, -2.0]], dtype=np.float32)

    kept = from_pcm24(pcm24(audio))

    assert np.abs(kept[0, :2] - audio[0, :2]).max() <= 2.0**-24
    assert kept[0, 2] == 1 - 2.0**-23
    assert kept[0, 3] == -1


@pytest.mark.parametrize("suffix", ["wav", "flac", "mp3"])
def test_the_same_sound_gives_the_same_bytes(suffix: str, tmp_path: Path, music: Audio) -> None:
    tags = Tags("Größe", "Harmonia")
    digests = set()
    for name in ("one", "two"):
        path = tmp_path / f"{name}.{suffix}"
        if suffix == "mp3":
            write_mp3(path, music, tags)
        else:
            files.write(path, music, tags)
        digests.add(hashlib.sha256(path.read_bytes()).hexdigest())

    assert len(digests) == 1


def test_an_mp3_sounds_like_what_went_in(tmp_path: Path, music: Audio) -> None:
    path = tmp_path / "sound.mp3"

    write_mp3(path, music)

    delay = 1105  # of LAME's and the decoder's filters
    heard = files.read(path)[:, delay : delay + music.shape[1]]
    error = np.sum((heard - music) ** 2) / np.sum(music**2)
    assert 10 * np.log10(error) < -20


@pytest.mark.parametrize("suffix", ["flac", "mp3"])
def test_players_see_title_and_artist(suffix: str, tmp_path: Path, music: Audio) -> None:
    if shutil.which("ffprobe") is None:
        pytest.skip("ffmpeg is not installed")
    path = tmp_path / f"sound.{suffix}"
    write = write_mp3 if suffix == "mp3" else files.write

    write(path, music, Tags("Größe des Meeres", "Harmonia"))

    command = ["ffprobe", "-v", "error", "-show_entries", "format_tags", str(path)]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout.lower()
    assert "title=größe des meeres" in shown
    assert "artist=harmonia" in shown


def test_reading_fills_up_or_cuts_to_the_length(
    tmp_path: Path, noise: Callable[..., Audio]
) -> None:
    path, audio = tmp_path / "sound.wav", from_pcm24(pcm24(noise(1.5)))
    files.write(path, audio)

    longer, shorter = files.read(path, 100_000), files.read(path, 50_000)

    assert np.array_equal(longer[:, : audio.shape[1]], audio)
    assert not longer[:, audio.shape[1] :].any()
    assert np.array_equal(shorter, audio[:, :50_000])


def test_what_is_no_sound_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sound.flac"
    path.write_bytes(b"no sound at all")

    with pytest.raises(Invalid, match="not a sound file"):
        files.read(path)


def test_another_sample_rate_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sound.wav"
    soundfile.write(path, np.zeros((100, 2)), 48_000)

    with pytest.raises(Invalid, match="48000 Hz"):
        files.read(path)


def test_a_file_with_a_number_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sound.wav"
    soundfile.write(path, np.array([[0.0, np.nan]] * 50), 44_100, subtype="FLOAT")

    with pytest.raises(Invalid, match="not finite"):
        files.read(path)
