"""
Composing: a brief becomes a song.

The order is a band's: form and chords first, then who plays when, then the tune, then drums, bass
to the drums, comping around the tune, what lies behind, and last the feel of hands on it all.
Everything random comes from the brief's seed; the same brief is the same song.
"""

import random
from collections.abc import Iterator, Mapping, Sequence

from harmonia.composing import (
    arrangement,
    bass,
    comping,
    counter,
    drums,
    groove,
    harmony,
    riffs,
    texture,
    voices,
)
from harmonia.composing.ensemble import sing
from harmonia.composing.libretto import libretto, set_words
from harmonia.composing.melody import melody
from harmonia.composing.plan import Plan, Seat
from harmonia.composing.style import Ending, Style
from harmonia.composing.styles import STYLES
from harmonia.composing.vocal import Sung
from harmonia.lyrics.pronunciation import RULES, Pronunciations
from harmonia.lyrics.writing.proposal import Proposals
from harmonia.music.tempo import TempoMark
from harmonia.songs.brief import Brief
from harmonia.songs.song import SUNG, Note, Part, Role, Section, Song

COMPOSER = "harmonia@2"
SLOWING = (0.97, 0.93, 0.88, 0.82)  # of the tempo, over the last two bars
LAST = 0.76  # under the last chord


def compose(
    brief: Brief, pronunciations: Pronunciations = RULES, proposals: Proposals | None = None
) -> Song:
    """
    The song that the brief asks for; words are pronounced by that dictionary, else by rule.

    Lyrics that nobody gave may be proposed, else they are written here. Invalid if given ones
    can't be sung, or not in the time there is.
    """
    style = STYLES[brief.genre]
    draw = random.Random(f"{brief.seed}/ending")
    ending = draw.choice(style.endings)
    closing = 0.0 if ending == Ending.COLD else 0.45
    book = libretto(brief, style, closing, pronunciations, proposals)
    sections = harmony.sections(brief, style, book.shape, ending, book.texts)
    chairs = arrangement.band(brief, style, sections, book.lines)
    seats = tuple(seat for _, seat in chairs)
    plan = Plan(brief, sections, _tempo(brief, style, sections, ending), seats)
    sung = sing(plan, style, book)
    played = perform(plan, style, sung)
    cast = voices.cast(brief)
    manner = cast.style if cast else ""
    parts = tuple(
        Part(
            seat.name, seat.role, seat.instrument, played[seat.name], arrangement.strip(chair),
            sung[seat.name].syllables if seat.name in sung else (),
            manner if seat.role in SUNG else "",
        )
        for chair, seat in chairs
        if played[seat.name]
    )  # fmt: skip
    return Song(
        title=brief.title, genre=brief.genre, seed=brief.seed, key=brief.key, meter=brief.meter,
        tempo=plan.tempo, sections=sections, parts=parts, mix=draw.choice(style.mix), brief=brief,
        composer=COMPOSER,
    )  # fmt: skip


def rehearse(brief: Brief, pronunciations: Pronunciations = RULES) -> None:
    """Invalid, as composing would have it, if the brief's lyrics can't be sung; cheap to ask."""
    if brief.lyrics and brief.voice != "none":
        set_words(brief, STYLES[brief.genre], 0.45, brief.lyrics, pronunciations)


def perform(plan: Plan, style: Style, sung: Mapping[str, Sung]) -> dict[str, tuple[Note, ...]]:
    """What every seat plays or sings, by its name, with the groove in it."""
    written = {name: part.notes for name, part in sung.items()}
    themes = next((part.themes for part in sung.values()), {})
    for seat in _by_role(plan.seats, Role.LEAD):
        written[seat.name] = melody(plan, seat, style, themes)
    lead = _foremost([written[seat.name] for seat in _by_role(plan.seats, Role.VOCAL, Role.LEAD)])
    for seat in _by_role(plan.seats, Role.DRUMS, Role.PERCUSSION):
        written[seat.name] = drums.drums(plan, seat)
    kit = [n for seat in _by_role(plan.seats, Role.DRUMS) for n in written[seat.name]]
    for seat in _by_role(plan.seats, Role.BASS):
        written[seat.name] = bass.bass(plan, seat, kit)
    for place, seat in enumerate(_by_role(plan.seats, Role.COMPING)):
        chords = comping.comping(plan, seat, lead)
        written[seat.name] = comping.lightened(chords) if place else chords
    for seat in _by_role(plan.seats, Role.PAD):
        written[seat.name] = texture.pad(plan, seat)
    for seat in _by_role(plan.seats, Role.COUNTER):
        written[seat.name] = counter.counter(plan, seat, lead)
    for seat in _by_role(plan.seats, Role.RIFF):
        written[seat.name] = riffs.riff(plan, seat)
    return {seat.name: groove.feel(plan, seat, written[seat.name]) for seat in plan.seats}


def _foremost(tunes: Sequence[Sequence[Note]]) -> list[Note]:
    """What one follows with the ear: one note at a time, the singers before the players."""
    ranked = [(note.start, rank, note) for rank, notes in enumerate(tunes) for note in notes]
    heard: list[Note] = []
    for start, _, note in sorted(ranked, key=lambda one: one[:2]):
        if not heard or start >= heard[-1].start + heard[-1].length:
            heard.append(note)
    return heard


def _by_role(seats: Sequence[Seat], *roles: Role) -> Iterator[Seat]:
    return (seat for seat in seats if seat.role in roles)


def _tempo(
    brief: Brief, style: Style, sections: Sequence[Section], ending: Ending
) -> tuple[TempoMark, ...]:
    """The tempo: what was asked for, breathing where the style breathes, slowing at the end."""
    marks = {0: brief.bpm}
    for section in sections[1:]:
        push = style.breathes * (1 if section.energy > 0.6 else -1 if section.energy < 0.3 else 0)
        marks[section.start] = round(brief.bpm * (1 + push), 2)
    last = sections[-1]
    if ending != Ending.COLD and last.bars >= 2:
        bar = last.meter.bar
        for step, share in enumerate(SLOWING):
            tick = last.end - 2 * bar + step * bar // 4
            marks[tick] = round(brief.bpm * share, 2)
        marks[last.end - bar] = round(brief.bpm * LAST, 2)
    steady: list[TempoMark] = []
    for tick, bpm in sorted(marks.items()):
        if not steady or steady[-1].bpm != bpm:
            steady.append(TempoMark(tick, bpm))
    return tuple(steady)
