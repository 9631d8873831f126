"""
Comping: chords in rhythm, under and between the melody's phrases.

What to strike when comes from the genre's page; who strikes decides how. Keys voice chords around
middle C and leave the bottom to the bass, fretted instruments play shapes a hand can hold and
strum them string by string. Soft strokes give way where the melody is busy, optional ones speak in
its gaps, pushed chords arrive an eighth early.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from harmonia.composing.bars import Bar, bars, spans, variant
from harmonia.composing.frets import Frets
from harmonia.composing.grooves import GROOVES, pace, strokes
from harmonia.composing.grooves.tab import HOLD, pulses
from harmonia.composing.hands import FINAL, Hands, Strike
from harmonia.composing.keyboard import Keyboard
from harmonia.composing.plan import Plan, Seat
from harmonia.music.instrument import Family
from harmonia.music.meter import PPQ
from harmonia.music.note import Pitch
from harmonia.songs.song import ChordSpan, Note, Sound
from harmonia.songs.wishes import Genre

EIGHTH = PPQ // 2
CLEAR = 48  # C3: below it one accompanist is enough beside the bass
CHORDS = frozenset("CcsAaDdUuPpB?")  # signs that sound the harmony
PUSHED = frozenset("Aa")
LOW = ("left", "thumb")  # voices that play the bass of a chord
STRUMMED = ("strum", "power")
SUSTAINED = frozenset({"organ", "church organ", "accordion"})
DRIVEN = frozenset({"overdriven guitar"})
PICKED = (Genre.FOLK, Genre.POP, Genre.LOFI, Genre.CINEMATIC)


def comping(plan: Plan, seat: Seat, lead: Sequence[Note]) -> tuple[Note, ...]:
    """What a chord player plays beside that melody."""
    return hands(plan, seat).notes(pushed(list(Strikes(plan, seat, lead).play())))


def hands(plan: Plan, seat: Seat) -> Hands:
    """Whose hands they are."""
    return Frets(plan, seat) if seat.player.family is Family.GUITAR else Keyboard(plan, seat)


def lightened(notes: Sequence[Note]) -> tuple[Note, ...]:
    """A second accompanist's chords without what would crowd the low end: an octave up, or gone."""
    struck = {(note.start, note.sound.key) for note in notes}
    kept = []
    for note in notes:
        pitch = note.sound.of
        if isinstance(pitch, Pitch) and pitch.midi < CLEAR:
            if (note.start, pitch.midi + 12) in struck:
                continue
            note = replace(note, sound=Sound(Pitch(pitch.note, pitch.octave + 1)))
        kept.append(note)
    return tuple(kept)


@dataclass(frozen=True)
class Strikes:
    """When a seat strikes, and what."""

    plan: Plan
    seat: Seat
    lead: Sequence[Note]

    def play(self) -> list[Strike]:
        """Every strike of the song, in order of time."""
        melody = Melody(self.lead)
        found: list[Strike] = []
        for bar in bars(self.plan, self.seat):
            if bar.start < bar.close:
                found += (one for one in self.bar(bar, melody) if one.at < bar.close)
            if bar.start <= bar.close < bar.end:
                end = self.plan.sections[-1].end
                span = self.plan.chord_at(bar.close)
                span = ChordSpan(bar.close, end - bar.close, span.chord)
                found.append(Strike(bar.close, end - bar.close, "final", FINAL, span, bar))
        return found

    def bar(self, bar: Bar, melody: "Melody") -> list[Strike]:
        """The strikes of one bar."""
        draw = self.plan.random(f"comping/{self.seat.name}/{bar.start}")
        genre, meter = self.plan.brief.genre, bar.section.meter
        beats = {bar.start + pulse.at for pulse in pulses(meter)}
        busy = melody.busy(bar.start, bar.end, len(beats))
        number, role = variant(self.plan, bar), self.role(bar)
        found: list[Strike] = []
        each = pace(genre, meter, self.plan.brief.bpm)
        written = strokes(genre, role, meter, bar.level, number, bar.index % 4, each)
        ahead = {bar.start + one.at for one in written if one.sign in PUSHED}
        for stroke in written:
            at, sign = bar.start + stroke.at, stroke.sign
            span = self.plan.chord_at(at)
            if sign == HOLD:  # a new chord can't be held over from the last bar
                if span.start != at:
                    found.append(Strike(at, stroke.length, stroke.voice, HOLD, span, bar))
                    continue
                sign = "1" if stroke.voice in (*LOW, "pick") else "c"
            gap = melody.rests(at)
            if sign == "?":
                if not (gap or (bar.turn and draw.random() < 0.5)):
                    continue
                sign = "c" if role != "strum" else "u"
            if busy and at not in beats and sign in "csu" and span.start != at:
                continue
            if at in ahead and (at + EIGHTH >= bar.end or span.start + span.length < bar.end):
                span = self.plan.chord_at(min(at + EIGHTH, bar.close))
            if sign in PUSHED and (span.start <= at or bar.end >= bar.close):
                sign = "C" if sign == "A" else "c"
            loud = (1.06 if gap else 1.0) * (0.92 if busy else 1.0)
            length = min(stroke.length, span.start + span.length - at)
            found.append(Strike(at, length, stroke.voice, sign, span, bar, loud))
        return self._complete(bar, found)

    def role(self, bar: Bar) -> str:
        """Which lines of the page this player reads here."""
        page, player = GROOVES[self.plan.brief.genre].page, self.seat.player
        genre = self.plan.brief.genre
        if player.family is Family.GUITAR:
            if player.name in DRIVEN and page.has("power"):
                return "power"
            if genre is Genre.BOSSA and page.has("thumb"):
                return "thumb"
            if genre in PICKED and bar.level == "quiet" and page.has("pick"):
                return "pick"
            return "strum"
        if player.name in SUSTAINED and page.has("organ"):
            return "organ"
        if player.name == "harp" and page.has("pick"):
            return "pick"
        if player.family is Family.SYNTH and page.has("stab"):
            return "stab"
        return "keys"

    def _complete(self, bar: Bar, found: list[Strike]) -> list[Strike]:
        """The strikes, with one for every chord that would have gone unheard."""
        extra: list[Strike] = []
        for span in spans(self.plan, bar.start, bar.end):
            end = span.start + span.length
            heard = any(
                one.sign != HOLD and one.voice not in LOW and span.start <= one.at < end
                for one in found
            )
            whole = self.plan.chord_at(span.start)
            for voice in dict.fromkeys(one.voice for one in found) or ("right",):
                own = [one for one in found if one.voice == voice]
                held = any(one.at < span.start == one.at + one.length for one in own)
                if (
                    whole.start < span.start
                    or (heard and not held)
                    or any(one.at == span.start for one in own)
                ):
                    continue
                length = min([end, *(one.at for one in own if one.at > span.start)]) - span.start
                sign = "d" if voice in STRUMMED else "1" if voice in (*LOW, "pick") else "c"
                extra.append(Strike(span.start, length, voice, sign, whole, bar, 0.95))
        return sorted([*found, *extra], key=lambda one: one.at)


class Melody:
    """When the lead speaks."""

    def __init__(self, notes: Sequence[Note]) -> None:
        self.starts = sorted(note.start for note in notes)
        self.stretches = sorted((note.start, note.start + note.length) for note in notes)

    def busy(self, start: int, end: int, beats: int) -> bool:
        """Whether the melody moves faster than the pulse here."""
        count = bisect_left(self.starts, end) - bisect_left(self.starts, start)
        return count > 1.4 * beats

    def rests(self, at: int) -> bool:
        """Whether the melody has nothing to say for a moment."""
        index = bisect_left(self.starts, at - EIGHTH // 2)
        if index < len(self.starts) and self.starts[index] < at + PPQ:
            return False
        before = self.stretches[index - 1] if index else None
        return before is None or before[1] <= at + EIGHTH


def pushed(found: list[Strike]) -> list[Strike]:
    """The strikes without those that a pushed chord has already said; it rings in their place."""
    kept: list[Strike] = []
    said: dict[str, Strike] = {}
    latest: dict[str, int] = {}
    for strike in sorted(found, key=lambda one: one.at):
        if strike.sign == HOLD:
            place = latest.get(strike.voice)
            if place is not None and kept[place].at + kept[place].length == strike.at:
                longer = strike.at + strike.length - kept[place].at
                kept[place] = replace(kept[place], length=longer)
            continue
        before = said.get(strike.voice)
        if before and strike.at == before.span.start and strike.sign in CHORDS:
            index = kept.index(before)
            kept[index] = replace(before, length=strike.at + strike.length - before.at)
            said.pop(strike.voice)
            continue
        latest[strike.voice] = len(kept)
        kept.append(strike)
        if strike.sign in PUSHED and strike.span.start > strike.at:
            said[strike.voice] = strike
    voices = dict.fromkeys(one.voice for one in kept)
    result: list[Strike] = []
    for voice in voices:
        own = [one for one in kept if one.voice in (voice, "final")]
        for one, after in pairwise(own):
            if one.voice == voice:
                length = max(1, min(one.length, after.at - one.at))
                result.append(replace(one, length=length))
        if own and own[-1].voice == voice:
            result.append(own[-1])
    return sorted(result, key=lambda one: one.at)
