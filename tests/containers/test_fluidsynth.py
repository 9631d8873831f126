"""The binding to libfluidsynth and the choice of a soundfont."""

from __future__ import annotations

import struct
import threading
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest

from harmonia.errors import Invalid
from inference_containers.music import fluidsynth
from inference_containers.music.bank.bank import SynthesisedBank
from inference_containers.music.banks import open_bank
from inference_containers.music.fluidsynth import BLOCK, LibraryMissing, Soundfont, events
from inference_containers.music.playing import (
    SAMPLE_RATE,
    Audio,
    Bank,
    Bend,
    Playing,
    Strike,
    Turn,
)
from inference_containers.music.soundfont import SoundfontBank, find_soundfont, inscription

STRUM = Playing(
    25,
    tuple(
        Strike(0.4 * n + 0.01 * s, 0.7, 45 + 5 * s, 60 + 5 * s) for n in range(8) for s in range(6)
    ),
    turns=(Turn(0.5, 64, 127), Turn(2.0, 64, 0), Turn(1.0, 11, 90)),
    bends=(Bend(1.2, 1.0), Bend(1.6, 0.0)),
)
FLUTE = Playing(73, (Strike(0.25, 1.5, 72, 100),))
KIT = Playing(
    0, tuple(Strike(n * 0.2, 1, key, 90) for n, key in enumerate((36, 42, 38, 46, 42))), True
)
LENGTH = 4 * SAMPLE_RATE


def pitch_of(sound: Audio) -> float:
    """The frequency of the loudest partial."""
    mono = sound.mean(axis=0)
    spectrum = np.abs(np.fft.rfft(mono * np.hanning(len(mono)), 1 << 19))
    return float(np.argmax(spectrum)) * SAMPLE_RATE / (1 << 19)


def test_a_synth_that_has_played_plays_the_same_bytes_as_a_new_one(soundfont_bank: Bank) -> None:
    assert isinstance(soundfont_bank, SoundfontBank)
    warm, new = (SoundfontBank(soundfont_bank.path, players=1) for _ in range(2))
    for playing in (KIT, STRUM, FLUTE, STRUM, KIT):
        warm.render(playing, LENGTH)

    for playing in (STRUM, FLUTE, KIT):
        assert (warm.render(playing, LENGTH) == new.render(playing, LENGTH)).all()


def test_stems_do_not_depend_on_who_plays_beside_them(soundfont_bank: Bank) -> None:
    alone = [soundfont_bank.render(playing, LENGTH) for playing in (STRUM, KIT)]
    together: dict[int, Audio] = {}

    def play(index: int, playing: Playing) -> None:
        together[index] = soundfont_bank.render(playing, LENGTH)

    threads = [threading.Thread(target=play, args=pair) for pair in enumerate((STRUM, KIT))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert all((together[index] == alone[index]).all() for index in (0, 1))


def test_a_note_sounds_when_and_as_high_as_written(soundfont_bank: Bank) -> None:
    stem = soundfont_bank.render(FLUTE, LENGTH)

    first = int(np.flatnonzero(np.abs(stem).max(axis=0) > 1e-6)[0])
    assert abs(first - 0.25 * SAMPLE_RATE) <= BLOCK + 16
    steady = stem[:, SAMPLE_RATE // 2 : 3 * SAMPLE_RATE // 2]
    assert abs(1200 * np.log2(pitch_of(steady) / 523.25)) < 8


def test_nothing_sounds_where_nothing_is_played(soundfont_bank: Bank) -> None:
    stem = soundfont_bank.render(Playing(0, (Strike(2.0, 0.2, 60, 90),)), LENGTH)

    assert not stem[:, : 2 * SAMPLE_RATE - BLOCK].any()
    assert stem.any()


def test_the_wheel_bends(soundfont_bank: Bank) -> None:
    bent = Playing(73, FLUTE.strikes, bends=(Bend(0.0, 2.0),))

    straight, high = (
        pitch_of(soundfont_bank.render(playing, LENGTH)[:, SAMPLE_RATE // 2 : 3 * SAMPLE_RATE // 2])
        for playing in (FLUTE, bent)
    )

    assert 1200 * np.log2(high / straight) == pytest.approx(200, abs=8)


def test_damped_strings_begin_alike_and_die_away_sooner(soundfont_bank: Bank) -> None:
    assert isinstance(soundfont_bank, SoundfontBank)
    plucked = Playing(25, (Strike(0.25, 0.5, 52, 100),))
    free, damped = (
        Soundfont(soundfont_bank.path, damping=damping).render(plucked, LENGTH)
        for damping in ({}, {25: 4.0})
    )

    held = slice(0, round(0.7 * SAMPLE_RATE))
    ringing = slice(2 * SAMPLE_RATE, 3 * SAMPLE_RATE)
    assert (damped[:, held] == free[:, held]).all()
    assert np.abs(damped[:, ringing]).max() < 0.5 * np.abs(free[:, ringing]).max()


def test_drums_and_programs_differ(soundfont_bank: Bank) -> None:
    kit = soundfont_bank.render(KIT, LENGTH)
    melodic = soundfont_bank.render(Playing(0, KIT.strikes), LENGTH)

    assert kit.any()
    assert not np.array_equal(kit, melodic)


def test_a_kit_that_the_soundfont_lacks_falls_back_to_the_standard_one(
    soundfont_bank: Bank,
) -> None:
    plain = soundfont_bank.render(KIT, LENGTH)
    odd = soundfont_bank.render(Playing(119, KIT.strikes, True), LENGTH)

    assert (odd == plain).all()


def test_releases_come_before_turns_and_turns_before_attacks() -> None:
    playing = Playing(0, (Strike(0, 1, 60, 90), Strike(1, 1, 62, 90)), turns=(Turn(1, 64, 0),))

    assert [(name, *rest) for _, name, *rest in events(playing)] == [
        ("noteon", 60, 90), ("noteoff", 60), ("cc", 64, 0), ("noteon", 62, 90), ("noteoff", 62),
    ]  # fmt: skip


def soundfont_named(path: Path, name: str) -> Path:
    """A file that begins like a soundfont of that name."""
    text = name.encode() + b"\0" * (2 - len(name) % 2)
    said = b"INFO" + struct.pack("<4sI", b"INAM", len(text)) + text
    listed = struct.pack("<4sI", b"LIST", len(said)) + said
    path.write_bytes(struct.pack("<4sI4s", b"RIFF", 4 + len(listed), b"sfbk") + listed)
    return path


def test_a_soundfont_under_the_gpl_is_refused_whatever_its_file_is_called(tmp_path: Path) -> None:
    hidden = soundfont_named(tmp_path / "default-GM.sf2", "TimGM6mb1.sf2")
    named = soundfont_named(tmp_path / "TimGM6mb.sf2", "other")
    link = tmp_path / "nice.sf2"
    link.symlink_to(named)

    for path in (hidden, named, link):
        with pytest.raises(Invalid, match="GPL"):
            find_soundfont({"HARMONIA_SOUNDFONT": str(path)})


def test_another_soundfont_may_be_named(tmp_path: Path) -> None:
    mine = soundfont_named(tmp_path / "mine.sf2", "My instruments")

    assert find_soundfont({"HARMONIA_SOUNDFONT": str(mine)}) == mine
    assert inscription(mine)["INAM"] == "My instruments"


@pytest.mark.parametrize("content", [b"", b"RIFF", b"not a soundfont at all, but long enough"])
def test_a_file_that_is_no_soundfont_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "odd.sf2"
    path.write_bytes(content)

    with pytest.raises(Invalid, match="not a soundfont"):
        find_soundfont({"HARMONIA_SOUNDFONT": str(path)})


def test_a_soundfont_that_is_not_there_is_an_error_not_a_silent_change() -> None:
    with pytest.raises(Invalid, match="not there"):
        find_soundfont({"HARMONIA_SOUNDFONT": "/nowhere/at-all.sf2"})


def test_the_band_plays_its_own_instruments_when_told_to() -> None:
    assert isinstance(open_bank({"HARMONIA_SOUNDFONT": "none"}), SynthesisedBank)


def test_the_band_plays_its_own_instruments_without_the_library(tmp_path: Path) -> None:
    mine = soundfont_named(tmp_path / "mine.sf2", "My instruments")
    with (
        patch.object(fluidsynth, "LIBRARIES", ("libnothing.so",)),
        patch("ctypes.util.find_library", lambda name: None),
    ):
        with pytest.raises(LibraryMissing, match="libfluidsynth3"):
            fluidsynth.load_library()
        assert isinstance(open_bank({"HARMONIA_SOUNDFONT": str(mine)}), SynthesisedBank)
