"""Jobs for music that is written already: accompaniments and samples."""

from dataclasses import dataclass, field, replace

import pytest

from harmonia.accompanying.sample import Sample, SampleKind
from harmonia.composing.compose import compose
from harmonia.engines.engine import ArtifactKind
from harmonia.errors import Invalid, NotFound
from harmonia.jobs.finish import Finish
from harmonia.jobs.job import SAMPLE, Cut, Job, Stage, StageRun, Status
from harmonia.jobs.played import Playing
from harmonia.jobs.report import report
from harmonia.jobs.results import Mastered
from harmonia.jobs.samples import SampleRecord, Samples
from harmonia.paging import Page
from harmonia.songs.brief import settle
from harmonia.songs.song import Song
from harmonia.songs.wishes import Genre, Output, Wishes
from tests.fakes.jobs import MemoryDocuments, MemoryJobStore, MemoryWorkflow, SteppingClock, page
from tests.fakes.songs import artifact, played


@dataclass
class MemorySampleStore:
    kept: dict[str, SampleRecord] = field(default_factory=dict)

    def put(self, record: SampleRecord) -> None:
        self.kept[record.id] = record

    def get(self, sample_id: str) -> SampleRecord:
        try:
            return self.kept[sample_id]
        except KeyError:
            raise NotFound(f"no sample {sample_id}") from None

    def list(
        self, owner: str, *, limit: int, cursor: str | None, kind: str | None = None
    ) -> Page[SampleRecord]:
        mine = [one for one in self.kept.values() if one.owner == owner]
        return page([one for one in mine if kind in (None, one.sample.kind.value)], limit, cursor)


@pytest.fixture
def playing() -> Playing:
    return Playing(MemoryJobStore(), MemoryWorkflow(), MemoryDocuments(), SteppingClock())


@pytest.fixture
def samples(playing: Playing) -> Samples:
    return Samples(MemorySampleStore(), playing, playing.clock)


def song() -> Song:
    wishes = Wishes(genre=Genre.FOLK, seconds=20, outputs=(Output.WAV,), voice="none")
    return compose(settle(wishes, seed=3))


def done(playing: Playing, job: Job, **measured: float) -> Job:
    """The job after its band and its desk."""
    documents, store = playing.documents, playing.store
    made = tuple(artifact(f"mix.{kind}") for kind in ("wav", "flac"))
    midi = artifact("song.mid", ArtifactKind.MIDI)
    music = documents.put_result(Stage.MUSIC, job.id, played(job.id))
    mastered = Mastered(artifacts=(*made, midi), measured=measured)
    master = documents.put_result(Stage.MASTER, job.id, mastered)
    run = StageRun(finished_at="2026-01-01T00:00:00Z")
    stages = {
        **job.stages,
        Stage.MUSIC: replace(run, result=music),
        Stage.MASTER: replace(run, result=master),
    }
    running = job.become(Status.RUNNING, at="2026-01-01T00:00:00Z")
    store.replace(job, replace(running, stages=stages))
    return Finish(store, documents, playing.clock).succeed(job.id)


def test_a_written_song_is_there_before_its_job_runs(playing: Playing) -> None:
    made = playing.create(song(), {"chords": "Am"}, "alice", "k1", "cor_a", cut=Cut.LOOP)

    job = made.job
    assert playing.documents.get_song(job.song or "") == song()
    assert job.stages[Stage.COMPOSE].finished_at
    assert (job.cut, job.wants(Stage.MUSIC), job.wants(Stage.VOCAL)) == (Cut.LOOP, True, False)


def test_one_key_names_one_job_and_one_request(playing: Playing) -> None:
    first = playing.create(song(), {"chords": "Am"}, "alice", "k1", "cor_a")
    again = playing.create(song(), {"chords": "Am"}, "alice", "k1", "cor_b")

    assert (first.job.id, first.replayed, again.replayed) == (again.job.id, False, True)
    with pytest.raises(Invalid, match="another request"):
        playing.create(song(), {"chords": "F"}, "alice", "k1", "cor_c")


def test_a_sample_is_known_by_what_it_is(samples: Samples) -> None:
    loose = Sample(kind=SampleKind.LOOP, style=Genre.JAZZ)
    record, first = samples.create(loose, "alice", "k1", "cor_a")
    exact, again = samples.create(record.sample, "alice", "k2", "cor_b")
    other, _ = samples.create(replace(loose, seed=1), "alice", "k3", "cor_c")
    strangers, _ = samples.create(loose, "bob", "k1", "cor_d")

    assert (record.id, first.job.id) == (exact.id, again.job.id)
    assert len({record.id, other.id, strangers.id}) == 3
    with pytest.raises(NotFound):
        samples.get(record.id, "bob")


def test_a_finished_sample_has_files_and_is_no_song(samples: Samples, playing: Playing) -> None:
    record, made = samples.create(Sample(kind=SampleKind.LOOP), "alice", "k1", "cor_a")

    job = done(playing, made.job, loudness=-14.0, true_peak=-1.5)

    assert (job.status, job.type) == (Status.SUCCEEDED, SAMPLE)
    assert not playing.store.songs  # type: ignore[attr-defined]
    assert report(job).links.song is None
    told = samples.get(record.id, "alice")
    assert [file.name for file in told.files] == ["mix.wav", "mix.flac", "song.mid"]


def test_a_one_shot_is_held_to_its_peak_and_to_no_loudness(
    samples: Samples, playing: Playing
) -> None:
    shot = Sample(kind=SampleKind.SHOT, piece="snare")
    _, made = samples.create(shot, "alice", "k1", "cor_a")
    assert made.job.cut is Cut.SHOT

    well = done(playing, made.job, true_peak=-1.02)

    assert well.scorecard is not None
    assert {entry.constraint for entry in well.scorecard.must} >= {"true_peak", "outputs"}
    assert "loudness" not in {entry.constraint for entry in well.scorecard.must}


def test_a_one_shot_that_is_too_loud_fails(samples: Samples, playing: Playing) -> None:
    _, made = samples.create(Sample(kind=SampleKind.SHOT), "alice", "k1", "cor_a")

    job = done(playing, made.job, true_peak=0.3)

    assert job.status is Status.FAILED


def test_a_loop_is_held_to_the_loudness_of_songs(samples: Samples, playing: Playing) -> None:
    _, made = samples.create(Sample(kind=SampleKind.LOOP), "alice", "k1", "cor_a")

    job = done(playing, made.job, loudness=-20.0, true_peak=-1.5)

    assert job.status is Status.FAILED
