"""What figures say of sounds whose character is known."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from harmonia.music.note import Pitch
from harmonia.songs.song import Role, Song, Sound
from harmonia_audio.audio import SAMPLE_RATE, Audio
from harmonia_audio.descriptors import (
    correlation,
    crest,
    crowding,
    passages,
    read,
    short_term_loudness,
)
from harmonia_audio.loudness import loudness
from harmonia_audio.spectra import centroid, slope


def sine(hertz: float, seconds: float = 2.0) -> Audio:
    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return np.sin(2 * np.pi * hertz * time).astype(np.float32)[None, :]


def test_the_centroid_of_a_tone_is_the_tone() -> None:
    assert centroid(sine(1500)) == pytest.approx(1500, rel=0.02)
    assert centroid(0 * sine(1500)) == 0


def test_the_crest_of_a_sine_is_3_decibels() -> None:
    assert crest(sine(440)) == pytest.approx(3.01, abs=0.02)


def test_correlation_knows_mono_wide_and_out_of_phase(noise: Callable[..., Audio]) -> None:
    tone = sine(440)

    assert correlation(tone) == 1
    assert correlation(np.concatenate((tone, tone))) == pytest.approx(1)
    assert correlation(np.concatenate((tone, -tone))) == pytest.approx(-1)
    assert correlation(noise(3)) == pytest.approx(0, abs=0.02)


def test_white_noise_has_no_slope(noise: Callable[..., Audio]) -> None:
    assert slope(noise(5)) == pytest.approx(0, abs=0.3)


def test_the_meters_read_what_each_of_them_reads(music: Audio) -> None:
    reading = read(music)

    assert reading.loudness == loudness(music)
    assert reading.crest == crest(music)
    assert reading.loudness_range > 3


def test_short_term_loudness_follows_the_swell(noise: Callable[..., Audio]) -> None:
    audio = noise(12)
    audio[:, : 6 * SAMPLE_RATE] *= np.float32(0.1)

    values = short_term_loudness(audio)

    assert len(values) == 10
    assert values[9] - values[0] == pytest.approx(20, abs=0.5)


def test_passages_show_the_chorus_rise(song: Song, noise: Callable[..., Audio]) -> None:
    audio = noise(16)
    audio[:, : 8 * SAMPLE_RATE] *= np.float32(0.5)

    verse, chorus = passages(song, audio)

    assert (verse.name, chorus.name) == ("verse 1", "chorus 1")
    assert chorus.loudness - verse.loudness == pytest.approx(6, abs=0.2)
    assert chorus.density == pytest.approx((16 + 16 + 4 + 16) / 8)


def test_three_parts_in_the_cellar_are_a_crowd(song: Song) -> None:
    low = Sound(Pitch.parse("E2"))
    cellar = tuple(
        part
        if part.role is Role.DRUMS
        else replace(part, notes=tuple(replace(note, sound=low, length=480) for note in part.notes))
        for part in song.parts
    )

    # the pad plays a beat in every bar, the bass and the lead all four
    assert crowding(replace(song, parts=cellar)) == pytest.approx(0.25)
    assert crowding(song) == 0
