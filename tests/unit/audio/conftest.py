"""Sounds and songs to measure, and ffmpeg's opinion of them where ffmpeg is installed."""

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from harmonia.music.chord import Chord
from harmonia.music.instrument import Piece
from harmonia.music.key import Key
from harmonia.music.meter import Meter
from harmonia.music.note import Pitch
from harmonia.music.tempo import TempoMark
from harmonia.songs.brief import settle
from harmonia.songs.song import ChordSpan, Mix, Note, Part, Role, Section, Song, Sound, Strip
from harmonia.songs.wishes import Genre, SectionKind, Wishes
from harmonia_audio import files
from harmonia_audio.audio import SAMPLE_RATE, Audio

BAR = 1920


@pytest.fixture
def noise() -> Callable[..., Audio]:
    """Stereo noise of so many seconds, the same for the same seed."""

    def make(seconds: float, level: float = 0.1, seed: int = 1, channels: int = 2) -> Audio:
        random = np.random.default_rng(seed)
        shape = (channels, round(seconds * SAMPLE_RATE))
        return (level * random.standard_normal(shape)).astype(np.float32)

    return make


@pytest.fixture
def music(noise: Callable[..., Audio]) -> Audio:
    """Twelve seconds with loud and soft passages, beats and stereo."""
    time = np.arange(12 * SAMPLE_RATE) / SAMPLE_RATE
    beat = np.exp(-8 * (time % 0.5)) * np.sin(2 * np.pi * 55 * time)
    chord = sum(np.sin(2 * np.pi * hertz * time + hertz) for hertz in (220, 277.2, 329.6, 4400))
    swell = np.where(time % 6 < 3, 1.0, 0.12)
    both = np.stack((0.5 * beat + 0.12 * chord, 0.5 * beat - 0.05 * chord)) * swell
    return (both + noise(12, 0.02)).astype(np.float32)


@pytest.fixture
def song() -> Song:
    """Eight bars for four players."""
    key, meter = Key.parse("A minor"), Meter(4, 4)
    chords = tuple(ChordSpan(bar * BAR, BAR, Chord.parse("Am")) for bar in range(4))
    later = tuple(replace(span, start=span.start + 4 * BAR) for span in chords)
    sections = (
        Section("verse 1", SectionKind.VERSE, 0, 4, key, meter, 0.4, chords),
        Section("chorus 1", SectionKind.CHORUS, 4 * BAR, 4, key, meter, 0.9, later),
    )
    kick, bass, lead = Sound(Piece.KICK), Sound(Pitch.parse("A1")), Sound(Pitch.parse("E5"))
    beats = range(0, 8 * BAR, 480)
    parts = (
        Part("drums", Role.DRUMS, "drums", tuple(Note(at, 120, kick, 110) for at in beats)),
        Part("bass", Role.BASS, "electric bass", tuple(Note(at, 400, bass, 90) for at in beats)),
        Part(
            "warm pad",
            Role.PAD,
            "warm pad",
            tuple(Note(bar * BAR, BAR, lead, 70) for bar in range(8)),
            Strip(pan=-0.5, room=0.4),
        ),
        Part(
            "lead",
            Role.LEAD,
            "saw lead",
            tuple(Note(at, 400, lead, 100, nudge=6) for at in beats),
            Strip(pan=0.3, room=0.3),
        ),
    )
    return Song(
        title="Größe",
        genre=Genre.HOUSE,
        seed=7,
        key=key,
        meter=meter,
        tempo=(TempoMark(0, 120),),
        sections=sections,
        parts=parts,
        mix=Mix(duck=True, warmth=0.5),
        brief=settle(Wishes(), seed=7),
        composer="test@1",
    )


@pytest.fixture
def dry(song: Song, tmp_path: Path) -> dict[str, Path]:
    """A dry stem for each part of the song, 18 seconds long, one of them mono."""
    time = np.arange(18 * SAMPLE_RATE) / SAMPLE_RATE
    random = np.random.default_rng(3)
    hit = np.exp(-10 * (time % 0.5))
    waves = {
        "drums": hit * (np.sin(2 * np.pi * 60 * time) + 0.3 * random.standard_normal(len(time))),
        "bass": np.sin(2 * np.pi * 55 * time) * (time % 0.5 < 0.4),
        "warm pad": np.sin(2 * np.pi * 330 * time) + np.sin(2 * np.pi * 659 * time),
        "lead": np.sign(np.sin(2 * np.pi * 659 * time)) * (time % 1 < 0.7),
    }
    folder = tmp_path / "dry"
    folder.mkdir()
    for name, wave in waves.items():
        one = (0.2 * wave * (time < 16.5))[None, :].astype(np.float32)
        audio = one if name == "bass" else np.concatenate((one, 0.8 * np.roll(one, 40)))
        files.write(folder / f"{name}.flac", audio)
    return {name: folder / f"{name}.flac" for name in waves}


Meters = Callable[[Path], dict[str, float]]


@pytest.fixture
def ffmpeg() -> Meters:
    """What ffmpeg's ebur128 filter reads of a file; the test is skipped where there is none."""
    program = shutil.which("ffmpeg")
    if program is None:
        pytest.skip("ffmpeg is not installed")

    def read(path: Path) -> dict[str, float]:
        command = [program, "-hide_banner", "-nostats", "-i", str(path)]
        command += ["-af", "ebur128=peak=true", "-f", "null", "-"]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
        summary = said[said.rfind("Summary:") :]
        wanted = {"loudness": "I:", "range": "LRA:", "true_peak": "Peak:"}
        found = {name: re.search(rf"{label}\s+(\S+)", summary) for name, label in wanted.items()}
        return {name: float(match[1]) for name, match in found.items() if match}

    return read
