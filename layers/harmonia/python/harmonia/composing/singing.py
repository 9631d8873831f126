"""
Singing: from where a tune would like to go to the notes it can have.

Each note has a place on the staff it leans to; a search through the neighbouring places weighs what
the ear weighs. Strong beats and long notes want chord tones; a foreign note there is reached by
step and resolved by step. Steps are cheaper than leaps, a leap turns back, nobody jumps a tritone,
and only one note of a section reaches its height.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from harmonia.composing.staff import pitch_at, tones
from harmonia.music.chord import Chord
from harmonia.music.key import Key
from harmonia.music.meter import Meter

WIDTH = 10  # how many ways on are kept
RECENT = 4  # notes that are remembered from phrase to phrase
HOVERING = 2.2  # what it costs to go to and fro between two notes for longer than that
REACH = 4  # steps from where the note would like to be
LEAPS = {0: 0.35, 1: 0.0, 2: 0.75, 3: 1.5, 4: 1.9, 5: 3.0, 6: 5.0, 7: 3.6}  # by steps


@dataclass(frozen=True, slots=True)
class Tone:
    """A note of a tune: when, how long, and on which step of the staff."""

    start: int
    length: int
    step: int
    hold: float = 0.3  # how firmly it wants its step
    goal: frozenset[int] = frozenset()  # letters it should end on, where that matters
    fresh: bool = False  # begins after a rest
    mark: int = -1  # the syllable that it sings, counted through its section

    @property
    def end(self) -> int:
        """The tick after the last."""
        return self.start + self.length


@dataclass(frozen=True, slots=True)
class Ground:
    """What a tune is sung over: harmony, meter, and how high and low it may go."""

    key: Key
    meter: Meter
    origin: int  # a bar line, in ticks
    chord_at: Callable[[int], Chord]
    low: int  # steps
    high: int
    steps: float = 1.0
    colour: float = 0.5

    def home(self, tone: Tone) -> Chord:
        """The chord the note belongs to: on a pulse its own, off it the one it is held into."""
        first, last = self.chord_at(tone.start), self.chord_at(tone.end - 1)
        if first == last or self.weight(tone.start) or tone.length <= self.meter.beat // 2:
            return first
        middle = self.chord_at(tone.start + tone.length // 2)
        return last if middle == last else first

    def weight(self, tick: int) -> int:
        """2 on a strong pulse, 1 on another pulse, else 0."""
        offset = (tick - self.origin) % self.meter.bar
        return 2 if offset in self.meter.strong else 1 if offset in self.meter.pulses else 0


@dataclass(frozen=True, slots=True)
class Way:
    """A way through the notes so far."""

    cost: float
    steps: tuple[int, ...]
    midi: int
    move: int  # the last interval, in steps
    owes: int  # 2 if the last note must resolve by step, 1 if it would rather
    same: int  # how often the pitch has come in a row


START = Way(0.0, (), 0, 0, 0, 0)


def sing(
    tones_: Sequence[Tone], ground: Ground, before: Way, draw: random.Random, peak: int = 99
) -> tuple[list[Tone], Way]:
    """The notes on their best steps, and the state after the last; `peak` is left to one note."""
    ways = [replace(before, cost=0.0)]
    kept = len(before.steps)
    for index, tone in enumerate(tones_):
        after: dict[tuple[int, int, int], Way] = {}
        places = _places(tone, tones_, index, ground, peak, draw)
        for way in ways:
            for step, midi, price, foreign in places:
                cost, owes = _move(way, step, midi, price, foreign, tone, ground)
                wanted = tone.step - tones_[index - 1].step if index else None
                if wanted is not None:
                    cost += 0.5 * min(4, abs(step - way.steps[-1] - wanted))
                move = step - way.steps[-1] if way.steps else 0
                key = (step, move, owes)
                if key not in after or cost < after[key].cost:
                    same = way.same + 1 if midi == way.midi else 0
                    after[key] = Way(cost, (*way.steps, step), midi, move, owes, same)
        ways = sorted(after.values(), key=lambda way: way.cost)[:WIDTH]
    best = min(ways, key=lambda way: way.cost + 6 * way.owes)
    sung = [replace(tone, step=step) for tone, step in zip(tones_, best.steps[kept:], strict=True)]
    return sung, replace(best, steps=best.steps[-RECENT:])


def _places(
    tone: Tone, row: Sequence[Tone], index: int, ground: Ground, peak: int, draw: random.Random
) -> list[tuple[int, int, float, int]]:
    """The steps in reach: their key, what each costs by itself, and how foreign it is there."""
    chord = ground.home(tone)
    lasting = tone.length >= ground.meter.beat
    chords = {chord, ground.chord_at(tone.end - 1)} if lasting else {chord}
    weight = ground.weight(tone.start)
    long = tone.length >= 1.5 * ground.meter.beat or index == len(row) - 1
    places = []
    middle = min(max(tone.step, ground.low), ground.high)
    for step in range(max(ground.low, middle - REACH), min(ground.high, middle + REACH) + 1):
        midi = pitch_at(step, ground.key, chord).midi
        price = tone.hold * abs(step - tone.step) + 0.2 * draw.random()
        foreign = 0
        if midi % 12 not in tones(chord):
            foreign = 3 if weight == 2 or tone.fresh else 2 if weight == 1 or long else 1
            if long:
                price += 3.0
            if any((midi - 1) % 12 in tones(one) for one in chords) and tone.length > 240:
                price += 3.0
        if long and any(midi % 12 not in tones(one) for one in chords):
            price += 1.2
        if tone.goal:
            price += 0.0 if step % 7 in tone.goal else 3.0
        if step >= peak and step > tone.step:
            price += 5.0
        degree = (step - ground.key.tonic.letter) % 7
        if degree in (3, 6) and foreign:
            price += ground.colour
        places.append((step, midi, price, foreign))
    return places


def _move(
    way: Way, step: int, midi: int, price: float, foreign: int, tone: Tone, ground: Ground
) -> tuple[float, int]:
    """What it costs to go on to that step, and whether the note then owes a resolution."""
    cost = way.cost + price
    if not way.steps:
        return cost + (30.0 if foreign >= 2 else 6.0 if foreign else 0.0), min(foreign, 2)
    move = step - way.steps[-1]
    size, semitones = abs(move), abs(midi - way.midi)
    cost += ground.steps * LEAPS.get(size, 8.0 + size)
    if semitones == 6 and size > 1:
        cost += 3.0
    if (size == 1 and semitones == 3) or (size == 2 and semitones > 4):
        cost += 2.5
    if midi == way.midi:
        cost += 0.8 * way.same + (0.6 if tone.length >= 2 * ground.meter.beat else 0.0)
    if len(way.steps) >= RECENT and len({*way.steps[-RECENT:], step}) <= 2:
        cost += HOVERING
    if abs(way.move) >= 3 and not tone.fresh:
        cost += 0.0 if move * way.move < 0 and size <= 2 else 1.0 if move == 0 else 2.5
    if way.owes and (size != 1 or tone.fresh):
        cost += 25.0 if way.owes == 2 else 2.0 * ground.steps
    if foreign == 0:
        return cost, 0
    prepared = size <= 1 and not tone.fresh
    if foreign == 3:
        return cost + (1.6 if prepared else 30.0), 2
    if foreign == 2:
        return cost + (0.8 if prepared else 9.0), 2
    return cost + (0.2 if prepared else 2.0), 1


def marked_rests(row: Sequence[Tone], before: int) -> list[Tone]:
    """The notes with those marked that begin after a rest."""
    ends = [before, *(tone.end for tone in row)]
    return [
        replace(tone, fresh=tone.start - end > 480) for tone, end in zip(row, ends, strict=False)
    ]


def goal(ground: Ground, tone: Tone, close: str) -> frozenset[int]:
    """The letters that close a phrase there: the tonic, or at a question anything but."""
    chord = ground.home(tone)
    own = {note.letter for note in chord.notes}
    tonic = ground.key.tonic.letter
    stable = [tonic, (tonic + 2) % 7, (tonic + 4) % 7]
    open_ = {(tonic + 1) % 7, (tonic + 4) % 7, (tonic + 6) % 7}
    if close == "half":
        return frozenset(own & open_ or own - {tonic} or own)
    return frozenset(next(({letter} for letter in stable if letter in own), own))
