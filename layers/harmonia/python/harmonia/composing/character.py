"""
Character: where a section's tune lies and how it behaves.

The whole tune keeps within a tenth or so that could be sung and that suits the instrument; inside
it the verse lies low, the chorus a few steps higher with its peak early, a bridge apart from both.
"""

import random
from dataclasses import dataclass

from harmonia.composing.staff import nearest
from harmonia.composing.style import Style
from harmonia.music.instrument import Instrument
from harmonia.music.key import Key
from harmonia.songs.song import Section
from harmonia.songs.wishes import SectionKind

COMPASS = {  # MIDI keys that a voice sings with ease; the lead stays where it could be sung
    "male": (48, 67), "deep male": (43, 62), "choir": (55, 76), "child": (60, 77),
}  # fmt: skip
ANYONE = (57, 77)
PEAKS = {  # where in a section the highest note comes
    SectionKind.VERSE: 0.72, SectionKind.CHORUS: 0.28, SectionKind.PRECHORUS: 0.9,
    SectionKind.BRIDGE: 0.6, SectionKind.SOLO: 0.75,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Character:
    """How a section's tune behaves: where it lies, peaks and closes, how busy it is."""

    low: int
    high: int
    centre: int
    peak: float  # where in the section its highest note comes, 0 to 1
    rate: float  # notes a second
    hooks: bool = False
    open: bool = False  # ends on a question
    wild: bool = False  # a solo: motifs return less
    loops: bool = False  # a hook: motifs return more, and where they were


def compass(
    player: Instrument, voice: str, key: Key, span: int, draw: random.Random
) -> tuple[int, int]:
    """The lowest and highest step of the tune: singable, and easy on the instrument."""
    bottom, top = COMPASS.get(voice, ANYONE)
    bottom, top = max(bottom, player.low), min(top, player.high)
    if top - bottom < 14:
        bottom, top = max(player.low, top - 17), min(player.high, max(top, player.low + 17))
    first, last = nearest(bottom, key) + 1, nearest(top, key) - 1 - span
    if last < first:
        return first, min(first + span, nearest(top, key) - 1)
    steps = range(first, last + 1)
    rests = [step for step in steps if (step - key.tonic.letter) % 7 in (0, 4, 2)]
    low = draw.choice(rests or list(steps))
    return low, low + span


def character(section: Section, style: Style, low: int, high: int) -> Character:
    """How a tune of that kind of section lies and moves."""
    tune, kind = style.tune, section.kind
    rate = tune.rate * (0.8 + 0.35 * section.energy)
    peak = PEAKS.get(kind, 0.5)
    room = high - low
    lift = min(tune.lift, room // 3)
    if kind == SectionKind.CHORUS:
        return Character(
            low + lift, high, high - 3, peak, rate * 0.92, hooks=True, loops=tune.loops
        )
    if kind == SectionKind.PRECHORUS:
        return Character(low + 1, high - 2, low + room // 2, peak, rate, open=True)
    if kind == SectionKind.SOLO:
        return Character(low, high, low + room // 2, peak, rate * 1.6, wild=True)
    if kind == SectionKind.BRIDGE:
        return Character(low + 1, high - 1, low + room // 2 + 1, peak, rate * 0.85, open=True)
    return Character(low, high - lift - 1, low + room // 3, peak, rate)
