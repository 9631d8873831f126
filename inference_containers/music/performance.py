"""
From the written part to the hands: what the document leaves to the player.

Ticks become seconds, cymbals ring, a key struck again is let go first, and the players of
long-breathed instruments bring in vibrato once a note has settled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from harmonia.music.instrument import Family, Piece
from harmonia.music.tempo import Clock
from harmonia.songs.song import Part, Song
from inference_containers.music.playing import Playing, Strike, Turn

RING, CLANG = 1.5, 6.0  # seconds that drums and cymbals are left alone
CYMBALS = (Piece.CRASH, Piece.RIDE, Piece.RIDE_BELL, Piece.OPEN_HAT, Piece.TRIANGLE)
GAP = 0.004  # seconds between letting go of a key and striking it again
VIBRATO = 1  # the modulation wheel
SETTLED = 0.32  # seconds of a note before its vibrato sets in
RISE = ((0.0, 18), (0.12, 34), (0.24, 48))  # seconds after that -> depth
SINGERS = (Family.WINDS, Family.BRASS, Family.STRINGS)


def perform(song: Song, part: Part) -> Playing:
    """How that part of the song is played."""
    player = part.player
    drums = player.family is Family.DRUMS
    strikes = tuple(separate(sounding(part, song.clock, drums)))
    sings = player.family in SINGERS and player.voices <= 2
    turns = tuple(vibrato(strikes)) if sings else ()
    return Playing(player.program, strikes, drums, turns)


def sounding(part: Part, clock: Clock, drums: bool) -> Iterator[Strike]:
    """The notes in seconds as they are played."""
    for note in part.notes:
        start = max(0.0, clock.seconds(note.start + note.nudge))
        end = clock.seconds(note.start + note.nudge + note.length)
        length = max(GAP, end - start)
        if drums:
            length = CLANG if note.sound.of in CYMBALS else RING
        yield Strike(start, length, note.sound.key, note.velocity)


def separate(strikes: Iterable[Strike]) -> Iterator[Strike]:
    """The strikes in order of time, each let go before the same key is struck again."""
    ordered = sorted(strikes, key=lambda strike: (strike.seconds, strike.pitch, strike.velocity))
    following: dict[int, float] = {}
    kept: list[Strike] = []
    for strike in reversed(ordered):
        room = following.get(strike.pitch, float("inf")) - strike.seconds - GAP
        following[strike.pitch] = strike.seconds
        if room > GAP:
            length = min(strike.length, room)
            kept.append(Strike(strike.seconds, length, strike.pitch, strike.velocity))
    return reversed(kept)


def vibrato(strikes: tuple[Strike, ...]) -> Iterator[Turn]:
    """Modulation that rises on long notes and is gone when the next begins."""
    for strike in strikes:
        yield Turn(strike.seconds, VIBRATO, 0)
        for after, depth in RISE:
            if SETTLED + after < strike.length - 0.1:
                yield Turn(strike.seconds + SETTLED + after, VIBRATO, depth)
