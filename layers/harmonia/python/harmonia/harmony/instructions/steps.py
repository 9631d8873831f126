"""
The steps from a theme to a song one can play this evening, in the order one takes them.

Every step says what to do, with what; nothing in it needs theory. `example` is a request for the
songs API that lets one hear what is meant.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from harmonia.harmony.instructions.frame import FrameLine, frame
from harmonia.harmony.instructions.plan import Plan, plan
from harmonia.harmony.instructions.strumming import Strum, strum
from harmonia.harmony.instructions.tune import TuneBar, tune
from harmonia.music.chord import Chord
from harmonia.music.key import Key
from harmonia.music.meter import Meter
from harmonia.songs.wishes import Genre, Output, SectionKind, Wishes

FORM = (
    SectionKind.INTRO, SectionKind.VERSE, SectionKind.CHORUS, SectionKind.VERSE,
    SectionKind.CHORUS, SectionKind.OUTRO,
)  # fmt: skip
SLOW = 0.65  # of the tempo, to practise in


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A section of the song, how long it is, and what is played in it."""

    section: SectionKind
    bars: int
    chords: tuple[Chord, ...]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do; whichever of the parts below belong to it are there."""

    number: int
    title: str
    words: str
    shapes: tuple[Chord, ...] = ()  # the chords that the hand must learn
    strum: Strum | None = None
    tune: tuple[TuneBar, ...] = ()
    lines: tuple[FrameLine, ...] = ()
    form: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A request for `POST /v1/songs`."""

    brief: Wishes


@dataclass(frozen=True, slots=True, kw_only=True)
class Instructions:
    """How to make a song of a theme."""

    title: str
    theme: str
    genre: Genre
    key: Key
    meter: Meter
    bpm: float
    steps: tuple[Step, ...]
    example: Example


def instructions(wishes: Wishes, seed: int) -> Instructions:
    """The steps for those wishes; equal wishes and seeds have equal steps."""
    made = plan(wishes, seed)
    brief = made.brief
    draw = random.Random(f"{brief.seed}/tune")
    verse = tune(made.verse, brief.key, brief.meter, draw)
    chorus = tune(made.chorus, brief.key, brief.meter, draw)
    theme = brief.theme or brief.title
    notes = {name: [len(bar.notes) for bar in bars] for name, bars in
             (("verse", verse), ("chorus", chorus))}  # fmt: skip
    form = _form(made)
    return Instructions(
        title=brief.title,
        theme=theme,
        genre=brief.genre,
        key=brief.key,
        meter=brief.meter,
        bpm=brief.bpm,
        steps=(
            _shapes(made),
            _changes(made),
            _rhythm(made),
            _melody(verse, chorus, brief.key),
            Step(
                number=5,
                title="Write the words",
                words=(
                    "Fill in the lines below: answer each question in about as many syllables as "
                    "it says. Lines with the same letter rhyme. Write badly first, then better."
                ),
                lines=frame(theme, brief.title, notes),
            ),
            Step(
                number=6,
                title="Put it in order",
                words=" → ".join(f"{one.section} ({one.bars} bars)" for one in form) + ".",
                form=form,
            ),
            Step(
                number=7,
                title="Hear it, and play along",
                words=(
                    f"Send the example to /v1/songs and a band plays it at {brief.bpm:g} beats a "
                    "minute. Play with it, sing over it, then change one thing and send it again."
                ),
            ),
        ),
        example=_example(made),
    )


def _shapes(made: Plan) -> Step:
    names = _listed([str(chord) for chord in made.shapes])
    count = len(made.shapes)
    return Step(
        number=1,
        title=f"Learn {count} chord{'s' if count > 1 else ''}",
        words=(
            f"Put your fingers on {names}, one at a time. Pick string by string until each rings, "
            "then let go and take the shape again, ten times."
        ),
        shapes=made.shapes,
    )


def _changes(made: Plan) -> Step:
    verse, chorus = " ".join(map(str, made.verse)), " ".join(map(str, made.chorus))
    slow = round(made.brief.bpm * SLOW)
    return Step(
        number=2,
        title="Change between them",
        words=(
            f"Set a metronome to {slow} and play one stroke a bar: {verse} for the verse, {chorus} "
            f"for the chorus, each line again and again. {_home(made)}"
        ),
    )


def _home(made: Plan) -> str:
    home = next(
        (one for one in made.shapes if one.root.semitone == made.brief.key.tonic.semitone), None
    )
    return f"When it feels finished on {home}, you are home." if home else "It need not end."


def _rhythm(made: Plan) -> Step:
    pattern = strum(made.brief.genre, made.brief.meter)
    return Step(
        number=3,
        title="Strum",
        words=f"{pattern.words} Then raise the metronome, a little each time, to "
        f"{made.brief.bpm:g}.",
        strum=pattern,
    )


def _melody(verse: tuple[TuneBar, ...], chorus: tuple[TuneBar, ...], key: Key) -> Step:
    return Step(
        number=4,
        title="Find a melody",
        words=(
            f"Sing or play these notes over the chords. Verse: {_sung(verse)}. "
            f"Chorus: {_sung(chorus)}. The numbers count from {key.tonic}, which is 1. "
            "Keep the rhythm and change the notes until it is yours."
        ),
        tune=(*verse, *chorus),
    )


def _sung(bars: Sequence[TuneBar]) -> str:
    return " | ".join(
        f"{bar.chord}: {' '.join(f'{one.note}({one.number})' for one in bar.notes)}" for bar in bars
    )


def _form(made: Plan) -> tuple[Stretch, ...]:
    told = {
        SectionKind.INTRO: "Strum the verse's chords alone, softly.",
        SectionKind.VERSE: "Sing the verse; leave room between the lines.",
        SectionKind.CHORUS: "Louder and higher: everybody should be able to sing this.",
        SectionKind.OUTRO: "Slow down and let the last chord ring.",
    }
    form = made.brief.form or FORM
    return tuple(
        Stretch(
            section=kind,
            bars=_bars(kind, chords),
            chords=chords,
            words=told.get(kind, "Something else for a while, then back."),
        )
        for kind in form
        for chords in [made.chorus if kind == SectionKind.CHORUS else made.verse]
    )


def _bars(kind: SectionKind, chords: Sequence[Chord]) -> int:
    """Twice round where one sings, once elsewhere; a long progression is long enough."""
    sung = kind in (SectionKind.VERSE, SectionKind.CHORUS)
    return len(chords) * (2 if sung and len(chords) <= 8 else 1)


def _example(made: Plan) -> Example:
    brief = made.brief
    return Example(
        brief=Wishes(
            title=brief.title,
            theme=brief.theme,
            genre=brief.genre,
            moods=brief.moods or None,
            bpm=brief.bpm,
            key=str(brief.key),
            meter=str(brief.meter),
            instruments=brief.instruments or None,
            voice=brief.voice,
            form=brief.form or FORM,
            chords={
                SectionKind.VERSE: tuple(map(str, made.verse)),
                SectionKind.CHORUS: tuple(map(str, made.chorus)),
            },
            outputs=(Output.MP3, Output.MIDI),
            seed=brief.seed,
        )
    )


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
