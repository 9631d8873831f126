"""
The analysis of a progression: its key, what each chord does, where it moves and how it ends.

Chords last a bar each unless `beats` says otherwise. Keys come from `regions`, roles from `roles`,
cadences from `cadences`; this file puts them together and says them in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from harmonia.errors import Invalid
from harmonia.harmony.cadences import Ending, endings
from harmonia.harmony.keys import Likely, ranked, roles
from harmonia.harmony.modulations import Modulation, modulations
from harmonia.harmony.numerals import figure
from harmonia.harmony.regions import Region, regions
from harmonia.harmony.roles import Function, Kind, Role
from harmonia.harmony.words import said
from harmonia.music.chord import Chord
from harmonia.music.key import Key
from harmonia.music.meter import Meter

PHRASE = 4  # bars
LONGEST = 256  # beats of a chord
OPEN = 0.15  # keys closer than this are an open question


@dataclass(frozen=True, slots=True, kw_only=True)
class ChordReading:
    """A chord in its place: `bar` and `beat` count from 1."""

    chord: Chord
    bar: int
    beat: float
    key: Key
    numeral: str
    function: Function
    kind: Kind
    words: str
    bass: str = ""  # the degree in the bass, where that is not the root
    target: str = ""  # the numeral that an applied chord leads to
    borrowed_from: str = ""  # the parallel mode


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmonicAnalysis:
    """What a progression does."""

    key: Key
    keys: tuple[Likely, ...]
    chords: tuple[ChordReading, ...]
    modulations: tuple[Modulation, ...]
    cadences: tuple[Ending, ...]
    words: str


def analyse(
    chords: Sequence[Chord],
    *,
    key: Key | None = None,
    meter: Meter | None = None,
    beats: Sequence[float] | None = None,
) -> HarmonicAnalysis:
    """
    The analysis of the chords, in the named key or in the likeliest.

    `beats` are the chords' lengths in the meter's beats; Invalid unless there is one for each.

    >>> found = analyse([Chord.parse(symbol) for symbol in ("Dm7", "G7", "Cmaj7")])
    >>> str(found.key), [one.numeral for one in found.chords]
    ('C major', ['ii7', 'V7', 'Imaj7'])
    """
    meter = meter or Meter()
    lengths = [float(meter.beats)] * len(chords) if beats is None else [*beats]
    if len(lengths) != len(chords):
        raise Invalid(f"{len(lengths)} lengths for {len(chords)} chords", field="beats")
    for index, length in enumerate(lengths):
        if not 0 < length <= LONGEST:
            reason = f"a chord lasts up to {LONGEST} beats and more than none, not {length:g}"
            raise Invalid(reason, field=f"beats.{index}")
    found = regions(chords, lengths, key)
    home = key or _longest(found, lengths)
    starts = [0.0, *accumulate(lengths)]
    readings = tuple(
        reading for region in found for reading in _readings(chords, region, starts, meter)
    )
    keys = [reading.key for reading in readings]
    ends = endings(chords, keys, _phrase_ends(starts, found, meter))
    moves = modulations(chords, found, [reading.bar for reading in readings])
    likely = _likely(chords, lengths, found, home)
    return HarmonicAnalysis(
        key=home,
        keys=likely,
        chords=readings,
        modulations=moves,
        cadences=ends,
        words=_summary(home, likely, key is not None, readings, moves, ends),
    )


def _readings(
    chords: Sequence[Chord], region: Region, starts: Sequence[float], meter: Meter
) -> list[ChordReading]:
    # Two chords of what follows are heard too, so that a bridge to the next key makes sense.
    heard = chords[region.first : region.end + 2]
    own = roles(heard, region.key)[: region.end - region.first]
    made = []
    for index, role in enumerate(own, region.first):
        chord = chords[index]
        after = chords[index + 1] if index + 1 < len(chords) else None
        bar, beat = divmod(starts[index], meter.beats)
        bass = figure(chord, region.key)
        applied = role.kind in (Kind.SECONDARY, Kind.RELATED, Kind.TRITONE)
        made.append(
            ChordReading(
                chord=chord,
                bar=int(bar) + 1,
                beat=round(beat + 1, 3),
                key=region.key,
                numeral=f"{role.numeral}/{bass}" if bass and not applied else role.numeral,
                function=_function(role, chords[index - 1] if index else None, region.key),
                kind=role.kind,
                words=said(chord, role, region.key, after),
                bass=bass,
                target=role.numeral.partition("/")[2] if applied else "",
                borrowed_from=f"{region.key.tonic} {role.source}" if role.source else "",
            )
        )
    return made


def _function(role: Role, before: Chord | None, key: Key) -> Function:
    """The role's function; a sixth chord that comes instead of home rests like home."""
    fifth = (key.tonic.semitone + 7) % 12
    if role.numeral.startswith("bVI") and not role.numeral.startswith("bVII"):
        deceptive = before is not None and before.root.semitone == fifth and key.minor
        return Function.TONIC if deceptive else role.function
    return role.function


def _phrase_ends(starts: Sequence[float], found: Sequence[Region], meter: Meter) -> frozenset[int]:
    phrase = PHRASE * meter.beats
    last = len(starts) - 2
    ends = {region.end - 1 for region in found} | {last}
    for index in range(last):
        if starts[index] // phrase != starts[index + 1] // phrase:
            ends.add(index)
    return frozenset(ends)


def _longest(found: Sequence[Region], lengths: Sequence[float]) -> Key:
    """The key that lasts longest; the earlier of equals."""
    spans: dict[Key, float] = {}
    for region in found:
        lasts = sum(lengths[region.first : region.end])
        spans[region.key] = spans.get(region.key, 0.0) + lasts
    return max(spans, key=spans.__getitem__)


def _likely(
    chords: Sequence[Chord], lengths: Sequence[float], found: Sequence[Region], home: Key
) -> tuple[Likely, ...]:
    """The ranking of keys over the chords that are at home in the home key."""
    mine = [region for region in found if region.key == home] or list(found[:1])
    spans = [index for region in mine for index in range(region.first, region.end)]
    return ranked([chords[index] for index in spans], [lengths[index] for index in spans])


def _summary(
    home: Key,
    likely: Sequence[Likely],
    named: bool,
    readings: Sequence[ChordReading],
    moves: Sequence[Modulation],
    ends: Sequence[Ending],
) -> str:
    told = [f"In {home}: {' '.join(reading.numeral for reading in readings[:16])}."]
    if not named and len(likely) > 1:
        first, second = likely[:2]
        if first.key == home and first.confidence - second.confidence < OPEN:
            told.append(f"It can be heard in {second.key} as well.")
    guests = [one for one in readings if one.kind not in (Kind.DIATONIC, Kind.BLUES)]
    if guests:
        names = dict.fromkeys(f"{one.chord} ({one.kind})" for one in guests)
        told.append(f"From outside the key: {', '.join([*names][:6])}.")
    told.extend(move.words for move in moves[:3])
    if ends:
        told.append(ends[-1].words)
    return " ".join(told)
