"""
Loops and single sounds: mixed and mastered like songs, and cut out of what comes off the desk.

A loop's stems are cut like its mix, so that they go round together.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from functions.master_song.master import ARTIST, MIME, Keep, Read
from functions.master_song.papers import PAPERS
from harmonia.engines.engine import Artifact, ArtifactKind
from harmonia.errors import EngineFailed
from harmonia.jobs.job import Cut
from harmonia.jobs.results import Mastered
from harmonia.songs.song import Part, Song
from harmonia.songs.wishes import FILES, Output
from harmonia_audio import descriptors, files, looping, mastering, mixing
from harmonia_audio.audio import SAMPLE_RATE, Audio
from harmonia_audio.files import Tags
from harmonia_audio.mixing import Mixdown
from harmonia_audio.peaks import true_peak

MEASURED = 3.0  # seconds at least that a loop goes round on the meters
SHOT_PEAK = mastering.TRUE_PEAK - 0.02  # dBTP; meters agree to a hundredth


def cut_out(
    song: Song,
    cut: Cut,
    outputs: Collection[Output],
    dry: Sequence[Artifact],
    read: Read,
    keep: Keep,
    folder: Path,
) -> Mastered:
    """What is wanted of the song from its dry stems, cut; the folder is for work in progress."""
    table = Table(song, set(outputs), dry, read, keep, folder)
    papers = [table.paper(output) for output in PAPERS if output in table.wanted]
    made = table.loop() if cut is Cut.LOOP else table.shot()
    return replace(made, artifacts=(*made.artifacts, *papers))


@dataclass
class Table:
    """Where one song is cut."""

    song: Song
    wanted: set[Output]
    dry: Sequence[Artifact]
    read: Read
    keep: Keep
    folder: Path

    def loop(self) -> Mastered:
        """The song as it goes round, exactly as long as its bars."""
        length = round(self.song.seconds * SAMPLE_RATE)
        rounds = looping.rounds(length)
        stems = self.folder / "stems"
        stems.mkdir()
        mixdown = mixing.mix(
            repeated(self.song, rounds),
            lambda part: self.tiled(part, length, rounds),
            stems if Output.STEMS in self.wanted else None,
        )
        audio = files.from_pcm24(mixdown.mix)
        done = mastering.master(audio, self.song.mix.warmth)
        loop = looping.last_round(audio, length, rounds)
        again = np.tile(loop, max(2, math.ceil(MEASURED * SAMPLE_RATE / length)))
        reading = descriptors.read(again)
        artifacts = [*self.mixes(loop), *self.stems(mixdown, length, rounds)]
        measured = {
            "loudness": reading.loudness,
            "true_peak": reading.true_peak,
            "crest": reading.crest,
            "limiter_reduction": done.reduction,
            "rounds": rounds,
            **self.written(loop),
        }
        return Mastered(artifacts=tuple(artifacts), measured=rounded(measured))

    def shot(self) -> Mastered:
        """The one sound of the song, as loud as it may be."""
        mixdown = mixing.mix(self.song, lambda part: self.read(self.stem(part)), None)
        audio = looping.single(files.from_pcm24(mixdown.mix), SHOT_PEAK)
        measured = {"true_peak": true_peak(audio), **self.written(audio)}
        return Mastered(artifacts=tuple(self.mixes(audio)), measured=rounded(measured))

    def tiled(self, part: Part, length: int, rounds: int) -> Path:
        """The part's dry stem going round."""
        path = self.folder / f"{part.slug}.round.wav"
        audio = files.read(self.read(self.stem(part)))
        whole = looping.tiled(audio, length, rounds)
        whole *= np.float32(min(1.0, 1 / max(1e-9, float(np.abs(whole).max(initial=0)))))
        files.write(path, whole)
        return path

    def mixes(self, audio: Audio) -> list[Artifact]:
        """The audio in each form that was asked for."""
        found = []
        for output in (Output.WAV, Output.FLAC):
            if output in self.wanted:
                path = self.folder / FILES[output]
                files.write(path, audio, Tags(self.song.title, ARTIST))
                found.append(self.kept(path, ArtifactKind.MIX))
        return found

    def stems(self, mixdown: Mixdown, length: int, rounds: int) -> list[Artifact]:
        """The stems, cut where the mix is."""
        found = []
        slugs = {part.name: part.slug for part in self.song.parts}
        for name, path in mixdown.stems.items():
            files.write(path, looping.last_round(files.read(path), length, rounds))
            slug = slugs.get(name, name)
            found.append(self.kept(path, ArtifactKind.STEM, f"stems/{slug}.flac"))
        return found

    def paper(self, output: Output) -> Artifact:
        """What is written rather than heard."""
        kind, write = PAPERS[output]
        path = self.folder / FILES[output]
        write(self.song, path)
        return self.kept(path, kind, parents=(self.song.sha256,))

    def kept(
        self, path: Path, kind: ArtifactKind, name: str = "", parents: tuple[str, ...] = ()
    ) -> Artifact:
        """The file, put away."""
        heard = parents or tuple(artifact.sha256 for artifact in self.dry)
        return self.keep(path, name or path.name, kind, MIME[path.suffix], heard)

    def stem(self, part: Part) -> Artifact:
        """The part's dry stem."""
        for artifact in self.dry:
            if Path(artifact.name).stem == part.slug:
                return artifact
        raise EngineFailed(f"the engine left no stem of {part.name}")

    def written(self, audio: Audio) -> Mapping[str, float]:
        """What the file's own length and the score say."""
        return {"seconds": audio.shape[1] / SAMPLE_RATE, "bpm": self.song.tempo[0].bpm}


def repeated(song: Song, rounds: int) -> Song:
    """The song played so many times without a break; its desk hears every kick."""
    parts = tuple(
        replace(
            part,
            notes=tuple(
                replace(note, start=note.start + number * song.end)
                for number in range(rounds)
                for note in part.notes
            ),
        )
        for part in song.parts
    )
    return replace(song, parts=parts)


def rounded(measured: Mapping[str, float]) -> dict[str, float]:
    """The readings as they are kept."""
    return {name: round(float(value), 3) for name, value in measured.items()}
