"""Documents: every domain value to JSON and back, and the schema that describes them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from harmonia.document import canonical, digest, loads, plain, restore
from harmonia.errors import Invalid
from harmonia.jobs.job import Job, Stage, StageRun, Status
from harmonia.music.chord import Chord
from harmonia.music.key import Key
from harmonia.music.meter import Meter
from harmonia.music.note import Pitch
from harmonia.music.tempo import TempoMark
from harmonia.schema import schema
from harmonia.songs.brief import Brief, settle
from harmonia.songs.song import (
    ChordSpan,
    Mix,
    Note,
    Part,
    Role,
    Section,
    Song,
    Sound,
)
from harmonia.songs.wishes import Genre, Output, SectionKind, Wishes

WISHES = st.builds(
    Wishes,
    title=st.none()
    | st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).filter(str.strip),
    genre=st.none() | st.sampled_from(Genre),
    moods=st.none()
    | st.lists(st.sampled_from(["warm", "sad"]), max_size=2, unique=True).map(tuple),
    bpm=st.none() | st.floats(30, 300),
    key=st.none() | st.sampled_from(["D major", "F# minor", "E dorian"]),
    meter=st.none() | st.sampled_from(["3/4", "7/8"]),
    seconds=st.none() | st.integers(15, 600).map(float),
    form=st.none() | st.lists(st.sampled_from(SectionKind), min_size=1, max_size=9).map(tuple),
    instruments=st.none() | st.just(("piano", "sax")),
    without=st.none() | st.just(("drums",)),
    chords=st.none() | st.just({SectionKind.CHORUS: ("Am", "F")}),
    outputs=st.none() | st.just((Output.MIDI,)),
    seed=st.none() | st.integers(0, 2**53 - 1),
)
SEEDS = st.integers(0, 2**53 - 1)
FEW = settings(max_examples=20, deadline=None)


def song(brief: Brief) -> Song:
    """A song of one bar."""
    section = Section(
        name="verse",
        kind=SectionKind.VERSE,
        start=0,
        bars=1,
        key=brief.key,
        meter=brief.meter,
        energy=0.5,
        chords=(ChordSpan(0, brief.meter.bar, Chord.parse("Am7/G")),),
        lyrics=("la",),
    )
    notes = (
        Note(0, 240, Sound.parse("F#4"), 80, nudge=-3),
        Note(0, 240, Sound.parse("closed hat"), 60),
    )
    return Song(
        title=brief.title,
        genre=brief.genre,
        seed=brief.seed,
        key=brief.key,
        meter=brief.meter,
        tempo=(TempoMark(0, brief.bpm),),
        sections=(section,),
        parts=(Part("lead", Role.LEAD, "piano", notes),),
        mix=Mix(),
        brief=brief,
        composer="test@1",
    )


def job(brief: Brief) -> Job:
    """A job half way."""
    return Job(
        id="job_1",
        owner="ana",
        brief=brief,
        fingerprint="f",
        idempotency_key="k",
        correlation_id="c",
        created_at="2026-01-02T03:04:05.000Z",
        status=Status.RUNNING,
        stage=Stage.MUSIC,
        stages={Stage.COMPOSE: StageRun(progress=1.0, seconds=0.25)},
    )


@FEW
@given(wishes=WISHES)
def test_wishes_come_back_as_they_went(wishes: Wishes) -> None:
    assert loads(Wishes, canonical(wishes)) == wishes


@FEW
@given(wishes=WISHES, seed=SEEDS)
def test_a_brief_comes_back_as_it_went(wishes: Wishes, seed: int) -> None:
    brief = settle(wishes, seed=seed, not_understood=("x",))

    assert loads(Brief, canonical(brief)) == brief


@FEW
@given(wishes=WISHES, seed=SEEDS)
def test_a_song_and_a_job_come_back_as_they_went(wishes: Wishes, seed: int) -> None:
    brief = settle(wishes, seed=seed)

    assert loads(Song, canonical(song(brief))) == song(brief)
    assert loads(Job, canonical(job(brief))) == job(brief)


@FEW
@given(wishes=WISHES, seed=SEEDS)
def test_documents_satisfy_their_published_schema(wishes: Wishes, seed: int) -> None:
    brief = settle(wishes, seed=seed)

    for value in (wishes, brief, song(brief), job(brief)):
        published = schema(type(value), title=type(value).__name__)
        Draft202012Validator.check_schema(published)
        Draft202012Validator(published).validate(json.loads(canonical(value)))


def test_the_schema_refuses_what_the_reader_refuses() -> None:
    validator = Draft202012Validator(schema(Song, title="Song"))
    whole = plain(song(settle(Wishes(), seed=1)))

    changes: tuple[dict[str, Any], ...] = (
        {"key": "H major"},
        {"extra": 1},
        {"genre": "polka"},
        {"parts": {}},
    )
    for change in changes:
        assert list(validator.iter_errors({**whole, **change}))
        with pytest.raises(Invalid):
            restore(Song, {**whole, **change})


@FEW
@given(wishes=WISHES, seed=SEEDS)
def test_equal_values_have_one_spelling_and_one_hash(wishes: Wishes, seed: int) -> None:
    one, other = settle(wishes, seed=seed), settle(wishes, seed=seed)

    assert canonical(one) == canonical(other)
    assert digest(one) == digest(loads(Brief, canonical(other)))


def test_whole_numbers_have_one_spelling() -> None:
    assert canonical({"b": 80.0, "a": 80}) == b'{"a":80,"b":80}'
    assert canonical(Wishes(bpm=84.5, title="Été")) == '{"bpm":84.5,"title":"Été"}'.encode()
    assert canonical(frozenset({"b", "a"})) == b'["a","b"]'


def test_another_seed_is_another_hash() -> None:
    assert song(settle(Wishes(), seed=1)).sha256 != song(settle(Wishes(), seed=2)).sha256


@dataclass(frozen=True)
class Inner:
    """Something within."""

    count: int
    share: float = 0.0
    on: bool = False


@dataclass(frozen=True)
class Outer:
    """A bit of everything."""

    name: str
    note: str | None
    inner: Inner | None = None
    either: int | str = 0
    many: tuple[Inner, ...] = ()
    marks: frozenset[str] = frozenset()
    keyed: Mapping[Output, Inner] = field(default_factory=dict)
    pitch: Pitch | None = None
    free: Any = None


@pytest.mark.parametrize(
    ("data", "where", "why"),
    [
        ([], "", "an object"),
        ({}, "name", "missing"),
        ({"name": 1}, "name", "expected text, got a number"),
        ({"name": None}, "name", "got nothing"),
        ({"name": True}, "name", "got true/false"),
        ({"name": "a", "wrong": 1}, "wrong", "unknown"),
        ({"name": "a", "inner": {"count": "1"}}, "inner.count", "a whole number, got text"),
        ({"name": "a", "inner": {"count": True}}, "inner.count", "got true/false"),
        ({"name": "a", "inner": {"count": 1.5}}, "inner.count", "a whole number"),
        ({"name": "a", "inner": {"count": 1, "share": "x"}}, "inner.share", "a number, got text"),
        ({"name": "a", "inner": {"count": 1, "share": True}}, "inner.share", "a number"),
        ({"name": "a", "inner": {"count": 1, "share": float("inf")}}, "inner.share", "finite"),
        ({"name": "a", "inner": {"count": 1, "share": 10**400}}, "inner.share", "ordinary"),
        ({"name": "a", "inner": {"count": 1, "on": 1}}, "inner.on", "true/false, got a number"),
        ({"name": "a", "many": {}}, "many", "a list, got an object"),
        ({"name": "a", "many": [{"count": 1}, {}]}, "many.1.count", "missing"),
        ({"name": "a", "keyed": []}, "keyed", "an object, got a list"),
        ({"name": "a", "keyed": {"gif": {"count": 1}}}, "keyed.gif", "not one of mp3"),
        ({"name": "a", "keyed": {"mp3": {}}}, "keyed.mp3.count", "missing"),
        ({"name": "a", "either": []}, "either", "got a list"),
        ({"name": "a", "pitch": "H4"}, "pitch", "not a note"),
        ({"name": "a", "marks": 3}, "marks", "a list"),
        ({"name": "\ud800"}, "name", "surrogate"),
    ],
)
def test_what_does_not_fit_is_named_with_its_place(data: Any, where: str, why: str) -> None:
    with pytest.raises(Invalid, match=why) as caught:
        restore(Outer, data)
    assert caught.value.field == where


def test_what_fits_is_taken() -> None:
    data = {
        "name": "a",
        "note": None,
        "inner": {"count": 2.0, "share": 1},
        "either": "x",
        "many": [{"count": 1}],
        "marks": ["m"],
        "keyed": {"mp3": {"count": 3, "on": True}},
        "pitch": "C4",
        "free": {"any": [1, None]},
    }

    made = restore(Outer, data)

    assert made.inner == Inner(2, 1.0)
    assert made.either == "x"
    assert made.note is None
    assert made.keyed == {Output.MP3: Inner(3, on=True)}
    assert made.free == {"any": [1, None]}
    assert loads(Outer, canonical(made)) == made


@pytest.mark.parametrize("text", ["", "{", b"\xff\xfe", "[" * 100_000, "1" * 5000])
def test_what_is_no_json_is_malformed(text: str | bytes) -> None:
    with pytest.raises(Invalid) as caught:
        loads(Outer, text)
    assert caught.value.code == "malformed"


def test_a_schema_describes_every_kind_of_field() -> None:
    published = schema(Outer, title="outer")
    outer = published["$defs"]["Outer"]

    assert outer["required"] == ["name"]
    assert outer["properties"]["either"] == {"anyOf": [{"type": "integer"}, {"type": "string"}]}
    assert outer["properties"]["free"] == {}
    assert outer["properties"]["many"]["items"] == {"$ref": "#/$defs/Inner"}
    assert outer["description"] == "A bit of everything."


def test_values_with_a_spelling_are_text() -> None:
    assert plain([Key.parse("Dm"), Meter(6, 8), Chord.parse("C/E"), Pitch.parse("Bb3")]) == [
        "D minor",
        "6/8",
        "C/E",
        "Bb3",
    ]


def test_a_complaint_keeps_its_code_on_the_way_out() -> None:
    complaint = Invalid("no", field="b", code="malformed").under("a").under(0)

    assert (complaint.field, complaint.code, str(complaint)) == ("0.a.b", "malformed", "no")
