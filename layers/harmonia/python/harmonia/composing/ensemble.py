"""
The ensemble: everybody who sings.

The tune is made once, for the first singer. A partner in a duet takes turns with it, an octave
away, and joins in choruses; a choir sings it in four parts; a single singer is doubled in choruses
and harmonised from the second one on.
"""

from collections.abc import Sequence
from dataclasses import replace

from harmonia.composing import vocal, voices
from harmonia.composing.libretto import Libretto
from harmonia.composing.plan import Plan, Seat
from harmonia.composing.staff import pitch_at, step_of, tones
from harmonia.composing.style import Chair, Style
from harmonia.composing.vocal import Sung
from harmonia.lyrics.line import Line
from harmonia.music.instrument import performer
from harmonia.music.note import Pitch
from harmonia.songs.brief import Brief
from harmonia.songs.song import Note, Role, Section, Sound, Syllable
from harmonia.songs.wishes import SectionKind

VOICE = "voice"
GATHERED = SectionKind.CHORUS  # where the others join in
BELOW = (2, 5, 3, 4, 7, 9, 6, 10)  # steps under the tune, the sweetest first
SOFTER = {"double": 10, "harmony": 14}
PANS = {"alto": -0.35, "tenor": 0.35, "baritone": -0.15, "soprano": 0.15}


def seats(
    brief: Brief, sections: Sequence[Section], lines: Sequence[Sequence[Line]]
) -> list[tuple[Chair, Seat]]:
    """The singers' places, each with its channel, as far as there is something to sing."""
    cast = voices.cast(brief)
    sung = [1.0 if any(map(len, row)) else 0.0 for row in lines]
    if cast is None or not any(sung):
        return []
    levels = [level * (0.5 + 0.5 * one.energy) for level, one in zip(sung, sections, strict=True)]
    found = [_place(VOICE, Role.VOCAL, cast.leads[0], levels)]
    if len(cast.leads) > 1:
        turns = _turns(sections, sung)
        found = [
            _place(VOICE, Role.VOCAL, cast.leads[0], _only(levels, turns, (1, 3))),
            _place(f"{VOICE} 2", Role.VOCAL, cast.leads[1], _only(levels, turns, (2, 3))),
        ]
    elif cast.choir:
        found += [_place(one, Role.BACKING, one, levels) for one in cast.others]
    else:
        joined = _choruses(sections, sung)
        doubled = [level if at in joined else 0.0 for at, level in enumerate(levels)]
        later = set(joined[1:] or joined)
        harmony = [level if at in later else 0.0 for at, level in enumerate(levels)]
        if any(doubled):
            found.append(_place("double", Role.BACKING, cast.leads[0], doubled))
            found.append(_place("harmony", Role.BACKING, cast.others[0], harmony))
    return [one for one in found if any(one[1].activity)]


def _place(name: str, role: Role, singer: str, levels: Sequence[float]) -> tuple[Chair, Seat]:
    pan = 0.0 if role == Role.VOCAL or name == "double" else PANS.get(singer, 0.0)
    level = {"double": -8.0, "harmony": -5.0}.get(name, 0.0)
    chair = Chair(name=name, role=role, instruments=singer, level=level, pan=pan, room=0.3)
    return chair, Seat(name, role, singer, tuple(levels))


def _choruses(sections: Sequence[Section], sung: Sequence[float]) -> list[int]:
    return [at for at, one in enumerate(sections) if one.kind == GATHERED and sung[at]]


def _turns(sections: Sequence[Section], sung: Sequence[float]) -> list[int]:
    """Who of two sings each section: 1, 2 or both (3)."""
    turns, count = [], 0
    for section, level in zip(sections, sung, strict=True):
        if section.kind == GATHERED:
            turns.append(3)
            continue
        turns.append(1 + count % 2)
        count += bool(level)
    if 3 not in turns:  # nowhere to meet but at the end
        last = max(at for at, level in enumerate(sung) if level)
        turns[last] = 3
    return turns


def _only(levels: Sequence[float], turns: Sequence[int], mine: tuple[int, ...]) -> list[float]:
    return [level if turn in mine else 0.0 for level, turn in zip(levels, turns, strict=True)]


def sing(plan: Plan, style: Style, book: Libretto) -> dict[str, Sung]:
    """What every singer sings, by the name of the seat."""
    places = [seat for seat in plan.seats if seat.role in (Role.VOCAL, Role.BACKING)]
    if not places:
        return {}
    first = places[0]
    duet = sum(seat.role == Role.VOCAL for seat in places) > 1
    tune = vocal.vocal(plan, first, style, book.lines, duet=duet)
    found = {first.name: _where(tune, plan, first) if duet else tune}
    above = [tune]
    for seat in places[1:]:
        if seat.role == Role.VOCAL:
            found[seat.name] = _partner(plan, seat, first, tune)
        elif seat.name == "double":
            found[seat.name] = _softer(_where(tune, plan, seat), SOFTER["double"])
        else:
            part = _under(plan, seat, _where(tune, plan, seat), above[-1])
            above.append(part)
            found[seat.name] = _softer(part, SOFTER["harmony"])
    return found


def _where(tune: Sung, plan: Plan, seat: Seat) -> Sung:
    """The sections of the tune in which that seat is active, its words counted anew."""
    spans = [
        (section.start, section.end)
        for section, active in zip(plan.sections, seat.activity, strict=True)
        if active
    ]
    lasts = {one.line: one.start for one in tune.syllables}  # a pickup belongs to its line's end
    syllables = [one for one in tune.syllables if _inside(lasts[one.line], spans)]
    starts = {one.start for one in syllables}
    keep = [
        note
        for note in tune.notes
        if note.start in starts or any(one.start < note.start < one.end for one in syllables)
    ]
    return Sung(tuple(keep), _counted(syllables))


def _inside(tick: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= tick < end for start, end in spans)


def _counted(syllables: Sequence[Syllable]) -> tuple[Syllable, ...]:
    """The syllables with words and lines counted from 0 without gaps."""
    words = {old: new for new, old in enumerate(dict.fromkeys(one.word for one in syllables))}
    lines = {old: new for new, old in enumerate(dict.fromkeys(one.line for one in syllables))}
    return tuple(replace(one, word=words[one.word], line=lines[one.line]) for one in syllables)


def _softer(part: Sung, by: int) -> Sung:
    notes = tuple(replace(note, velocity=max(24, note.velocity - by)) for note in part.notes)
    return replace(part, notes=notes)


def _partner(plan: Plan, seat: Seat, first: Seat, tune: Sung) -> Sung:
    """The second of a duet: the tune an octave away alone, a harmony to it together."""
    mine = _where(tune, plan, seat)
    player = performer(seat.instrument)
    both = [
        (section.start, section.end)
        for section, one, two in zip(plan.sections, first.activity, seat.activity, strict=True)
        if one and two
    ]
    under = {note.start: note for note in _under(plan, seat, mine, tune).notes}
    notes = []
    for note in mine.notes:
        if _inside(note.start, both):
            notes.append(under[note.start])
            continue
        pitch = note.sound.of
        assert isinstance(pitch, Pitch)
        down = -1 if pitch.midi > player.high or pitch.midi - 12 >= player.low else 0
        notes.append(replace(note, sound=Sound(Pitch(pitch.note, pitch.octave + down))))
    return replace(mine, notes=tuple(notes))


def _under(plan: Plan, seat: Seat, mine: Sung, upper: Sung) -> Sung:
    """A voice under another: thirds and sixths, chord tones where it counts, moving little."""
    over = {note.start: note for note in upper.notes}
    low, high = voices.EASE[seat.instrument]
    notes: list[Note] = []
    before = 0
    for note in mine.notes:
        pitch = over.get(note.start, note).sound.of
        assert isinstance(pitch, Pitch)
        section = next(one for one in plan.sections if note.start < one.end)
        chord = plan.chord_at(min(note.start + note.length // 3, section.end - 1)).chord
        step = step_of(pitch)
        reach = [(rank, pitch_at(step - by, section.key, chord)) for rank, by in enumerate(BELOW)]
        reach = [(rank, one) for rank, one in reach if low <= one.midi <= high]
        if not reach:
            reach = [(0, _octave(pitch, low, high))]
        fits = [(rank, one) for rank, one in reach if one.midi % 12 in tones(chord)]
        short = note.length <= 240
        chosen = min(
            fits if fits and not short else reach,
            key=lambda item: 0.5 * item[0] + (0.6 * abs(item[1].midi - before) if before else 0),
        )[1]
        before = chosen.midi
        notes.append(replace(note, sound=Sound(chosen)))
    return replace(mine, notes=tuple(notes))


def _octave(pitch: Pitch, low: int, high: int) -> Pitch:
    """The same note in the octave that the voice has."""
    octave = pitch.octave
    while 12 * (octave + 1) + pitch.midi % 12 > high:
        octave -= 1
    while 12 * (octave + 1) + pitch.midi % 12 < low:
        octave += 1
    return Pitch(pitch.note, octave)
