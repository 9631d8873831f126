"""
Texture: what lies behind the tune.

Pads hold voice-led chords and never strike a common tone again; where they begin they enter one
voice at a time. Every held line ends on a note of the last chord.
"""

from collections.abc import Sequence

from harmonia.composing.bars import closing
from harmonia.composing.leading import HIGH, LOW, voiced
from harmonia.composing.plan import Plan, Seat
from harmonia.composing.staff import spelled, tones
from harmonia.music.instrument import Instrument
from harmonia.songs.song import ChordSpan, Note, Section, Sound

LOUD = 46
Held = tuple[int, Section, ChordSpan]  # when a tone began, and where


def pad(plan: Plan, seat: Seat) -> tuple[Note, ...]:
    """Held chords, common tones ringing on."""
    player = seat.player
    count = min(4, player.voices)
    low, high = window(player)
    notes: list[Note] = []
    before: tuple[int, ...] = ()
    held: dict[int, Held] = {}  # by key
    for index, section in enumerate(plan.sections):
        if not seat.activity[index]:
            notes += _released(held, set(held), section.start)
            before = ()
            continue
        for span in section.chords:
            voices = voiced(span.chord, before, count, low, high)
            seam = span is section.chords[0]
            gone = set(held) if seam else set(held) - set(voices)
            enters = not held
            notes += _released(held, gone, span.start)
            for place, key in enumerate(voices):
                if key not in held:
                    start = _entry(span, section, place) if enters else span.start
                    held[key] = (start, section, span)
            before = voices
    notes += _released(held, set(held), plan.sections[-1].end)
    return tuple(sorted(notes, key=lambda note: (note.start, note.sound.key)))


def window(player: Instrument) -> tuple[int, int]:
    """Where the upper voices may lie on this instrument."""
    low, high = max(LOW, player.low), min(HIGH, player.high)
    if high - low < 14:
        low, high = max(player.low, high - 19), min(player.high, low + 19)
    return low, high


def _entry(span: ChordSpan, section: Section, place: int) -> int:
    """When a voice comes in where the pad begins: one after the other, unless it bursts in."""
    pulses = section.meter.pulses
    if section.energy > 0.6 or span.length < section.meter.bar or len(pulses) < 2:
        return span.start
    return span.start + place * min(pulses[1], span.length // 8)


def _released(held: dict[int, Held], gone: set[int], end: int) -> list[Note]:
    """The notes that end there; they are held no more."""
    ended = []
    for key in sorted(gone):
        start, section, span = held.pop(key)
        if start < end:
            pitch = spelled(key, section.key, span.chord)
            loud = round(LOUD + 30 * section.energy)
            ended.append(Note(start, end - start, Sound(pitch), loud))
    return ended


def settled(plan: Plan, seat: Seat, notes: Sequence[Note]) -> tuple[Note, ...]:
    """The line with everything cut at the last chord, and one note of it held to the end."""
    close, end = closing(plan), plan.sections[-1].end
    kept = [
        Note(n.start, min(n.length, close - n.start), n.sound, n.velocity, n.nudge)
        for n in sorted(notes, key=lambda note: note.start)
        if n.start < close
    ]
    if seat.activity[-1] and kept:
        section, chord = plan.sections[-1], plan.chord_at(close).chord
        last = kept[-1].sound.key
        player = seat.player
        keys = [k for k in range(player.low, player.high + 1) if k % 12 in tones(chord)]
        key = min(keys, key=lambda k: abs(k - last))
        kept.append(
            Note(close, end - close, Sound(spelled(key, section.key, chord)), kept[-1].velocity)
        )
    return tuple(kept)
