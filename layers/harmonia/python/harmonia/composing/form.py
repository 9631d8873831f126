"""
Form: which sections, how long, how intense.

The style offers orders of sections; each is fitted to the length that was asked for by choosing
how often it goes round and how many bars each kind gets, and the best fits are drawn from. The
energy curve comes first and everything else follows it: a rise with each return, a dip before the
last chorus.
"""

import math
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from harmonia.composing.style import Form, Style
from harmonia.songs.brief import Brief
from harmonia.songs.wishes import SectionKind

LENGTHS = (  # bars
    *range(1, 9), *range(10, 17, 2), *range(20, 65, 4), *range(72, 129, 8), *range(144, 513, 16),
)  # fmt: skip
LONG_BAR, SHORT_BAR = 4.2, 1.1  # seconds beyond which sections have half or twice the bars
ROUNDS = 9
DIPS = {SectionKind.BRIDGE: 0.14, SectionKind.VERSE: 0.08}  # they make the last chorus big
TRIED = 14  # orders whose usual length is nearest
PICKS = 0.22  # how much chance weighs against a better fit


@dataclass(frozen=True, slots=True)
class Outline:
    """A section before it has chords."""

    kind: SectionKind
    name: str
    bars: int
    energy: float


@dataclass(frozen=True, slots=True)
class Shape:
    """The whole form, and the style's form that it came from."""

    form: Form
    outlines: tuple[Outline, ...]


def shape(brief: Brief, style: Style, closing: float) -> Shape:
    """The form that fits the brief; `closing` is how many bars a slow ending adds to the clock."""
    draw = random.Random(f"{brief.seed}/form")
    bar = brief.meter.bar / 480 * 60 / brief.bpm
    wanted = max(1.0, brief.seconds / bar - closing)
    orders: list[tuple[float, int, Form, tuple[str, ...], dict[str, tuple[int, ...]]]] = []
    for form, kinds in _orders(brief, style):
        usual = {kind: _usual(kind, form, style, bar) for kind in set(kinds)}
        apart = abs(math.log(sum(usual[kind][0] for kind in kinds) / wanted))
        orders.append((apart, len(orders), form, kinds, usual))
    fits = []
    for _, _, form, kinds, usual in sorted(orders, key=lambda order: order[:2])[:TRIED]:
        bars, cost = _fit(kinds, usual, brief, wanted)
        crowded = sum(1 for one in set(kinds) if bars[one] < min(usual[one]))
        fits.append((cost + 0.4 * crowded - PICKS * form.weight * draw.random(), form, kinds, bars))
    _, form, kinds, bars = min(fits, key=lambda fit: fit[0])
    lengths = [bars[kind] for kind in kinds]
    plain = [SectionKind(kind.rstrip("+")) for kind in kinds]
    return Shape(form, tuple(outlines(plain, lengths, style)))


def _orders(brief: Brief, style: Style) -> Iterator[tuple[Form, tuple[str, ...]]]:
    """Every order of sections that may be played, shortest rounds first."""
    if brief.form:
        yield Form(" ".join(brief.form)), tuple(map(str, brief.form))
        return
    for form in style.forms:
        match = re.fullmatch(r"([^\[]*)(?:\[(.*)\](.*))?", form.sections)
        assert match is not None
        before, rounds, after = (part or "" for part in match.groups())
        turns = [turn.split() for turn in rounds.split("|")]
        for count in range(1, ROUNDS + 1) if rounds else (0,):
            middle = [kind for turn in range(count) for kind in turns[_turn(turn, len(turns))]]
            yield form, (*before.split(), *middle, *after.split())


def _turn(index: int, count: int) -> int:
    """Rounds in order; after the last, the ones that are not the first come round again."""
    return index if index < count or count < 2 else 1 + (index - 1) % (count - 1)


def _usual(kind: str, form: Form, style: Style, bar: float) -> tuple[int, ...]:
    """How many bars that kind of section may usually have, the most usual first."""
    plain = SectionKind(kind.rstrip("+"))
    own = form.lengths.get(plain)
    numbers = [int(word) for word in (own or style.lengths[plain]).split()]
    if kind.endswith("+") and not own:
        numbers = [numbers[0], 2 * numbers[0]]
    if not own:
        factor = 0.5 if bar > LONG_BAR else 2.0 if bar < SHORT_BAR else 1.0
        numbers = [max(1, round(number * factor)) for number in numbers]
    return tuple(numbers)


def _fit(
    kinds: Sequence[str], usual: Mapping[str, tuple[int, ...]], brief: Brief, wanted: float
) -> tuple[dict[str, int], float]:
    """The bars each kind gets so that the whole comes near `wanted`, and what it costs."""
    reached: dict[int, tuple[float, dict[str, int]]] = {0: (0.0, {})}
    for kind, count in Counter(kinds).items():
        after: dict[int, tuple[float, dict[str, int]]] = {}
        given = len(brief.chords.get(SectionKind(kind.rstrip("+")), ()))
        most = max(16, 2 * wanted / len(kinds))
        options = {one for one in LENGTHS if one <= most} | {given * n for n in (1, 2, 4)}
        for bars in sorted({*options, *usual[kind]} - {0}):
            price = _price(bars, usual[kind], given, kind)
            for total, (cost, chosen) in reached.items():
                longer = total + count * bars
                if longer > 1.3 * wanted + 8:
                    continue
                if longer not in after or cost + price < after[longer][0]:
                    after[longer] = (cost + price, {**chosen, kind: bars})
        reached = after or {
            total + count: (cost + 9.0, {**chosen, kind: 1})
            for total, (cost, chosen) in reached.items()
        }

    def missed(total: int) -> float:
        """What it costs to be that far from the length asked for."""
        off = abs(total - wanted)
        beyond = 20.0 if off > max(1.5, 0.045 * wanted) else 0.0
        return 0.8 * off / max(0.25, 0.012 * wanted) + beyond

    total, (cost, chosen) = min(reached.items(), key=lambda item: item[1][0] + missed(item[0]))
    return chosen, cost + missed(total)


def _price(bars: int, usual: tuple[int, ...], given: int, kind: str) -> float:
    """How odd that length is for that kind of section."""
    if given:  # chords that were asked for go round whole
        price = 0.0 if bars % given == 0 else 4.0 if bars > given else 8.0
        return price + 0.4 * abs(bars - usual[0]) / usual[0]
    if bars in usual:
        return 0.25 * usual.index(bars)
    price = 0.5 + 1.5 * abs(bars - usual[0]) / min(bars, usual[0])
    if kind == SectionKind.OUTRO:  # the last chord may take a bar of its own
        return price * 0.6
    return price + (0.8 if bars % 4 == 0 else 2.0 if bars % 2 == 0 else 6.0)


def outlines(
    kinds: Sequence[SectionKind], lengths: Sequence[int], style: Style
) -> Iterator[Outline]:
    counts = Counter(kinds)
    seen: Counter[SectionKind] = Counter()
    big = style_peak(style)
    last = max((i for i, kind in enumerate(kinds) if kind == big), default=-1)
    for index, (kind, bars) in enumerate(zip(kinds, lengths, strict=True)):
        seen[kind] += 1
        energy = style.energy[kind] + style.growth * (seen[kind] - 1)
        if index == last and counts[kind] > 1:
            energy += 0.08
        if index == last - 1 and counts[big] > 1 and kind in DIPS:
            energy -= DIPS[kind]
        name = style.names.get(kind, str(kind))
        name = f"{name} {seen[kind]}" if counts[kind] > 1 else name
        yield Outline(kind, name, bars, round(min(1.0, max(0.1, energy)), 3))


def style_peak(style: Style) -> SectionKind:
    """The kind of section that the style builds up to."""
    return max(
        (kind for kind in style.energy if any(kind in form.sections for form in style.forms)),
        key=lambda kind: (style.energy[kind], kind == SectionKind.CHORUS),
    )
