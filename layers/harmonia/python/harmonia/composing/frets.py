"""
Frets: a hand that holds shapes on a neck, and one that strums, picks or plucks them.

Strings sound one after the other, down or up, within 8 to 20 ms; upstrokes are lighter and reach
fewer strings. The thumb keeps the bass going between root and fifth.
"""

from collections.abc import Iterable, Sequence

from harmonia.composing.hands import FINAL, LOUD, SINGLE, Strike, struck, untangled
from harmonia.composing.plan import Plan, Seat
from harmonia.composing.shapes import Shape, alternate, power, shape, tuning
from harmonia.music.meter import PPQ
from harmonia.songs.song import Note
from harmonia.songs.wishes import Genre

MUTED = 110  # ticks that a palm-muted string sounds
SPREAD = {"D": 14.0, "C": 14.0, "A": 14.0, "!": 26.0, "U": 9.0, "u": 9.0}  # milliseconds


class Frets:
    """A fretting hand and a strumming one."""

    def __init__(self, plan: Plan, seat: Seat) -> None:
        self.plan = plan
        self.strings = tuning(seat.player.name)
        self.highest = seat.player.high
        self.grip = plan.brief.genre is Genre.JAZZ and len(self.strings) == 6
        self.draw = plan.random(f"strum/{seat.name}")
        self.thumbs = 0

    def notes(self, strikes: Sequence[Strike]) -> tuple[Note, ...]:
        """The notes, in order of time."""
        found: list[Note] = []
        for strike in strikes:
            found += self.strike(strike)
        return untangled(found)

    def strike(self, strike: Strike) -> list[Note]:
        """The notes of one strike."""
        sign, chord = strike.sign, strike.span.chord
        if strike.voice == "power" and sign != FINAL:
            return self.powered(strike)
        grip = self.grip and strike.voice == "strum"
        held = shape(chord, self.strings, grip=grip, highest=self.highest)
        keys = held.keys
        if strike.voice == "thumb" or sign == "B":
            return [struck(strike, self.thumb(held, strike), strike.length, LOUD["B"] - 4)]
        if strike.voice == "pick" and sign != FINAL:
            return self.picked(strike, held)
        if strike.voice == "fingers":
            row = keys[-min(4, max(1, len(keys) - 1)) :]
            return self.strummed(strike, row, 3.0)
        if sign == "x":
            return self.strummed(strike, keys[-4:-1] or keys, 6.0, length=30)
        if sign in "Uu":
            row = keys[-(4 if sign == "U" else 3) :]
            return self.strummed(strike, row[::-1], SPREAD[sign])
        return self.strummed(strike, keys, SPREAD.get(sign, 11.0))

    def powered(self, strike: Strike) -> list[Note]:
        """A power chord, ringing or muted by the palm."""
        keys = power(strike.span.chord, self.strings).keys
        if strike.sign in "Pp":
            return self.strummed(strike, keys[:2], 4.0, length=min(strike.length, MUTED))
        return self.strummed(strike, keys, 8.0)

    def picked(self, strike: Strike, held: Shape) -> list[Note]:
        """One string, left to ring as long as the chord lasts."""
        sign, keys = strike.sign, held.keys
        row = {"1": 0, "2": 1, "3": -4, "4": -3, "5": -2, "6": -1}
        index = row.get(sign, 0)
        key = keys[index] if -len(keys) <= index < len(keys) else keys[0]
        if sign == "p":
            key = alternate(held, strike.span.chord)
        end = max(strike.at + strike.length, strike.span.start + strike.span.length)
        ring = min(end - strike.at, max(strike.length, 2 * PPQ))
        velocity = SINGLE + (8 if sign in "1p" else 0)
        return [struck(strike, key, ring, velocity)]

    def thumb(self, held: Shape, strike: Strike) -> int:
        """The bass note, or the fifth that the thumb alternates with."""
        if strike.sign == "B":
            self.thumbs = 0 if strike.at == strike.bar.start else self.thumbs + 1
        fifth = strike.sign == "5" or (strike.sign == "B" and self.thumbs % 2 == 1)
        return alternate(held, strike.span.chord) if fifth else held.keys[0]

    def strummed(
        self, strike: Strike, keys: Iterable[int], spread: float, length: int | None = None
    ) -> list[Note]:
        """The strings in the order they are struck, over so many milliseconds."""
        row = list(keys)
        bpm = next(mark.bpm for mark in reversed(self.plan.tempo) if mark.tick <= strike.at)
        total = (spread + self.draw.uniform(-2.0, 4.0)) * bpm * PPQ / 60_000
        step = total / max(1, len(row) - 1)
        velocity = LOUD.get(strike.sign, 74)
        return [
            struck(
                strike,
                key,
                min(strike.length, length or strike.length),
                velocity - index * 1.2 + self.draw.uniform(-2, 2),
                round(index * step),
            )
            for index, key in enumerate(row)
        ]
