"""The desk: stems add up, sit where their roles belong and come out the same every time."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from harmonia.errors import Invalid
from harmonia.songs.song import Part, Role, Song, Strip
from harmonia_audio import files
from harmonia_audio.audio import SAMPLE_RATE, Audio, decibels
from harmonia_audio.desk import LEAD_LOUDNESS, TREATMENTS, channel, kicks, yielding_of
from harmonia_audio.files import FULL_SCALE, from_pcm24, pcm24
from harmonia_audio.filters import gain_at
from harmonia_audio.loudness import loudness
from harmonia_audio.mixing import Mixdown, mix


@pytest.fixture
def mixed(song: Song, dry: dict[str, Path], tmp_path: Path) -> Callable[..., Mixdown]:
    def run(song: Song = song, name: str = "stems") -> Mixdown:
        folder = tmp_path / name
        folder.mkdir()
        return mix(song, lambda part: dry[part.name], folder)

    return run


def test_the_stems_files_add_up_to_the_mix_bit_by_bit(mixed: Callable[..., Mixdown]) -> None:
    mixdown = mixed()

    total = sum(pcm24(files.read(path)).astype(np.int64) for path in mixdown.stems.values())

    assert np.array_equal(total, mixdown.mix)
    assert list(mixdown.stems) == ["drums", "bass", "warm pad", "lead", "room"]


def test_without_stems_wanted_the_mix_is_the_same_and_no_file_is_written(
    mixed: Callable[..., Mixdown], song: Song, dry: dict[str, Path], tmp_path: Path
) -> None:
    before = set(tmp_path.rglob("*.flac"))

    alone = mix(song, lambda part: dry[part.name], None)

    assert not alone.stems
    assert set(tmp_path.rglob("*.flac")) == before
    assert np.array_equal(alone.mix, mixed().mix)


def test_two_runs_give_the_same_bytes(mixed: Callable[..., Mixdown]) -> None:
    one, two = mixed(name="one"), mixed(name="two")

    for name, path in one.stems.items():
        first, second = (hashlib.sha256(p.read_bytes()).digest() for p in (path, two.stems[name]))
        assert first == second, name
    assert np.array_equal(one.mix, two.mix)


def test_every_stem_has_the_loudness_of_its_role(mixed: Callable[..., Mixdown], song: Song) -> None:
    mixdown = mixed()

    for part in song.parts:
        heard = loudness(files.read(mixdown.stems[part.name]))
        wanted = LEAD_LOUDNESS + TREATMENTS[part.role].level
        # constant-power balance shifts loudness a little when a side of a wide stem is turned down
        assert heard == pytest.approx(wanted, abs=1.0), part.name
        assert mixdown.loudness[part.name] == pytest.approx(wanted, abs=0.05)


def test_the_strips_level_and_pan_are_obeyed(mixed: Callable[..., Mixdown], song: Song) -> None:
    lead = replace(song.parts[3], strip=Strip(level=-6.0, pan=-1.0, room=0.0))
    changed = replace(song, parts=(*song.parts[:3], lead))

    before, after = mixed(name="before"), mixed(changed, "after")

    left, right = files.read(after.stems["lead"])
    assert not right.any()
    assert left.any()
    assert after.loudness["lead"] - before.loudness["lead"] == pytest.approx(-6, abs=0.01)


def test_a_dry_song_has_a_silent_room(mixed: Callable[..., Mixdown], song: Song) -> None:
    parts = tuple(replace(part, strip=Strip(room=0.0)) for part in song.parts)

    mixdown = mixed(replace(song, parts=parts))

    assert not files.read(mixdown.stems["room"]).any()


def test_the_kick_ducks_the_pad_and_spares_the_lead(song: Song) -> None:
    ducked = {part.name for part in song.parts if channel(part, duck=True).ducks}

    assert ducked == {"bass", "warm pad"}
    assert not any(channel(part, duck=False).ducks for part in song.parts)
    assert kicks(song)[:3] == (0.0, 0.5, 1.0)


def test_the_low_cut_stays_under_the_lowest_note(song: Song) -> None:
    lead = song.parts[3]
    low = replace(
        lead, notes=tuple(replace(note, sound=song.parts[1].notes[0].sound) for note in lead.notes)
    )

    assert gain_at(channel(lead, False).sections, 55) < 0.3
    assert gain_at(channel(low, False).sections, 55) > 0.7


def test_nothing_clips_however_many_are_loud_at_once(song: Song, tmp_path: Path) -> None:
    # one click in near silence: brought to its role's loudness, it would go far over full scale
    click = np.zeros((2, 8 * SAMPLE_RATE), dtype=np.float32)
    click[:, 4 * SAMPLE_RATE :: 3 * SAMPLE_RATE] = 0.9
    click += np.float32(1e-4) * np.sin(np.arange(click.shape[1]) / 20).astype(np.float32)
    path = tmp_path / "click.flac"
    files.write(path, click)

    mixdown = mix(song, lambda part: path, tmp_path)

    total = sum(pcm24(files.read(stem)).astype(np.int64) for stem in mixdown.stems.values())
    assert np.array_equal(total, mixdown.mix)
    assert np.abs(mixdown.mix).max() < FULL_SCALE
    for stem in mixdown.stems.values():
        assert np.abs(files.read(stem)).max() < 1


@pytest.mark.parametrize("seconds", [0.0, 0.2])
def test_short_and_silent_stems_pass(song: Song, tmp_path: Path, seconds: float) -> None:
    path = tmp_path / "short.wav"
    files.write(path, np.zeros((1, int(seconds * SAMPLE_RATE)), dtype=np.float32))

    mixdown = mix(song, lambda part: path, tmp_path)

    assert not mixdown.mix.any()


def test_stems_of_unequal_length_meet_at_the_longest(
    song: Song, dry: dict[str, Path], tmp_path: Path, noise: Callable[..., Audio]
) -> None:
    files.write(dry["lead"], noise(20))

    mixdown = mix(song, lambda part: dry[part.name], tmp_path)

    assert mixdown.mix.shape[1] >= 20 * SAMPLE_RATE
    assert {files.samples(path) for path in mixdown.stems.values()} == {mixdown.mix.shape[1]}


@pytest.mark.parametrize("name", ["room", "../lead", "a/b"])
def test_names_that_would_lead_files_astray_are_refused(
    song: Song, dry: dict[str, Path], tmp_path: Path, name: str
) -> None:
    astray = replace(song, parts=(replace(song.parts[0], name=name),))

    with pytest.raises(Invalid, match="named"):
        mix(astray, lambda part: dry["drums"], tmp_path)


def test_a_song_without_parts_is_refused(song: Song, tmp_path: Path) -> None:
    def nothing(part: Part) -> Path:
        raise AssertionError(part)

    with pytest.raises(Invalid, match="nothing to mix"):
        mix(replace(song, parts=()), nothing, tmp_path)


def test_the_mix_keeps_its_headroom(mixed: Callable[..., Mixdown]) -> None:
    audio = from_pcm24(mixed().mix)

    assert np.abs(audio).max() < 0.95
    assert -30 < loudness(audio) < -18


def test_the_voices_can_be_taken_off_the_sum_exactly(
    song: Song, dry: dict[str, Path], tmp_path: Path
) -> None:
    sung = replace(song, parts=(*song.parts[:-1], replace(song.parts[-1], role=Role.VOCAL)))

    mixdown = mix(sung, lambda part: dry[part.name], tmp_path)
    stems = {name: files.read(path) for name, path in mixdown.stems.items()}
    voices = sum(files.pcm24(stems[name]).astype(np.int64) for name in ("lead", "voice-room"))

    assert set(stems) == {"drums", "bass", "warm pad", "lead", "room", "voice-room"}
    assert mixdown.voice is not None
    assert np.array_equal(voices, mixdown.voice)


def test_chords_make_way_while_somebody_sings(song: Song, dry: dict[str, Path]) -> None:
    notes = tuple(note for note in song.parts[-1].notes if note.start < 4 * 1920)
    voice = replace(song.parts[-1], role=Role.VOCAL, notes=notes)
    sung = replace(song, parts=(*song.parts[:-1], voice))

    way = yielding_of(sung, 16 * 980)

    assert decibels(float(way[4 * 980])) == pytest.approx(-2.0, abs=0.01)
    assert decibels(float(way[12 * 980])) == 0
    assert np.abs(np.diff(way)).max() < 0.01
