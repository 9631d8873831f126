"""A model's take goes through the desk whole, in the place of the band."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from functions.master_song.taking import heard
from harmonia.engines.engine import Artifact, ArtifactKind
from harmonia_audio import mixing
from tests.fakes.singing import sung_song
from tests.fakes.songs import artifact, song

RATE = 44_100
TAKE = replace(artifact("take/player.flac"), kind=ArtifactKind.TAKE)
DRY: tuple[Artifact, ...] = (artifact("dry/voice.flac", ArtifactKind.DRY),)


def test_stems_are_heard_as_they_are() -> None:
    assert heard(song(), DRY) is song()


def test_a_take_plays_all_that_the_band_would_and_nobody_sings_less() -> None:
    sung = sung_song()

    parts = heard(sung, (TAKE, *DRY)).parts

    assert [part.slug for part in parts] == ["player", *(part.slug for part in sung.sung)]
    assert parts[0].strip.room == 0


def test_the_desk_changes_nothing_of_a_take_but_its_loudness(tmp_path: Path) -> None:
    time = np.arange(4 * RATE) / RATE
    tones = sum(0.2 * np.sin(2 * np.pi * hertz * time) for hertz in (55.0, 440.0, 3520.0))
    soundfile.write(tmp_path / "take.flac", np.stack([tones, 0.5 * tones], 1), RATE)

    mixdown = mixing.mix(heard(song(), [TAKE]), lambda part: tmp_path / "take.flac", None)

    spectrum = np.abs(np.fft.rfft(mixdown.mix[0, : 4 * RATE].astype(float)))
    low, middle, high = (spectrum[4 * hertz] for hertz in (55, 440, 3520))
    assert low / middle == pytest.approx(1, abs=0.03)
    assert high / middle == pytest.approx(1, abs=0.03)
    left, right = np.sqrt(np.mean(mixdown.mix[:, : 4 * RATE].astype(float) ** 2, axis=1))
    assert right / left == pytest.approx(0.5, abs=0.01)
