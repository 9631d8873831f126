"""The end of a job: measured, listed, kept."""

from dataclasses import replace

import pytest

from harmonia import document
from harmonia.engines.engine import ArtifactKind
from harmonia.errors import Conflict, NotFound
from harmonia.jobs.finish import Finish, outputs
from harmonia.jobs.job import Stage, Status
from harmonia.jobs.library import Library
from harmonia.jobs.progress import Stages
from harmonia.jobs.results import Mastered
from harmonia.jobs.scorecard import score
from harmonia.music.chord import Chord
from harmonia.songs.brief import Source, settle
from harmonia.songs.wishes import PLAIN, Output, SectionKind, Wishes
from tests.fakes.jobs import (
    MemoryArtifacts,
    MemoryArtifactStore,
    MemoryDocuments,
    MemoryJobStore,
    MemorySongStore,
    SteppingClock,
)
from tests.fakes.singing import sung_song
from tests.fakes.songs import METERS, job, mastered, played, song

ALL = frozenset(PLAIN)


class World:
    """A job whose stages are all done."""

    def __init__(self, result: Mastered | None = None) -> None:
        self.store, self.documents, clock = MemoryJobStore(), MemoryDocuments(), SteppingClock()
        self.finish = Finish(self.store, self.documents, clock)
        self.library = Library(
            MemorySongStore(self.store),
            MemoryArtifactStore(self.store),
            self.documents,
            MemoryArtifacts(),
            clock,
        )
        self.store.add(job())
        stages = Stages(self.store, clock)
        results = {
            Stage.COMPOSE: {"song": self.documents.put_song(song())},
            Stage.MUSIC: played(),
            Stage.MASTER: result or mastered(),
        }
        for stage, value in results.items():
            stages.begin("job_a", stage)
            key = self.documents.put_result(stage, "h", value)
            composed = song().sha256 if stage is Stage.COMPOSE else None
            stages.finish("job_a", stage, key, song=composed)


def test_a_finished_song_is_listed_with_all_that_was_made_of_it() -> None:
    world = World()

    done = world.finish.succeed("job_a")

    told = world.library.get(done.song_id or "", "alice")
    names = [file.name for file in told.artifacts]
    assert done.status is Status.SUCCEEDED
    assert names == [artifact.name for artifact in done.artifacts]
    assert names[-2:] == ["song.json", "manifest.json"]
    assert told.manifest.models[0].id == "band"
    assert told.manifest.seconds["music.render"] == 0.5
    assert told.revision == song().sha256
    assert world.library.document(told.id, "alice") == song()
    assert [one.id for one in world.library.list("alice").data] == [told.id]
    assert world.library.artifact(done.artifacts[0].id, "alice").url
    with pytest.raises(NotFound):
        world.library.get(told.id, "bob")


def test_ending_twice_is_ending_once() -> None:
    world = World()
    first = world.finish.succeed("job_a")

    assert world.finish.succeed("job_a") == first


def test_the_same_work_has_the_same_manifest() -> None:
    assert World().finish.succeed("job_a").manifest == World().finish.succeed("job_a").manifest


def test_a_missed_must_fails_the_job_and_lists_nothing() -> None:
    world = World(mastered(true_peak=-0.3))

    failed = world.finish.succeed("job_a")

    assert failed.status is Status.FAILED
    assert failed.error
    assert failed.error.code == "constraint-unmet"
    assert failed.error.detail == "true_peak should be at most -1 dBTP and is -0.30 dBTP"
    assert failed.artifacts == ()
    assert world.library.list("alice").data == ()


def test_a_job_is_not_ended_before_its_stages() -> None:
    store = MemoryJobStore()
    store.add(job())

    with pytest.raises(Conflict):
        Finish(store, MemoryDocuments(), SteppingClock()).succeed("job_a")


def test_a_canceled_job_does_not_succeed() -> None:
    world = World()
    there = world.store.get("job_a")
    world.store.replace(there, there.become(Status.CANCELING, at=there.created_at))

    assert world.finish.succeed("job_a").status is Status.CANCELING


def test_the_unmastered_mix_is_no_flac_that_was_wished_for() -> None:
    files = [one for one in mastered().artifacts if one.name != "mix.flac"]
    raw = replace(files[0], name="unmastered.flac", kind=ArtifactKind.MIX)

    assert outputs([*files, raw]) == ALL - {Output.FLAC}


def test_words_that_were_given_take_the_time_they_take() -> None:
    brief = replace(settle(Wishes(seconds=20, lyrics="One\nTwo"), seed=1), outputs=(Output.MIDI,))
    card = score(replace(sung_song(), brief=brief), {}, {Output.MIDI})

    assert [entry.constraint for entry in card.missed] == ["lyrics"]
    assert "length" in [entry.constraint for entry in card.should]


def test_a_recording_is_not_held_to_what_was_heard_in_it() -> None:
    card = score(replace(song(), parts=()), {}, {Output.MP4}, replace(song().brief, outputs=()))

    assert [entry.constraint for entry in card.must] == ["outputs"]
    assert card.should == ()


def test_every_word_that_was_given_is_a_must() -> None:
    brief = settle(Wishes(lyrics="[Verse]\nLeaving home,\nI sail on"), seed=1)
    card = score(replace(sung_song(), brief=brief), {}, set(brief.outputs) - {Output.MP3})

    assert [(one.constraint, one.ok) for one in card.must if one.constraint == "lyrics"] == [
        ("lyrics", True)
    ]


def test_what_was_said_is_a_must_and_the_rest_a_should() -> None:
    card = score(song(), METERS, ALL)

    assert {entry.constraint for entry in card.must} == {
        "loudness", "true_peak", "outputs", "tempo", "key", "length",
    }  # fmt: skip
    assert card.should == ()
    assert card.missed == ()


@pytest.mark.parametrize(("bars", "ok"), [(1.9, True), (2.2, False)])
def test_a_short_song_may_end_two_bars_from_its_wish(bars: float, ok: bool) -> None:
    made = song()
    bar = made.clock.seconds(made.meter.bar)
    brief = replace(made.brief, seconds=made.seconds - bars * bar)

    (entry,) = (
        one
        for one in score(replace(made, brief=brief), METERS, ALL).must
        if one.constraint == "length"
    )

    assert entry.ok is ok


def test_what_was_left_open_may_be_missed() -> None:
    brief = replace(song().brief, bpm=200.0, sources={"bpm": Source.DEFAULT})

    card = score(replace(song(), brief=brief), METERS, ALL)

    assert [entry.ok for entry in card.should if entry.constraint == "tempo"] == [False]
    assert card.missed == ()


@pytest.mark.parametrize(
    ("measured", "missed"),
    [
        ({"loudness": -14.5, "true_peak": -1.0}, []),
        ({"loudness": -14.51, "true_peak": -1.0}, ["loudness"]),
        ({"loudness": -14.0, "true_peak": -0.99}, ["true_peak"]),
        ({}, ["loudness", "true_peak"]),
    ],
)
def test_the_house_promises_loudness_and_peak(
    measured: dict[str, float], missed: list[str]
) -> None:
    assert [entry.constraint for entry in score(song(), measured, ALL).missed] == missed


def test_an_output_that_was_not_made_is_missed() -> None:
    card = score(song(), METERS, ALL - {Output.MIDI})

    assert [entry.constraint for entry in card.missed] == ["outputs"]


@pytest.mark.parametrize(("given", "ok"), [("as written", True), ("otherwise", False)])
def test_given_chords_are_counted(given: str, ok: bool) -> None:
    section = next(one for one in song().sections)
    chords = tuple(span.chord for span in section.chords)
    if given == "otherwise":
        chords = (Chord.parse("F#m7b5"),)
    brief = replace(
        song().brief,
        chords={SectionKind(section.kind): chords},
        sources={"chords": Source.SAID},
    )

    card = score(replace(song(), brief=brief, sections=(section,)), METERS, ALL)

    assert [entry.ok for entry in card.must if entry.constraint == "chords"] == [ok]


def test_a_manifest_reads_back() -> None:
    world = World()
    done = world.finish.succeed("job_a")

    content = world.documents.get_manifest(done.manifest or "")

    assert b'"loudness"' in content
    assert document.canonical(world.library.get(done.song_id or "", "alice").manifest) == content
