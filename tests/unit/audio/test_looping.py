"""Loops and single sounds: exact lengths, joins without a click, nothing lost."""

import hashlib
from itertools import count
from pathlib import Path

import numpy as np
import pytest

from functions.master_song.cutting import cut_out, repeated
from harmonia.accompanying.accompaniment import accompany
from harmonia.accompanying.chart import Chart
from harmonia.accompanying.cue import placed
from harmonia.accompanying.sample import Sample, SampleKind, settled, song_of
from harmonia.engines.engine import Artifact, ArtifactKind, artifact_id
from harmonia.errors import EngineFailed, Invalid
from harmonia.jobs.job import Cut
from harmonia.jobs.results import Mastered
from harmonia.music.chord import Chord
from harmonia.music.meter import Meter
from harmonia.songs.song import Part, Song
from harmonia.songs.wishes import Genre, Output
from harmonia_audio import files, looping
from harmonia_audio.audio import SAMPLE_RATE, Audio
from harmonia_audio.effects.loops import jump
from harmonia_audio.peaks import true_peak


def rung(part: Part, song: Song, tail: float = 4.0) -> Audio:
    """A part of decaying tones, each at its note's own moment, as long as a stem is."""
    clock = song.clock
    total = round((song.seconds + tail) * SAMPLE_RATE)
    audio = np.zeros((1, total), dtype=np.float32)
    time = np.arange(round(1.5 * SAMPLE_RATE)) / SAMPLE_RATE
    for note in part.notes:
        start = round(clock.seconds(note.start + note.nudge) * SAMPLE_RATE)
        hertz = 440 * 2 ** ((note.sound.key - 69) / 12)
        wave = np.sin(2 * np.pi * hertz * time) * np.exp(-3 * time) * note.velocity / 800
        end = min(total, start + len(wave))
        audio[0, start:end] += wave[: end - start].astype(np.float32)
    return audio


class Bench:
    """The desk's surroundings: stems that ring, and a shelf that keeps files."""

    def __init__(self, song: Song, folder: Path) -> None:
        self.song, self.folder, self.number = song, folder, count()
        self.kept: dict[str, Path] = {}
        self.dry = tuple(self._dry(part) for part in song.parts)

    def _dry(self, part: Part) -> Artifact:
        path = self.folder / f"{part.slug}.flac"
        files.write(path, rung(part, self.song))
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        name = f"dry/{part.slug}.flac"
        kind = ArtifactKind.DRY
        return Artifact(artifact_id(name, sha256), kind, name, "audio/flac", 1, sha256)

    def read(self, artifact: Artifact) -> Path:
        return self.folder / Path(artifact.name).name

    def keep(
        self, path: Path, name: str, kind: ArtifactKind, mime: str, parents: tuple[str, ...]
    ) -> Artifact:
        put = self.folder / f"kept{next(self.number)}{path.suffix}"
        put.write_bytes(path.read_bytes())
        self.kept[name] = put
        sha256 = hashlib.sha256(put.read_bytes()).hexdigest()
        return Artifact(artifact_id(name, sha256), kind, name, mime, 1, sha256, parents)

    def cut(self, cut: Cut, outputs: tuple[Output, ...]) -> Mastered:
        work = self.folder / f"work{next(self.number)}"
        work.mkdir()
        return cut_out(self.song, cut, outputs, self.dry, self.read, self.keep, work)


@pytest.fixture(scope="module")
def looped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Bench, Mastered]:
    chords = [placed([Chord.parse(one)], Meter()) for one in ("Am", "F")]
    song = accompany(
        Chart(style=Genre.POP, bpm=133.0, bars=tuple(chords), parts=("drums", "keys"), loop=True),
        (Output.WAV, Output.STEMS, Output.MIDI),
    )
    bench = Bench(song, tmp_path_factory.mktemp("loop"))
    return bench, bench.cut(Cut.LOOP, (Output.WAV, Output.STEMS, Output.MIDI))


def test_a_loop_is_as_long_as_its_bars_to_the_sample(looped: tuple[Bench, Mastered]) -> None:
    bench, made = looped
    length = round(bench.song.seconds * SAMPLE_RATE)

    assert set(bench.kept) == {
        *("mix.wav", "song.mid", "stems/drums.flac", "stems/keys.flac", "stems/room.flac")
    }
    for name, path in bench.kept.items():
        if path.suffix != ".mid":
            assert files.samples(path) == length, name
    assert made.measured["seconds"] == pytest.approx(length / SAMPLE_RATE, abs=1e-3)


def test_a_loop_joins_itself_without_a_jump(looped: tuple[Bench, Mastered]) -> None:
    bench, _ = looped

    for name, path in bench.kept.items():
        if path.suffix != ".mid":
            loop = files.read(path)
            assert jump(loop) < 1, name
            inside, seam = bends(loop)
            assert seam <= inside.max(), name  # no sharper than a note that begins


def bends(loop: Audio) -> tuple[Audio, float]:
    """How sharply the wave bends inside the loop, and where it joins."""
    again = np.concatenate((loop, loop), axis=1)
    second: Audio = np.abs(np.diff(again, n=2, axis=1))
    at = loop.shape[1]
    return second[:, : at - 2], float(second[:, at - 3 : at + 2].max())


def test_what_rings_over_the_end_joins_smoothly() -> None:
    time = np.arange(3 * SAMPLE_RATE) / SAMPLE_RATE
    tone = (np.sin(2 * np.pi * 331.7 * time) * np.exp(-time)).astype(np.float32)
    dry = np.concatenate((np.zeros(2000, dtype=np.float32), tone))[None, :]
    length, rounds = 20_001, looping.rounds(20_001)

    loop = looping.last_round(looping.tiled(dry, length, rounds), length, rounds)

    inside, seam = bends(loop)
    assert jump(loop) < 1
    assert seam <= 1.01 * np.quantile(inside, 0.99)
    cut = dry[:, :length]  # cut off instead, the end clicks
    assert bends(cut)[1] > 5 * np.quantile(bends(cut)[0], 0.99)


def test_a_loop_goes_on_as_if_it_had_been_played_again(looped: tuple[Bench, Mastered]) -> None:
    """What rings over the end is heard at the beginning, and as loud as in a longer take."""
    bench, made = looped
    loop = files.read(bench.kept["stems/keys.flac"])
    head = loop[:, : SAMPLE_RATE // 200]

    assert np.abs(head).max() > 1e-3  # a tail is there before the first new note can be
    assert made.measured["loudness"] == pytest.approx(-14, abs=0.5)
    assert made.measured["true_peak"] <= -1


def test_equal_work_makes_equal_files(looped: tuple[Bench, Mastered], tmp_path: Path) -> None:
    bench, made = looped

    again = Bench(bench.song, tmp_path).cut(Cut.LOOP, (Output.WAV,))

    mixes = [one.sha256 for one in (*made.artifacts, *again.artifacts) if one.name == "mix.wav"]
    assert mixes[0] == mixes[1]


def test_a_single_sound_begins_at_once_and_ends_when_it_is_over(tmp_path: Path) -> None:
    song = song_of(settled(Sample(kind=SampleKind.SHOT, part="bass", pitch="E2")), (Output.WAV,))
    bench = Bench(song, tmp_path)

    made = bench.cut(Cut.SHOT, (Output.WAV,))

    audio = files.read(bench.kept["mix.wav"])
    assert np.abs(audio[:, : SAMPLE_RATE // 100]).max() > 0.1
    assert np.abs(audio[:, -1]).max() < 1e-4
    assert 0.5 < audio.shape[1] / SAMPLE_RATE < 3
    assert true_peak(audio) == pytest.approx(-1.02, abs=0.02)
    assert "loudness" not in made.measured


def test_a_stem_that_is_missing_is_named(tmp_path: Path) -> None:
    song = song_of(settled(Sample(kind=SampleKind.LOOP, bars=1)), (Output.WAV,))
    bench = Bench(song, tmp_path)
    bench.dry = ()

    with pytest.raises(EngineFailed, match="drums"):
        bench.cut(Cut.LOOP, (Output.WAV,))


def test_rounds_lie_over_one_another() -> None:
    audio = np.zeros((1, 250), dtype=np.float32)
    audio[0, 0], audio[0, 240] = 1.0, 0.5

    made = looping.tiled(audio, 100, 3)

    assert made.shape == (1, 450)
    assert [float(made[0, at]) for at in (0, 100, 200, 240, 340, 440)] == [1, 1, 1, 0.5, 0.5, 0.5]


def test_short_loops_go_round_more_often_until_they_have_settled() -> None:
    second = SAMPLE_RATE

    assert [looping.rounds(length) for length in (second, 2 * second, 60 * second)] == [7, 4, 2]
    with pytest.raises(Invalid):
        looping.rounds(1)
    with pytest.raises(Invalid):
        looping.last_round(np.zeros((1, 100), dtype=np.float32), 60, 2)


def test_silence_is_no_sound() -> None:
    with pytest.raises(Invalid):
        looping.single(np.zeros((2, 1000), dtype=np.float32), -1.0)


def test_a_repeated_song_plays_everything_again_in_time(looped: tuple[Bench, Mastered]) -> None:
    song = looped[0].song

    twice = repeated(song, 2)

    for part, double in zip(song.parts, twice.parts, strict=True):
        assert len(double.notes) == 2 * len(part.notes)
        assert double.notes[len(part.notes)].start == part.notes[0].start + song.end
