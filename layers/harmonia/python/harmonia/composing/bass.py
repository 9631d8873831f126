"""
Bass: roots where chords change, and a reason for every other note.

Rhythm comes from the genre's page and from the kick; pitch from the chord: root, fifth, octave and
a note that leads into the next root. Slash chords are obeyed. Notes make room for the snare where
the genre wants punch, and the last tonic is held.
"""

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from harmonia.composing.bars import Bar, bars, spans, variant
from harmonia.composing.grooves import GROOVES, pace, strokes
from harmonia.composing.grooves.groove import Groove
from harmonia.composing.grooves.tab import HOLD, pulses
from harmonia.composing.line import EIGHTH, QUICKEST, Line, Tone, locked, note, skipped
from harmonia.composing.plan import Plan, Seat
from harmonia.composing.walking import Register, approach, run, walk
from harmonia.music.chord import Chord
from harmonia.music.instrument import Piece
from harmonia.music.meter import PPQ
from harmonia.music.tempo import Clock
from harmonia.songs.song import ChordSpan, Note
from harmonia.songs.wishes import Genre

LOW, HIGH = 28, 55  # E1 to G3


def bass(plan: Plan, seat: Seat, kit: Sequence[Note]) -> tuple[Note, ...]:
    """What the bass plays, with that kit."""
    return Bassist(plan, seat, kit).play()


class Bassist:
    """One player, remembering where the hand is."""

    def __init__(self, plan: Plan, seat: Seat, kit: Sequence[Note]) -> None:
        self.plan = plan
        self.seat = seat
        self.clock = Clock(plan.tempo)
        self.draw: random.Random = plan.random(f"bass/{seat.name}")
        self.genre: Genre = plan.brief.genre
        self.groove: Groove = GROOVES[self.genre]
        low = min(max(LOW, seat.player.low), seat.player.high - 11)
        self.register = Register(low, max(low + 11, min(HIGH, seat.player.high)))
        self.kicks = sorted(one.start for one in kit if one.sound.of is Piece.KICK)
        snares = sorted(
            one.start
            for one in kit
            if one.sound.of in (Piece.SNARE, Piece.CLAP) and one.velocity >= 70
        )
        self.line = Line(self.groove, self.clock, snares, self.register.low, self.draw)
        self.hand = self.register.low + 9
        self.played: list[Tone] = []

    def play(self) -> tuple[Note, ...]:
        """The whole part, in order of time."""
        for bar in bars(self.plan, self.seat):
            if bar.start < bar.close:
                self.played += [tone for tone in self.bar(bar) if tone.start < bar.close]
            if bar.start <= bar.close < bar.end:
                self.played.append(self.final(bar))
        return tuple(map(note, self.line.shaped(self.played)))

    def bar(self, bar: Bar) -> list[Tone]:
        """One bar of the line."""
        walking = self.groove.walks and bar.level != "quiet"
        tones = self.walking(bar) if walking else self.grooving(bar)
        if not walking and self.groove.locks and bar.level != "quiet":
            tones = locked(tones, self.kicks)
        if self._runs(bar):
            tones = self.run(bar, tones)
        if tones:
            self.hand = next((tone.key for tone in reversed(tones) if tone.root), self.hand)
        return tones

    def grooving(self, bar: Bar) -> list[Tone]:
        """The page's rhythm with the chords' notes."""
        found: list[Tone] = []
        number = variant(self.plan, bar)
        meter = bar.section.meter
        quiet = {span.start: span for span in spans(self.plan, bar.start, bar.end)}
        each = pace(self.genre, meter, self.plan.brief.bpm)
        written = [
            (bar.start + stroke.at, stroke.length, stroke.sign)
            for stroke in strokes(self.genre, "bass", meter, bar.level, number, bar.index % 4, each)
        ]
        for start in quiet:  # a change that the page does not play on
            near = [at for at, _, sign in written if 0 <= at - start < EIGHTH]
            ahead = [at for at, _, sign in written if sign == "n" and 0 < start - at <= EIGHTH]
            if start > bar.start and not near and not ahead:
                later = min((at for at, _, _ in written if at > start), default=bar.end)
                written.append((start, min(later, start + quiet[start].length) - start, "1"))
        written.sort()
        sounded: int | None = None
        for at, length, sign in written:
            span = self.plan.chord_at(at)
            if sign == HOLD:
                if self._holds(span, at, length):
                    continue
                sign = "1"
            if sign == "n":
                span = self.plan.chord_at(min(at + EIGHTH, bar.close))
            fresh = sounded != span.start
            if fresh and sign in "538":
                sign = "1"
            if sign == "a" and (fresh or self._after(bar) is None):
                sign = "1" if fresh else "5"
            if sign == "5" and self._same(span, bar) and at + PPQ >= bar.end:
                sign = "8"  # the fifth would only say the next root early
            sounded = span.start
            key = self.pitch(sign, span, bar)
            self.hand = key if sign in "1n" else self.hand
            velocity = self._velocity(bar, at, sign)
            root = sign in "1n"
            found.append(Tone(at, length, key, velocity, bar.section, span.chord, root))
        return [
            replace(tone, length=min(tone.length, after.start - tone.start))
            for tone, after in pairwise(found)
        ] + found[-1:]

    def _holds(self, span: ChordSpan, at: int, length: int) -> bool:
        """Whether the last note went on over the bar line, as the same chord allows."""
        last = self.played[-1] if self.played else None
        if last is None or last.end != at or last.chord != span.chord:
            return False
        self.played[-1] = replace(last, length=last.length + length)
        return True

    def pitch(self, sign: str, span: ChordSpan, bar: Bar) -> int:
        """The key that a sign of the page asks for."""
        chord = span.chord
        root = self.register.near(chord.lowest.semitone, self.hand)
        if sign in "1n":
            return root
        if sign == "8":
            return root + 12 if root + 12 <= self.register.high - 3 else root
        if sign == "a":
            after = self._after(bar)
            assert after is not None
            target = self.register.near(after.lowest.semitone, root)
            scale = bar.section.key.semitones
            return approach(root, target, scale, self.register, self.draw, self.groove.chromatic)
        if chord.bass is not None:  # a slash chord's bass stays
            return root
        degree = 2 if sign == "5" else 1
        steps = 4 if sign == "5" else 2
        semitones = next(
            (one.semitones for one in chord.intervals if one.steps % 7 == steps),
            7 if degree == 2 else 0,
        )
        above, below = root + semitones, root + semitones - 12
        low_fifth = sign == "5" and below >= self.register.low and root > self.register.low + 9
        return below if low_fifth or above > self.register.high else above

    def walking(self, bar: Bar) -> list[Tone]:
        """A note a pulse, chord by chord; now and then a skipped eighth."""
        found: list[Tone] = []
        beats = [pulse.at + bar.start for pulse in pulses(bar.section.meter)]
        groups: dict[int, list[int]] = {}
        for beat in beats:
            groups.setdefault(self.plan.chord_at(beat).start, []).append(beat)
        for ticks in groups.values():
            span = self.plan.chord_at(ticks[0])
            begins = ticks[0] == span.start
            chord = span.chord
            follow = next((at for at in beats if at > ticks[-1]), bar.end)
            after = self.plan.chord_at(follow).chord if follow < bar.close else chord
            first = self.register.near(chord.lowest.semitone, self.hand)
            if not begins and chord.bass is None and self.draw.random() < 0.6:
                other = chord.notes[self.draw.choice((1, min(2, len(chord.notes) - 1)))]
                first = self.register.near(other.semitone, self.hand)
            target = self.register.near(after.lowest.semitone, first)
            line = walk(
                first, target, len(ticks), chord, bar.section.key, self.register, self.draw,
                self.groove.chromatic,
            )  # fmt: skip
            for at, key in zip(ticks, line, strict=True):
                length = next((one for one in beats if one > at), bar.end) - at
                velocity = self._velocity(bar, at, "1" if at == ticks[0] else "5")
                root = at == ticks[0]
                found.append(Tone(at, length, key, velocity, bar.section, chord, root))
            self.hand = target if len(ticks) > 1 else line[0]
        if self.draw.random() < 0.16 and found:
            found = skipped(found, self.draw)
        return found

    def run(self, bar: Bar, tones: list[Tone]) -> list[Tone]:
        """The bar with its last pulse stepping into the next section's root."""
        after = self._after(bar)
        if after is None or not tones:
            return tones
        last = pulses(bar.section.meter)[-1]
        begin = bar.start + last.at
        root = self.register.near(tones[-1].chord.lowest.semitone, self.hand)
        target = self.register.near(after.lowest.semitone, root)
        count = 3 if last.long else 4 if bar.level == "big" and self._slow(bar) else 2
        keys = run(root, target, count, bar.section.key.semitones, self.register)
        if not keys:
            return tones
        kept = [
            replace(tone, length=min(tone.length, begin - tone.start))
            for tone in tones
            if tone.start < begin
        ]
        step = last.length // count
        return kept + [
            Tone(begin + index * step, step, one, self._velocity(bar, begin + index * step, "a")
                 * (0.92 + 0.04 * index), bar.section, tones[-1].chord)
            for index, one in enumerate(keys)
        ]  # fmt: skip

    def final(self, bar: Bar) -> Tone:
        """The last note, held to the end."""
        chord = self.plan.chord_at(bar.close).chord
        key = self.register.near(chord.lowest.semitone, min(self.hand, self.register.low + 9))
        end = self.plan.sections[-1].end
        return Tone(bar.close, end - bar.close, key, 88 * bar.loudness, bar.section, chord, True)

    def _after(self, bar: Bar) -> Chord | None:
        """The chord that the next bar begins with, if the bass goes on."""
        if bar.end > bar.close:
            return None
        if bar.left == 0 and (bar.following is None or bar.following_activity <= 0):
            return None
        return self.plan.chord_at(bar.end).chord

    def _runs(self, bar: Bar) -> bool:
        lively = self.genre in (Genre.POP, Genre.ROCK, Genre.FOLK)
        return lively and bar.left == 0 and bar.level != "quiet" and bar.end <= bar.close

    def _slow(self, bar: Bar) -> bool:
        beat = self.clock.seconds(bar.start + PPQ) - self.clock.seconds(bar.start)
        return beat / 4 > QUICKEST

    def _same(self, span: ChordSpan, bar: Bar) -> bool:
        """Whether the chord's fifth is the next root."""
        after = self._after(bar)
        if after is None or after == span.chord:
            return False
        return (span.chord.root.semitone + 7) % 12 == after.lowest.semitone

    def _velocity(self, bar: Bar, at: int, sign: str) -> float:
        offset = at - bar.start
        strong = offset in bar.section.meter.strong
        beat = any(offset == pulse.at for pulse in pulses(bar.section.meter))
        base = 94 if strong else 87 if beat else 82
        return (base - (5 if sign in "a5" else 0)) * bar.loudness * self.groove.loud
