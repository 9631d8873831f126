"""
The players, for one bar: those of a song, handed what they remember.

Each returns the notes of the bar in the song's ticks, and what is worth remembering. A player who
knows what follows looks one bar ahead: notes are held into it, chords pushed and roots approached.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from harmonia.accompanying.memory import Memory
from harmonia.accompanying.score import Score
from harmonia.composing.bass import Bassist
from harmonia.composing.comping import CHORDS, PUSHED, Melody, Strikes, hands, lightened, pushed
from harmonia.composing.drums import RING, Drummer
from harmonia.composing.hands import Strike
from harmonia.composing.keyboard import Keyboard
from harmonia.composing.line import Tone, note
from harmonia.music.instrument import Piece
from harmonia.songs.song import Note, Sound

TUNE = Sound.parse("C4")  # of a melody, of which only the rhythm is looked at


@dataclass(frozen=True, slots=True)
class Struck:
    """What the drummer did."""

    notes: tuple[Note, ...]
    fill: str


@dataclass(frozen=True, slots=True)
class Walked:
    """What the bassist did."""

    notes: tuple[Note, ...]
    hand: int
    rings: bool


@dataclass(frozen=True, slots=True)
class Comped:
    """What a chord player did."""

    notes: tuple[Note, ...]
    keys: tuple[int, ...]  # in the right hand
    said: tuple[str, ...]  # voices that have struck the chord ahead
    rings: bool


def drums(score: Score, memory: Memory) -> Struck:
    """The bar on the kit."""
    bar, drummer = score.bar, Drummer(score.plan, score.seat("drums"))
    drummer.last_fill, drummer.before = memory.fill, score.before
    found: dict[tuple[int, Piece], int] = {}
    for tick, piece, velocity in drummer.bar(bar):
        if bar.start <= tick < bar.end:
            key = (tick, drummer.fitting(piece, tick))
            found[key] = max(found.get(key, 0), velocity)
    notes = tuple(
        Note(tick, RING, Sound(piece), max(1, min(127, velocity)))
        for (tick, piece), velocity in sorted(
            drummer.thinned(found).items(), key=lambda item: (item[0][0], item[0][1].key)
        )
    )
    return Struck(notes, drummer.last_fill)


def bass(score: Score, memory: Memory, kit: Sequence[Note]) -> Walked:
    """The bar on the bass, with that kit."""
    bar, ahead = score.bar, score.cue.following is not None
    player = Bassist(score.plan, score.seat("bass"), kit)
    if memory.bass is not None:
        low, high = player.register.low, player.register.high
        player.hand = min(max(memory.bass, low), high)
    if score.continues and "bass" in memory.rings:
        chord = score.cue.chords[0].chord
        player.played.append(Tone(bar.start - 1, 1, player.hand, 64, bar.section, chord, root=True))
    player.played += player.bar(bar)
    hand = player.hand
    if ahead:
        player.played += player.bar(score.after)
    own = [tone for tone in player.played if tone.start >= bar.start]
    shaped = player.line.shaped(own)
    tones = [tone for tone in shaped if bar.start <= tone.start < bar.end]
    rings = bool(tones) and tones[-1].end > bar.end
    return Walked(tuple(map(note, tones)), hand, rings)


def comping(score: Score, part: str, memory: Memory) -> Comped:
    """The bar of a chord player."""
    bar, seat = score.bar, score.seat(part)
    strikes = Strikes(score.plan, seat, ())
    melody = Melody(
        [Note(bar.start + start, length, TUNE, 64) for start, length in score.cue.melody]
    )
    own = [one for one in strikes.bar(bar, melody) if one.at < bar.end]
    own = _unsaid(own, part, score, memory)
    ahead = score.cue.following is not None
    looked = [*own, *(strikes.bar(score.after, Melody(())) if ahead else ())]
    played = [one for one in pushed(looked) if one.at < bar.end]
    player = hands(score.plan, seat)
    held = memory.keys
    if isinstance(player, Keyboard):
        player.before = held or None
        notes = player.notes(played)
        held = player.before or ()
    else:
        notes = player.notes(played)
        notes = lightened(notes) if "keys" in score.cue.parts else notes
    early = [one for one in played if one.sign in PUSHED and one.span.start >= bar.end]
    return Comped(
        notes,
        held,
        tuple(dict.fromkeys(one.voice for one in early)) if ahead else (),
        any(one.at + one.length > bar.end for one in played),
    )


def _unsaid(found: Sequence[Strike], part: str, score: Score, memory: Memory) -> list[Strike]:
    """The strikes without those of a chord that was struck ahead of its bar and rings on."""
    kept: list[Strike] = []
    start = score.bar.start
    right = memory.ahead == score.cue.chords[0].chord
    for one in found:
        told = right and f"{part} {one.voice}" in memory.said
        if not (told and one.at == start and one.sign in CHORDS):
            kept.append(one)
    return kept
