"""The kit: how a page names and shades its pieces, and what an orchestra has in their place."""

from harmonia.music.chord import Chord
from harmonia.music.instrument import Piece

SIGNS = {"X": 108, "x": 88, "o": 64, "g": 34, "?": 40}
VOICES = {
    "hat": Piece.CLOSED_HAT, "open": Piece.OPEN_HAT, "pedal": Piece.PEDAL_HAT,
    "floor": Piece.LOW_TOM, "mid": Piece.MID_TOM, "high": Piece.HIGH_TOM,
}  # fmt: skip
SOFTER = {  # how a piece sits in the kit
    Piece.CLOSED_HAT: 0.78, Piece.OPEN_HAT: 0.74, Piece.PEDAL_HAT: 0.62, Piece.RIDE: 0.78,
    Piece.SHAKER: 0.66, Piece.TAMBOURINE: 0.68, Piece.CLAP: 0.9, Piece.RIM: 0.8,
    Piece.BRUSH: 0.72, Piece.TRIANGLE: 0.7, Piece.HIGH_CONGA: 0.85, Piece.LOW_CONGA: 0.85,
    Piece.CRASH: 0.9,
}  # fmt: skip
HANDS = frozenset({Piece.SNARE, Piece.RIM, Piece.CLAP, Piece.BRUSH, Piece.CLOSED_HAT,
                   Piece.OPEN_HAT, Piece.RIDE, Piece.LOW_TOM, Piece.MID_TOM,
                   Piece.HIGH_TOM, Piece.KICK})  # fmt: skip
BACKBEAT = frozenset({Piece.SNARE, Piece.CLAP})
TIMPANI = {7: Piece.LOW_TOM, 11: Piece.MID_TOM, 2: Piece.HIGH_TOM}  # G, B and D
ORCHESTRA = {  # the keys of hats and cymbals are timpani out of tune there
    Piece.CLOSED_HAT: Piece.TAMBOURINE, Piece.OPEN_HAT: Piece.TAMBOURINE,
    Piece.PEDAL_HAT: Piece.TAMBOURINE, Piece.RIDE: Piece.TRIANGLE, Piece.CRASH: Piece.KICK,
    Piece.RIM: Piece.SNARE, Piece.CLAP: Piece.SNARE, Piece.BRUSH: Piece.SNARE,
}  # fmt: skip


def voice(name: str) -> Piece:
    """The piece that a line of a page is for."""
    return VOICES.get(name) or Piece(name)


def orchestral(piece: Piece, chord: Chord) -> Piece:
    """What an orchestra's percussion plays for a piece; timpani only where they are in tune."""
    if piece in TIMPANI.values():
        tones = {note.semitone for note in chord.notes}
        return next((tuned for tone, tuned in TIMPANI.items() if tone in tones), Piece.KICK)
    return ORCHESTRA.get(piece, piece)
