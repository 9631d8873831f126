"""
Arrangement: who plays when, and how much.

The energy curve decides: a player sits out what lies below their threshold and gets busier with
what lies above. Who was asked for plays, come what may; leads leave solos and some intros to
others.
"""

import random
from collections.abc import Sequence
from dataclasses import replace

from harmonia.composing import ensemble
from harmonia.composing.plan import Seat
from harmonia.composing.seating import invited
from harmonia.composing.style import Chair, Style
from harmonia.lyrics.line import Line
from harmonia.songs.brief import Brief
from harmonia.songs.song import Role, Section, Strip


def band(
    brief: Brief,
    style: Style,
    sections: Sequence[Section],
    lines: Sequence[Sequence[Line]] = (),
) -> list[tuple[Chair, Seat]]:
    """
    The seats, each with the chair it is modelled on, in the order they are listed.

    Where a section has lines to sing, singers sit first and the leads leave it to them.
    """
    singers = ensemble.seats(brief, sections, lines)
    draw = random.Random(f"{brief.seed}/arrangement")
    seats = []
    for chair in invited(brief, style, draw):
        active = tuple(_activity(chair, section, sections) for section in sections)
        seats.append((chair, Seat(chair.name, chair.role, chair.instruments, active)))
    seats = _in_turn(seats, sections)
    awake = [(chair, seat) for chair, seat in _wake(seats, brief, sections) if any(seat.activity)]
    leads = _rested(awake, style, sections, draw)
    return [*singers, *_yielding(leads, singers, brief.instruments)]


def strip(chair: Chair) -> Strip:
    """The chair's channel on the desk."""
    return Strip(level=chair.level, pan=chair.pan, room=chair.room)


def _in_turn(
    seats: list[tuple[Chair, Seat]], sections: Sequence[Section]
) -> list[tuple[Chair, Seat]]:
    """The seats with several answering voices taking turns, and all of them where it is fullest."""
    voices = [seat.name for _, seat in seats if seat.role == Role.COUNTER]
    fullest = max(section.energy for section in sections)
    turned = []
    for chair, seat in seats:
        if seat.role == Role.COUNTER and len(voices) > 1:
            turn = voices.index(seat.name)
            active = tuple(
                level if index % len(voices) == turn or section.energy == fullest else 0.0
                for index, (level, section) in enumerate(zip(seat.activity, sections, strict=True))
            )
            seat = replace(seat, activity=active)
        turned.append((chair, seat))
    return turned


def _activity(chair: Chair, section: Section, sections: Sequence[Section]) -> float:
    """How busy that chair is there: nothing below its threshold, then more with energy."""
    kind = str(section.kind)
    if kind in chair.rests.split() or (chair.only and kind not in chair.only.split()):
        return 0.0
    if chair.role == Role.LEAD:
        return round(0.4 + 0.6 * section.energy, 2)
    if section.energy < chair.enters:
        return 0.0
    first = next(index for index, one in enumerate(sections) if one.energy >= chair.enters)
    eased = 0.12 if sections[first] is section and chair.enters > 0.3 else 0.0
    return round(max(0.15, min(1.0, 0.25 + 0.75 * section.energy - eased)), 2)


def _wake(
    seats: list[tuple[Chair, Seat]], brief: Brief, sections: Sequence[Section]
) -> list[tuple[Chair, Seat]]:
    """Players who were asked for and basic ones play, though nothing is full enough for them."""
    fullest = max(section.energy for section in sections)
    woken = []
    for chair, seat in seats:
        asked = seat.instrument in brief.instruments
        basic = seat.role in (Role.BASS, Role.DRUMS, Role.COMPING)
        if not any(seat.activity) and (asked or basic or seat.role == Role.PAD):
            level = 0.5 if asked else 0.35
            active = tuple(
                level if asked or basic or one.energy == fullest else 0.0 for one in sections
            )
            seat = replace(seat, activity=active)
        woken.append((chair, seat))
    return woken


def _rested(
    seats: list[tuple[Chair, Seat]], style: Style, sections: Sequence[Section], draw: random.Random
) -> list[tuple[Chair, Seat]]:
    """The seats with the leads silent where others have the word: in some intros, in solos."""
    odds = {kind: float(share) for kind, _, share in map(_parted, style.silent.split())}
    soloing = [0.0] * len(sections)
    for chair, seat in seats:
        if chair.only:
            soloing = [max(pair) for pair in zip(soloing, seat.activity, strict=True)]
    silent = [soloing[i] > 0 or draw.random() < odds.get(str(one.kind), 0.0)
              for i, one in enumerate(sections)]  # fmt: skip
    if all(silent):
        silent = [False] * len(sections)
    return [
        (chair, seat)
        if seat.role != Role.LEAD or chair.only
        else (chair, replace(seat, activity=tuple(
            0.0 if quiet else level for quiet, level in zip(silent, seat.activity, strict=True)
        )))
        for chair, seat in seats
    ]  # fmt: skip


def _yielding(
    seats: list[tuple[Chair, Seat]],
    singers: Sequence[tuple[Chair, Seat]],
    wanted: Sequence[str],
) -> list[tuple[Chair, Seat]]:
    """
    The seats with the leads silent where somebody sings.

    A lead that was asked for and has nothing left answers the voice instead.
    """
    if not singers:
        return seats
    sung = [any(levels) for levels in zip(*(seat.activity for _, seat in singers), strict=True)]
    found = []
    for chair, seat in seats:
        if seat.role == Role.LEAD:
            pairs = zip(sung, seat.activity, strict=True)
            free = tuple(0.0 if taken else level for taken, level in pairs)
            answers = seat.instrument in wanted and not any(free)
            role, active = (Role.COUNTER, seat.activity) if answers else (seat.role, free)
            seat = replace(seat, role=role, activity=active)
        found.append((chair, seat))
    return found


def _parted(text: str) -> tuple[str, str, str]:
    return text.partition(":")
