"""
Keys: two hands on a keyboard, or anything that plays chords without a neck.

The right hand comps around middle C with voices led from chord to chord; the left plays roots and
fifths, from E2 up when a bass plays.
"""

from collections.abc import Sequence

from harmonia.composing.grooves import GROOVES
from harmonia.composing.hands import FINAL, LOUD, SINGLE, Strike, struck, untangled
from harmonia.composing.plan import Plan, Seat
from harmonia.composing.voicing import Voicing, voicings
from harmonia.music.chord import Chord
from harmonia.music.meter import PPQ
from harmonia.songs.song import ChordSpan, Note, Role

STAB = 100  # ticks
RIGHT = (52, 72)  # E3 to C5
LEFT = (36, 52)  # C2 to E3
FLOOR = 40  # E2
ROLL = 14 / 60_000  # minutes between two notes of the last chord


class Keyboard:
    """Two hands: chords in the right, roots in the left."""

    def __init__(self, plan: Plan, seat: Seat) -> None:
        self.plan, player = plan, seat.player
        self.bassist = any(one.role is Role.BASS for one in plan.seats)
        low, high = max(RIGHT[0], player.low), min(RIGHT[1], player.high)
        if high - low < 12:
            low, high = player.low, min(player.high, player.low + 19)
        both = player.voices - 1 if player.voices > 1 else 1  # the left hand takes one
        self.voices = min(4, both)
        self.two_hands = player.voices > 1
        self.right = (low, high)
        bottom = max(player.low, FLOOR if self.bassist else LEFT[0])
        self.left = (bottom, max(bottom + 11, LEFT[1]))
        self.high = player.high
        self.style = GROOVES[plan.brief.genre].voicing
        if self.style == "rootless" and not self.bassist:
            self.style = "close"
        self.before: Voicing | None = None  # where the right hand is

    def notes(self, strikes: Sequence[Strike]) -> tuple[Note, ...]:
        """The notes, in order of time."""
        chords = _in_turn(strikes)
        scale = self.plan.sections[0].key.semitones
        voiced = voicings(chords, *self.right, self.voices, self.style, scale, self.before)
        self.before = voiced[-1] if voiced else self.before
        shapes = {(one.start, one.chord): two for one, two in zip(chords, voiced, strict=True)}
        found: list[Note] = []
        for strike in strikes:
            keys = shapes[strike.span.start, strike.span.chord]
            found += self.strike(strike, keys)
        return untangled(found)

    def strike(self, strike: Strike, keys: tuple[int, ...]) -> list[Note]:
        """The notes of one strike."""
        sign, chord = strike.sign, strike.span.chord
        if sign == FINAL:
            return self.final(strike, keys)
        if strike.voice == "left":
            if not self.two_hands:
                return []
            key = self.low(chord, sign)
            return [struck(strike, key, strike.length, 70)]
        if sign.isdigit() or sign == "p":
            if sign in "1p" and self.two_hands:
                return [struck(strike, self.low(chord, "1"), strike.length, SINGLE + 6)]
            row = [*keys, *(key + 12 for key in keys if key + 12 <= self.high)]
            index = max(0, int(sign) - 2) if sign.isdigit() else 0
            return [struck(strike, row[min(index, len(row) - 1)], strike.length, SINGLE)]
        length = min(strike.length, STAB) if sign == "s" else strike.length
        velocity = LOUD.get(sign, 72)
        return [
            struck(strike, key, length, velocity + (4 if key == keys[-1] else -3)) for key in keys
        ]

    def low(self, chord: Chord, sign: str) -> int:
        """A key of the left hand: the bass note, or the fifth above it."""
        low, high = self.left
        root = low + (chord.lowest.semitone - low) % 12
        if sign == "5" and chord.bass is None:
            fifth = next((one.semitones for one in chord.intervals if one.steps == 4), 7)
            return root + fifth if root + fifth <= high + 3 else root
        if sign == "8" and root + 12 <= high:
            return root + 12
        return root

    def final(self, strike: Strike, keys: tuple[int, ...]) -> list[Note]:
        """The last chord, from the root up and gently rolled."""
        chord = strike.span.chord
        low = [] if not self.two_hands else [self.low(chord, "1")]
        row = sorted({*low, *keys})
        step = ROLL * PPQ * self.plan.tempo[-1].bpm
        return [
            struck(strike, key, strike.length, 78, round(index * step))
            for index, key in enumerate(row)
        ]


def _in_turn(strikes: Sequence[Strike]) -> list[ChordSpan]:
    """The chords in the order they are first struck."""
    found: dict[tuple[int, Chord], ChordSpan] = {}
    for strike in strikes:
        found.setdefault((strike.span.start, strike.span.chord), strike.span)
    return list(found.values())
