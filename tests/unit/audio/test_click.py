"""The click: on every pulse, to the sample, higher at the bar's first."""

from dataclasses import replace

import numpy as np

from harmonia.music.tempo import TempoMark
from harmonia.songs.song import Song
from harmonia_audio.audio import SAMPLE_RATE
from harmonia_audio.click import click, pulses


def test_every_pulse_of_the_song_ticks(song: Song) -> None:
    audio = click(song, 17 * SAMPLE_RATE)[0]
    loud = np.flatnonzero(np.abs(audio) > 0.05)
    starts = loud[np.flatnonzero(np.diff(loud, prepend=-SAMPLE_RATE) > SAMPLE_RATE // 10)]

    assert len(starts) == 32
    assert np.abs(starts / SAMPLE_RATE - np.arange(32) * 0.5).max() < 0.002


def test_the_first_of_a_bar_is_louder_and_higher(song: Song) -> None:
    audio = click(song, 2 * SAMPLE_RATE)[0]
    first, second = audio[:1764], audio[SAMPLE_RATE // 2 :][:1764]

    assert np.abs(first).max() > 1.3 * np.abs(second).max()
    assert np.argmax(np.abs(np.fft.rfft(first))) > 1.8 * np.argmax(np.abs(np.fft.rfft(second)))


def test_it_follows_the_tempo(song: Song) -> None:
    slower = replace(song, tempo=(TempoMark(0, 120), TempoMark(1920, 60)))
    times = [seconds for seconds, _ in pulses(slower)]

    assert np.diff(times)[:6].tolist() == [0.5, 0.5, 0.5, 0.5, 1.0, 1.0]


def test_a_song_that_ends_within_a_tick_is_cut_there(song: Song) -> None:
    assert click(song, 100).shape == (1, 100)
