"""The middle of master_song: dry stems in, everything that is handed out."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from functions.master_song.master import master
from harmonia.engines.engine import Artifact, ArtifactKind
from harmonia.errors import EngineFailed
from harmonia.films.film import Film
from harmonia.jobs.results import Mastered
from harmonia.songs.song import Role, Song
from harmonia.songs.wishes import Output
from harmonia_audio import files
from harmonia_audio.audio import SAMPLE_RATE, Audio
from harmonia_audio.files import pcm24
from harmonia_scores.midi import midi


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


class Shelf:
    """Keeps artifacts by name."""

    def __init__(self, dry: dict[str, Path]) -> None:
        self.dry = [
            Artifact(
                id=f"art_{name}",
                kind=ArtifactKind.DRY,
                name=f"dry/{name.replace(' ', '-')}.flac",
                mime="audio/flac",
                bytes=path.stat().st_size,
                sha256=sha256(path),
            )
            for name, path in dry.items()
        ]
        self.paths = {sha256(path): path for path in dry.values()}
        self.kept: dict[str, Path] = {}

    def read(self, artifact: Artifact) -> Path:
        return self.paths[artifact.sha256]

    def keep(
        self, path: Path, name: str, kind: ArtifactKind, mime: str, parents: tuple[str, ...]
    ) -> Artifact:
        self.kept[name] = path
        return Artifact(f"art_{name}", kind, name, mime, path.stat().st_size, sha256(path), parents)


Run = Callable[..., tuple[Mastered, Shelf]]


@pytest.fixture
def run(song: Song, dry: dict[str, Path], tmp_path: Path) -> Run:
    def run(
        song: Song = song, name: str = "work", film: Film | None = None
    ) -> tuple[Mastered, Shelf]:
        folder, shelf = tmp_path / name, Shelf(dry)
        folder.mkdir()
        outputs = song.brief.outputs
        return master(song, outputs, film, shelf.dry, shelf.read, shelf.keep, folder), shelf

    return run


def test_everything_the_brief_wants_is_made(run: Run, song: Song) -> None:
    mastered, shelf = run()

    assert {artifact.name for artifact in mastered.artifacts} == {
        *("mix.mp3", "mix.flac", "mix.wav", "unmastered.flac", "song.mid"),
        *("stems/drums.flac", "stems/bass.flac", "stems/warm-pad.flac", "stems/lead.flac"),
        "stems/room.flac",
    }
    assert shelf.kept["song.mid"].read_bytes() == midi(song)
    for artifact in mastered.artifacts:
        assert artifact.sha256 == sha256(shelf.kept[artifact.name])


def test_the_stems_add_up_to_the_unmastered_mix(run: Run) -> None:
    _, shelf = run()

    stems = [pcm24(files.read(path)) for name, path in shelf.kept.items() if "stems/" in name]

    total = sum(stem.astype(np.int64) for stem in stems)
    assert np.array_equal(total, pcm24(files.read(shelf.kept["unmastered.flac"])))


def test_the_meters_say_what_the_file_holds(run: Run) -> None:
    mastered, _ = run()

    measured = mastered.measured
    assert measured["loudness"] == pytest.approx(-14, abs=0.2)
    assert measured["true_peak"] <= -1
    assert measured["mp3_true_peak"] <= -1
    assert measured["bpm"] == 120
    assert measured["chords"] == 8
    assert set(mastered.seconds) == {"mix", "master", "mp3", "put_away"}


def test_only_what_is_wanted_is_made(run: Run, song: Song) -> None:
    wishes = replace(song.brief, outputs=(Output.MP3, Output.MIDI))

    mastered, _ = run(replace(song, brief=wishes))

    assert [artifact.name for artifact in mastered.artifacts] == ["mix.mp3", "song.mid"]


def test_what_is_only_read_needs_no_stems(run: Run, song: Song, tmp_path: Path) -> None:
    shelf = Shelf({})
    wanted = (Output.MIDI, Output.LRC, Output.CLICK)

    mastered = master(song, wanted, None, (), shelf.read, shelf.keep, tmp_path)

    assert set(shelf.kept) == {"song.mid", "lyrics.lrc", "click.flac"}
    assert len(mastered.artifacts) == 3
    assert mastered.measured == {}


def test_a_film_gets_its_mixes_without_their_being_handed_out(run: Run, song: Song) -> None:
    sung = replace(song, parts=(*song.parts[:-1], replace(song.parts[-1], role=Role.VOCAL)))
    brief = replace(song.brief, outputs=(Output.MP3,))
    film = Film(outputs=("mp4", "karaoke"))

    mastered, _ = run(replace(sung, brief=brief), film=film)

    assert [artifact.name for artifact in mastered.artifacts] == ["mix.mp3"]
    assert {artifact.name for artifact in mastered.heard} == {"mix.flac", "instrumental.flac"}


def test_band_and_voice_are_to_be_had_alone(run: Run, song: Song) -> None:
    sung = replace(song, parts=(*song.parts[:-1], replace(song.parts[-1], role=Role.VOCAL)))
    brief = replace(song.brief, outputs=(Output.INSTRUMENTAL, Output.ACAPPELLA))

    mastered, shelf = run(replace(sung, brief=brief))
    voice, band = (files.read(shelf.kept[f"{name}.flac"]) for name in ("acappella", "instrumental"))

    lead, bass = _share(voice, 659.0), _share(voice, 55.0)
    assert lead > 30 * bass
    assert _share(band, 55.0) > 30 * bass
    assert len({artifact.parents for artifact in mastered.artifacts}) == 2


def _share(audio: Audio, hertz: float) -> float:
    """How much of the sound's amplitude is that tone."""
    time = np.arange(audio.shape[1]) / SAMPLE_RATE
    wave = np.exp(-2j * np.pi * hertz * time)
    return float(abs((audio.mean(axis=0) * wave).mean()) / np.sqrt(np.mean(audio**2)))


def test_two_runs_make_the_same_bytes(run: Run) -> None:
    one, _ = run(name="one")
    two, _ = run(name="two")

    assert one.artifacts == two.artifacts
    assert one.measured == two.measured


def test_files_know_what_they_were_made_from(run: Run, song: Song) -> None:
    mastered, shelf = run()
    by_name = {artifact.name: artifact for artifact in mastered.artifacts}
    heard = tuple(artifact.sha256 for artifact in shelf.dry)

    assert by_name["stems/warm-pad.flac"].parents == (heard[2],)
    assert by_name["mix.mp3"].parents == by_name["stems/room.flac"].parents == heard
    assert by_name["song.mid"].parents == (song.sha256,)


def test_a_missing_stem_is_the_engines_failure(run: Run, song: Song) -> None:
    more = replace(song, parts=(*song.parts, replace(song.parts[3], name="ghost")))

    with pytest.raises(EngineFailed, match="ghost"):
        run(more)
