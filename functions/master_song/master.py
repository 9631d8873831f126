"""
Dry stems become everything that is handed out: the pure middle of master_song.

Two tracks run side by side: this thread masters and makes the MP3 that people wait for, the other
puts away what is ready. Sound goes through files in the folder, never through memory as bytes.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from time import perf_counter

from functions.master_song.papers import PAPERS
from functions.master_song.taking import heard
from harmonia.engines.engine import Artifact, ArtifactKind
from harmonia.errors import EngineFailed
from harmonia.films.film import Film
from harmonia.jobs.job import VOICED
from harmonia.jobs.results import Mastered
from harmonia.songs.song import Part, Song
from harmonia.songs.wishes import FILES, Output
from harmonia_audio import descriptors, files, mastering, mixing
from harmonia_audio.audio import SAMPLE_RATE, Audio
from harmonia_audio.files import Pcm, Tags
from harmonia_audio.mixing import Mixdown

ARTIST = "Harmonia"
MIME = {
    ".wav": "audio/wav", ".flac": "audio/flac", ".mp3": "audio/mpeg", ".mid": "audio/midi",
    ".lrc": "text/plain; charset=utf-8", ".srt": "application/x-subrip",
    ".ass": "text/x-ssa", ".json": "application/json",
}  # fmt: skip

Read = Callable[[Artifact], Path]  # where the artifact lies as a file
Keep = Callable[[Path, str, ArtifactKind, str, tuple[str, ...]], Artifact]
# puts a file away under name, kind, MIME type and parents; both are called from several threads


def master(
    song: Song,
    outputs: Collection[Output],
    film: Film | None,
    dry: Sequence[Artifact],
    read: Read,
    keep: Keep,
    folder: Path,
) -> Mastered:
    """
    Mix and master the song from its dry stems and keep all that is wanted of it.

    `dry` holds one artifact per part, named `dry/<part>.…`, or nothing where nothing is to be
    heard; a film gets the mixes it is drawn to. The folder is for work in progress.
    """
    wanted = set(outputs)
    heard = set()
    if film and {Output.MP4, Output.KARAOKE} & set(map(Output, film.outputs)):
        heard.add(Output.FLAC)
    if film and Output.KARAOKE in film.outputs:
        heard.add(Output.INSTRUMENTAL)
    return Desk(song, wanted, heard, dry, read, keep, folder).master()


@dataclass
class Desk:
    """One song's way through the desk."""

    song: Song
    wanted: set[Output]
    heard: set[Output]  # what the film is drawn to
    dry: Sequence[Artifact]
    read: Read
    keep: Keep
    folder: Path
    seconds: dict[str, float] = field(default_factory=dict)

    def master(self) -> Mastered:
        """All artifacts, and what the meters read."""
        papers = [self._paper(output) for output in PAPERS if output in self.wanted]
        made = self._sound() if self.dry else Mastered(artifacts=(), measured={})
        listed = {FILES[one] for one in self.wanted & FILES.keys()}
        return Mastered(
            artifacts=(
                *(one for one in made.artifacts if one.name in listed or one.name not in MIXES),
                *papers,
            ),
            heard=tuple(one for one in made.artifacts if one.name in map(FILES.get, self.heard)),
            measured=made.measured,
            seconds=self.seconds,
        )

    def _sound(self) -> Mastered:
        """Everything that is heard: stems, mixes, and the readings of the mix."""
        with self._timed("mix"):
            stems = self.folder / "stems" if Output.STEMS in self.wanted else None
            if stems:
                stems.mkdir()
            song = heard(self.song, self.dry)
            if not (self.wanted | self.heard) & VOICED:
                song = replace(song, parts=song.played)  # nobody was asked to sing
            mixdown = mixing.mix(song, lambda part: self.read(self._stem(part)), stems)
        with ThreadPoolExecutor(1) as beside:
            ready = [beside.submit(task) for task in self._early(song, mixdown)]
            with self._timed("master"):
                audio = files.from_pcm24(mixdown.mix)
                done = mastering.master(audio, self.song.mix.warmth)
            reading = beside.submit(descriptors.read, audio)
            ready += [beside.submit(task) for task in self._late(song, audio, mixdown)]
            artifacts, measured = [], {"limiter_reduction": done.reduction}
            if Output.MP3 in self.wanted:
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
        )

    def _early(self, song: Song, mixdown: Mixdown) -> Iterator[Callable[[], Artifact]]:
        """What needs no mastering."""
        if Output.STEMS in self.wanted:
            parents = {part.name: (self._stem(part).sha256,) for part in song.parts}
            slugs = {part.name: part.slug for part in song.parts}
            for name, path in mixdown.stems.items():
                yield partial(
                    self._kept,
                    path,
                    ArtifactKind.STEM,
                    f"stems/{slugs.get(name, name)}.flac",
                    parents.get(name, ()),
                )
            yield partial(self._unmastered, mixdown)

    def _late(self, song: Song, audio: Audio, mixdown: Mixdown) -> Iterator[Callable[[], Artifact]]:
        """What holds the master, or is one of its own."""
        wanted = self.wanted | self.heard
        for output in (Output.WAV, Output.FLAC):
            if output in wanted:
                yield partial(self._mix, self.folder / FILES[output], audio)
        voice = mixdown.voice
        if Output.INSTRUMENTAL in wanted:
            without = mixdown.mix if voice is None else mixdown.mix - voice
            yield partial(self._version, Output.INSTRUMENTAL, without, song.played)
        if Output.ACAPPELLA in wanted and voice is not None:
            yield partial(self._version, Output.ACAPPELLA, voice, song.sung)

    def _mix(self, path: Path, audio: Audio) -> Artifact:
        files.write(path, audio, self._tags)
        return self._kept(path, ArtifactKind.MIX)

    def _version(self, output: Output, mix: Pcm, parts: Sequence[Part]) -> Artifact:
        """A mix of some of the parts, mastered like the whole."""
        audio = files.from_pcm24(mix)
        mastering.master(audio, self.song.mix.warmth)
        path = self.folder / FILES[output]
        files.write(path, audio, self._tags)
        parents = tuple(self._stem(part).sha256 for part in parts)
        return self._kept(path, ArtifactKind.MIX, parents=parents)

    def _unmastered(self, mixdown: Mixdown) -> Artifact:
        path = self.folder / "unmastered.flac"
        files.write_pcm(path, mixdown.mix, self._tags)
        return self._kept(path, ArtifactKind.MIX)

    def _paper(self, output: Output) -> Artifact:
        kind, write = PAPERS[output]
        path = self.folder / FILES[output]
        write(self.song, path)
        return self._kept(path, kind, parents=(self.song.sha256,))

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


MIXES = frozenset(FILES.values())  # files that are handed out only if they were wished for
