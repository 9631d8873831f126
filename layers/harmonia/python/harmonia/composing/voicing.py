"""
Voicings: which notes of a chord sound, in which octave, and how one chord moves to the next.

Tones are chosen by what they say: third and seventh name the chord, extensions colour it, the fifth
goes first and the root next when a bass plays. Voices then move as little as they can, keep common
tones, stay near the middle of their register, and leave room below: under C3 a chord needs wide
intervals or it is mud.
"""

from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import pairwise

from harmonia.music.chord import Chord
from harmonia.songs.song import ChordSpan

STYLES = ("close", "rootless", "drop2", "open", "power")
NINTHS = frozenset({"7", "m7", "maj7", "m6", "6"})
Voicing = tuple[int, ...]


def voicings(
    spans: Sequence[ChordSpan],
    low: int,
    high: int,
    voices: int = 4,
    style: str = "close",
    scale: frozenset[int] = frozenset(),
    before: Voicing | None = None,
) -> list[Voicing]:
    """
    One voicing a chord, lowest note first, all within `low` and `high` (MIDI keys).

    A rootless seventh chord takes its ninth for the root where the scale has that note. The first
    is led from `before`, if the hands were somewhere.
    """
    found: list[Voicing] = []
    for span in spans:
        choices = _candidates(span.chord, low, high, voices, style, scale)
        last = found[-1] if found else before
        found.append(min(choices, key=partial(_cost, before=last, low=low, high=high)))
    return found


def tones(chord: Chord, voices: int, style: str = "close") -> tuple[int, ...]:
    """The pitch classes to sound, at most so many, in the order of the chord's stack."""
    if style == "power":
        return tuple(
            chord.notes[index].semitone for index in (0, -1 if chord.quality == "5" else 2)
        )
    root = chord.root.semitone
    order = {note.semitone: _worth(index, chord, style) for index, note in enumerate(chord.notes)}
    chosen = sorted(order, key=lambda tone: order[tone])[: max(1, voices)]
    return tuple(sorted(chosen, key=lambda tone: (tone - root) % 12))


def _worth(index: int, chord: Chord, style: str) -> float:
    """The rank of a chord tone: the smaller the sooner it is taken."""
    steps, count = chord.intervals[index].steps, len(chord.intervals)
    if index == 0:
        return 9.0 if style == "rootless" and count > 3 else 0.5
    if index == 1:
        return 0.0
    if steps == 4:
        altered = chord.intervals[index].semitones != 7
        return 1.0 if altered or count == 3 else 6.0 if count > 4 else 4.0
    if steps == 6:
        return 0.1
    return 2.0 - index / 10  # the highest extension colours most


@cache
def _candidates(
    chord: Chord, low: int, high: int, voices: int, style: str, scale: frozenset[int]
) -> list[Voicing]:
    chosen = tones(chord, voices, style)
    ninth = (chord.root.semitone + 2) % 12
    if style == "rootless" and chord.quality in NINTHS and ninth in scale:
        chosen = tuple(ninth if tone == chord.root.semitone else tone for tone in chosen)
    found = [voicing for voicing in _stacks(chosen, low, high, style) if voicing[-1] <= high]
    clear = [voicing for voicing in found if not muddy(voicing)]
    return clear or found or [_squeezed(chosen, low, high)]


def _stacks(chosen: Sequence[int], low: int, high: int, style: str) -> Iterator[Voicing]:
    """Every inversion in close position that begins between low and high, opened as asked."""
    for turn in range(len(chosen)):
        order = [*chosen[turn:], *chosen[:turn]]
        bottom = low + (order[0] - low) % 12
        while bottom <= high:
            stack = [bottom]
            for tone in order[1:]:
                stack.append(stack[-1] + ((tone - stack[-1]) % 12 or 12))
            yield tuple(stack)
            if style in ("drop2", "rootless", "open") and len(stack) >= 3:
                dropped = stack[-2] - 12
                if dropped >= low:
                    yield tuple(sorted([*stack[:-2], stack[-1], dropped]))
            bottom += 12


def _squeezed(chosen: Sequence[int], low: int, high: int) -> Voicing:
    """The tones that a narrow register has, each where it lies; its lowest key if it has none."""
    inside = sorted({low + (tone - low) % 12 for tone in chosen})
    return tuple(key for key in inside if key <= high) or (min(low, high),)


def muddy(voicing: Voicing) -> bool:
    """Whether notes lie too close together for how low they are."""
    return any(
        (lower < 48 and upper - lower < 7) or (lower < 52 and upper - lower < 3)
        for lower, upper in pairwise(voicing)
    )


def _cost(voicing: Voicing, before: Voicing | None, low: int, high: int) -> float:
    middle = (low + high) / 2
    cost = 0.35 * abs(sum(voicing) / len(voicing) - middle)
    cost += sum(2.5 for lower, upper in pairwise(voicing) if upper - lower == 1)
    if voicing[-1] - voicing[0] > 19:
        cost += 4
    if before is None:
        return cost
    for key in voicing:
        cost += min(abs(key - other) for other in before)
    for key in before:
        cost += 0.5 * min(abs(key - other) for other in voicing)
    return cost + 0.6 * abs(voicing[-1] - before[-1])
