"""
Themes: motifs made into phrases.

A section is laid out in cells of one or two bars, two cells to a phrase; letters say which cells
share a motif. The second cell of a phrase ends on a long note and a breath, open at the question
and closed at the answer.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from harmonia.composing.character import Character
from harmonia.composing.ear import dullness
from harmonia.composing.motif import Motif, Signs, inverted, motif, tail
from harmonia.composing.singing import START, Ground, Tone, Way, goal, marked_rests, sing
from harmonia.composing.style import Tune
from harmonia.music.meter import PPQ

PERIODS = {
    1: ("a",), 2: ("ab", "aa", "ab"), 3: ("aab", "abc", "aba"),
    4: ("aabc", "abac", "aaba", "abab", "abcb", "aaab"),
}  # fmt: skip
SECONDS = ("cabd", "ccab", "abad", "dabc", "ddab")  # of a double period
LOOPS = ("aaab", "abab", "aaba", "abac")
ATTEMPTS = 4
BREATH = 3.1  # seconds beyond which a cell has one bar, not two


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch with one motif; `close` is how its end sounds: not at all, half or full."""

    start: int
    end: int
    letter: str
    close: str


def compose(
    ground: Ground, bars: int, bpm: float, tune: Tune, who: Character, draw: random.Random
) -> list[Tone]:
    """A new theme over that ground: the one of a few attempts that the ear likes best."""
    attempts = [_attempt(ground, bars, bpm, tune, who, draw) for _ in range(ATTEMPTS)]
    return min(attempts, key=lambda one: dullness(one, ground.meter.bar, who.centre))


def _attempt(
    ground: Ground, bars: int, bpm: float, tune: Tune, who: Character, draw: random.Random
) -> list[Tone]:
    slot = _slot(ground, bpm, tune)
    seconds = slot * 60 / (bpm * PPQ)
    length = bars * ground.meter.bar
    width = 1 if seconds > BREATH else 2
    cells = layout(ground.origin, length, slot * width, who, draw)
    fitted_meter = ground.meter
    notes_a_slot = who.rate * seconds
    motifs: dict[str, Motif] = {}
    for cell in cells:
        if cell.letter not in motifs:
            patterns = tune.hooks if who.hooks and len(motifs) == 0 else tune.bars
            shape = replace(tune, bars=patterns)
            motifs[cell.letter] = motif(width, fitted_meter, shape, notes_a_slot, draw)
            if len(motifs) == 3:  # the contrast answers the first idea upside down
                first = motifs[cells[0].letter]
                made = motifs[cell.letter]
                turned = inverted(first.contour)[: len(made.contour)]
                motifs[cell.letter] = Motif(made.bars, turned + made.contour[len(turned) :])
    rows = _attacks(cells, motifs, ground, slot, tune, draw)
    return _sung(rows, cells, motifs, ground, who, draw)


def _slot(ground: Ground, bpm: float, tune: Tune) -> int:
    """How long one bar of rhythm lasts: half a written bar in very slow songs, two in fast ones."""
    meter = ground.meter
    if meter.bar == 1920 and not meter.compound:
        if bpm > tune.stretch:
            return 2 * meter.bar
        if bpm < 48:
            return meter.bar // 2
    return meter.bar


def layout(origin: int, length: int, width: int, who: Character, draw: random.Random) -> list[Cell]:
    """The section's cells with their letters."""
    count = max(1, -(-length // width))
    text = ""
    while len(text) < count:
        left = count - len(text)
        if who.loops and left >= 4:
            text += draw.choice(LOOPS)
        elif text and left >= 4:
            text += draw.choice(SECONDS)
        else:
            text += draw.choice(PERIODS[min(4, left)])
    if who.wild:
        text = "".join(letter if draw.random() < 0.5 else draw.choice("efgh") for letter in text)
    cells = []
    for index, letter in enumerate(text[:count]):
        start = origin + index * width
        ends = index % 2 == 1 or index == count - 1
        close = "" if not ends else "half" if index % 4 == 1 and index < count - 1 else "full"
        if index == count - 1 and who.open:
            close = "half"
        cells.append(Cell(start, min(start + width, origin + length), letter, close))
    return cells


def _attacks(
    cells: Sequence[Cell],
    motifs: dict[str, Motif],
    ground: Ground,
    slot: int,
    tune: Tune,
    draw: random.Random,
) -> list[list[tuple[int, int]]]:
    """Per cell, when its notes begin and how long they are."""
    rows: list[list[tuple[int, int]]] = []
    sounding = False
    tails: dict[tuple[str, str], Signs] = {}
    for cell in cells:
        row: list[tuple[int, int]] = []
        bars = list(motifs[cell.letter].bars)
        if cell.close:
            key = (cell.letter, cell.close)
            tails.setdefault(key, tail(tune.tails, ground.meter, draw))
            bars[-1] = tails[key]
            if len(bars) == 1:  # one bar to a cell: it moves first and rests then
                bars[-1] = _halved(motifs[cell.letter].bars[0], ground.meter.bar)
        tick = cell.start
        for bar in bars:
            scale = slot / sum(ticks for _, ticks in bar)
            for sign, ticks in bar:
                ticks = round(ticks * scale)
                if tick >= cell.end:
                    break
                if sign == "x":
                    row.append((tick, ticks))
                    sounding = True
                elif sign == "-" and sounding and (row or rows):
                    target = row if row else next((r for r in reversed(rows) if r), row)
                    if target and sum(target[-1]) == tick:
                        target[-1] = (target[-1][0], target[-1][1] + ticks)
                else:
                    sounding = False
                tick += ticks
        rows.append(row)
    return rows


def _halved(bar: Signs, length: int) -> Signs:
    """The bar's first half, then a long note and a breath."""
    kept: list[tuple[str, int]] = []
    spent = 0
    for sign, ticks in bar:
        if spent >= length // 2:
            break
        kept.append((sign, ticks))
        spent += ticks
    rest = length - spent
    held = rest * 3 // 4 // 60 * 60
    return (*kept, ("x", held), (".", rest - held)) if held and rest > held else tuple(bar)


def _sung(
    rows: Sequence[Sequence[tuple[int, int]]],
    cells: Sequence[Cell],
    motifs: dict[str, Motif],
    ground: Ground,
    who: Character,
    draw: random.Random,
) -> list[Tone]:
    known: dict[str, list[int]] = {}
    tune: list[Tone] = []
    way: Way = START
    top = _top_cell(rows, who.peak)
    for index, (row, cell) in enumerate(zip(rows, cells, strict=True)):
        if not row:
            continue
        place = index / max(1, len(cells) - 1)
        bend = 1 - abs(place - who.peak) / max(who.peak, 1 - who.peak)
        anchor = who.centre + round(1.6 * bend)
        if cell.letter in known:
            shape = known[cell.letter]
            shift = draw.choice((0, 0, 0, 1, -1) if cell.close else (0, 0, 1, -1, 2))
            shift = 0 if who.loops else shift
            wanted = [step + shift for step in _stretched(shape, len(row))]
            hold = 0.7
        else:
            outline = motifs[cell.letter].contour or (0,)
            outline = tuple(_stretched(outline, len(row)))
            mean = sum(outline) / len(outline)
            wanted = [round(anchor + step - mean) for step in outline]
            hold = 0.3
        tones_ = [
            Tone(start, length, min(max(step, who.low), who.high), hold)
            for (start, length), step in zip(row, wanted, strict=True)
        ]
        if cell.close:
            tones_[-1] = _breathed(tones_[-1], cell, ground, draw)
        tones_ = marked_rests(tones_, tune[-1].end if tune else -1)
        if index == top:
            inner = range(max(1, len(tones_) - bool(cell.close)))
            best = max(inner, key=lambda at: (tones_[at].length, -at))
            tones_[best] = replace(tones_[best], step=who.high, hold=1.5)
        if cell.close:
            tones_[-1] = replace(tones_[-1], goal=goal(ground, tones_[-1], cell.close))
        own = replace(ground, low=who.low, high=who.high)
        sung, way = sing(tones_, own, way, draw, peak=who.high)
        known.setdefault(cell.letter, [tone.step for tone in sung])
        tune += sung
    return tune


def _breathed(tone: Tone, cell: Cell, ground: Ground, draw: random.Random) -> Tone:
    """A phrase's last note, ended early enough to breathe before the next."""
    rest = draw.choice((1, 1.5, 2, 2)) * ground.meter.bar / 4
    room = int(cell.end - rest) // 240 * 240 - tone.start
    least = min(tone.length, ground.meter.bar // 4)
    return replace(tone, length=max(min(tone.length, room), least, 60))


def _top_cell(rows: Sequence[Sequence[tuple[int, int]]], peak: float) -> int:
    wanted = peak * (len(rows) - 1)
    sung = [index for index, row in enumerate(rows) if row]
    return min(sung, key=lambda index: abs(index - wanted), default=0)


def _stretched(shape: Sequence[int], count: int) -> list[int]:
    """The outline for that many notes: cut, or led on downwards by step."""
    led = [shape[-1] - 1 - extra for extra in range(count - len(shape))]
    return [*shape[:count], *led]
