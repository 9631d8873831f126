"""
Dry stems become everything that is handed out: the pure middle of master_song.

Two tracks run side by side: this thread masters and makes the MP3 that people wait for, the other
puts away what is ready. Sound goes through files in the folder, never through memory as bytes.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from time import perf_counter

from harmonia.engines.engine import Artifact, ArtifactKind
from harmonia.errors import EngineFailed
from harmonia.jobs.results import Mastered
from harmonia.songs.song import Part, Song
from harmonia.songs.wishes import Output
from harmonia_audio import descriptors, files, mastering, mixing
from harmonia_audio.audio import SAMPLE_RATE, Audio
from harmonia_audio.files import Tags
from harmonia_audio.mixing import Mixdown
from harmonia_scores.midi import midi

ARTIST = "Harmonia"
MIME = {".wav": "audio/wav", ".flac": "audio/flac", ".mp3": "audio/mpeg", ".mid": "audio/midi"}

Read = Callable[[Artifact], Path]  # where the artifact lies as a file
Keep = Callable[[Path, str, ArtifactKind, str, tuple[str, ...]], Artifact]
# puts a file away under name, kind, MIME type and parents; both are called from several threads


def master(song: Song, dry: Sequence[Artifact], read: Read, keep: Keep, folder: Path) -> Mastered:
    """
    Mix and master the song from its dry stems and keep all that its brief wants.

    `dry` holds one artifact per part, named `dry/<part>.…`; the folder is for work in progress.
    """
    return Desk(song, dry, read, keep, folder).master()


@dataclass
class Desk:
    """One song's way through the desk."""

    song: Song
    dry: Sequence[Artifact]
    read: Read
    keep: Keep
    folder: Path
    seconds: dict[str, float] = field(default_factory=dict)

    def master(self) -> Mastered:
        """All artifacts, and what the meters read."""
        with self._timed("mix"):
            stems = self.folder / "stems" if self._wanted(Output.STEMS) else None
            if stems:
                stems.mkdir()
            mixdown = mixing.mix(self.song, lambda part: self.read(self._stem(part)), stems)
        with ThreadPoolExecutor(1) as beside:
            ready = [beside.submit(task) for task in self._early(mixdown)]
            with self._timed("master"):
                audio = files.from_pcm24(mixdown.mix)
                done = mastering.master(audio, self.song.mix.warmth)
            reading = beside.submit(descriptors.read, audio)
            ready += [beside.submit(task) for task in self._late(audio)]
            artifacts, measured = [], {"limiter_reduction": done.reduction}
            if self._wanted(Output.MP3):
                with self._timed("mp3"):
                    path = self.folder / "mix.mp3"
                    measured["mp3_true_peak"] = mastering.to_mp3(path, audio, self._tags)
                    artifacts.append(self._kept(path, ArtifactKind.MIX))
            with self._timed("put_away"):
                artifacts += [task.result() for task in ready]
        measured |= asdict(reading.result()) | self._written(mixdown)
        return Mastered(
            artifacts=tuple(artifacts),
            measured={name: round(float(value), 3) for name, value in measured.items()},
            seconds=self.seconds,
        )

    def _early(self, mixdown: Mixdown) -> Iterator[Callable[[], Artifact]]:
        """What needs no mastering."""
        if self._wanted(Output.MIDI):
            yield self._midi
        if self._wanted(Output.STEMS):
            for part in self.song.parts:
                name, parents = f"stems/{part.slug}.flac", (self._stem(part).sha256,)
                yield partial(
                    self._kept, mixdown.stems[part.name], ArtifactKind.STEM, name, parents
                )
            room = mixdown.stems[mixing.ROOM]
            yield partial(self._kept, room, ArtifactKind.STEM, "stems/room.flac")
            yield partial(self._unmastered, mixdown)

    def _late(self, audio: Audio) -> Iterator[Callable[[], Artifact]]:
        """What holds the master."""
        for output in (Output.WAV, Output.FLAC):
            if self._wanted(output):
                yield partial(self._mix, self.folder / f"mix.{output.value}", audio)

    def _mix(self, path: Path, audio: Audio) -> Artifact:
        files.write(path, audio, self._tags)
        return self._kept(path, ArtifactKind.MIX)

    def _unmastered(self, mixdown: Mixdown) -> Artifact:
        path = self.folder / "unmastered.flac"
        files.write_pcm(path, mixdown.mix, self._tags)
        return self._kept(path, ArtifactKind.MIX)

    def _midi(self) -> Artifact:
        path = self.folder / "song.mid"
        path.write_bytes(midi(self.song))
        return self._kept(path, ArtifactKind.MIDI, parents=(self.song.sha256,))

    def _kept(
        self, path: Path, kind: ArtifactKind, name: str = "", parents: tuple[str, ...] = ()
    ) -> Artifact:
        heard = parents or tuple(artifact.sha256 for artifact in self.dry)
        return self.keep(path, name or path.name, kind, MIME[path.suffix], heard)

    def _stem(self, part: Part) -> Artifact:
        """The part's dry stem."""
        for artifact in self.dry:
            if Path(artifact.name).stem == part.slug:
                return artifact
        raise EngineFailed(f"the engine left no stem of {part.name}")

    def _wanted(self, output: Output) -> bool:
        return output in self.song.brief.outputs

    @property
    def _tags(self) -> Tags:
        return Tags(self.song.title, ARTIST)

    @contextmanager
    def _timed(self, step: str) -> Iterator[None]:
        began = perf_counter()
        yield
        self.seconds[step] = round(perf_counter() - began, 3)

    def _written(self, mixdown: Mixdown) -> dict[str, float]:
        return {
            "seconds": mixdown.mix.shape[1] / SAMPLE_RATE,
            "bpm": self.song.tempo[0].bpm,
            "chords": len(self.song.chords),
            **{f"{name}.loudness": value for name, value in mixdown.loudness.items()},
        }
