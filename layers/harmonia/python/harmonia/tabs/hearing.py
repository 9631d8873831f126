"""
Chords behind notes: what somebody would write over the bars of a MIDI file.

Every half bar (every bar where its pulses don't halve) is compared with templates of common chords:
tones that belong count for it by how long they sound, foreign ones against it, the lowest note
speaks for its root. A bar keeps one chord unless two are clearly better.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from harmonia.errors import Invalid
from harmonia.music.chord import QUALITIES, Chord
from harmonia.music.meter import Meter
from harmonia.tabs.chart import MOST_CHORDS, Change, Chart, Passage, Sung, too_many
from harmonia.tabs.tones import CANONICAL

HEARD = ("", "m", "7", "maj7", "m7", "dim", "sus4", "m7b5", "5")
FOREIGN, ABSENT, BASS, COLOUR = 0.7, 0.14, 0.12, 0.04
CLEARLY = 0.12  # of a bar's sound by which two chords must be better than one
LEADING = ("melody", "lead", "vocal", "voice", "solo", "tune")
BASSES = range(32, 40)  # General MIDI programs


@dataclass(frozen=True, slots=True)
class Track:
    """Notes that belong together."""

    name: str
    program: int
    notes: tuple[Sung, ...]

    @property
    def height(self) -> float:
        """The mean key."""
        return sum(note.key for note in self.notes) / len(self.notes)

    @property
    def together(self) -> float:
        """How many notes begin at once, on average."""
        return len(self.notes) / len({note.start for note in self.notes})


@dataclass(slots=True)
class _Sound:
    """What sounds in a stretch of time."""

    weights: list[float]  # ticks of each pitch class
    lowest: int = 127


@dataclass(frozen=True, slots=True)
class Heard:
    """A MIDI file's music."""

    tracks: tuple[Track, ...]
    meter: Meter
    bpm: float


def chart_of(heard: Heard, *, part: str | None, bass: bool, meter: Meter | None = None) -> Chart:
    """The file as a chart; its line is the named part's, or the likeliest melody or bass."""
    sign = meter or heard.meter
    every = sorted((note for track in heard.tracks for note in track.notes), key=_by_start)
    changes = tuple(_changes(every, sign))
    if len(changes) > MOST_CHORDS:
        raise too_many(len(changes), "midi")
    line = _chosen(heard.tracks, part, bass=bass).notes
    passages = (Passage("", changes),) if changes else ()
    return Chart(passages, sign, heard.bpm, line=line)


def _by_start(note: Sung) -> tuple[int, int]:
    return note.start, note.key


def _chosen(tracks: Sequence[Track], part: str | None, *, bass: bool) -> Track:
    if part is not None:
        for track in tracks:
            if track.name.lower() == part.strip().lower():
                return track
        known = ", ".join(track.name for track in tracks if track.name) or "without names"
        raise Invalid(f"there is no track {part!r}; the tracks are {known}", field="part")
    if bass:
        low = [track for track in tracks if track.program in BASSES]
        return min(low or tracks, key=lambda one: one.height)
    named = [one for one in tracks if any(word in one.name.lower() for word in LEADING)]
    single = [one for one in tracks if one.together < 1.2]
    return max(named or single or tracks, key=lambda one: one.height)


def _changes(notes: Sequence[Sung], meter: Meter) -> Iterable[Change]:
    """The chords, each until the next."""
    end = max(note.start + note.length for note in notes)
    bars = -(-end // meter.bar)
    if bars > MOST_CHORDS:
        raise too_many(bars, "midi")
    halves = 2 if len(meter.pulses) % 2 == 0 else 1
    heard = _weighed(notes, meter.bar // halves, bars * halves)
    found: list[tuple[int, Chord | None]] = []
    for bar in range(bars):
        pieces = heard[bar * halves : (bar + 1) * halves]
        one, score = _best(_together(pieces))
        parts = [_best(piece) for piece in pieces]
        if halves == 2 and sum(part[1] for part in parts) / 2 > score + CLEARLY:
            step = meter.bar // halves
            found += [(bar * meter.bar + index * step, part[0]) for index, part in enumerate(parts)]
        else:
            found.append((bar * meter.bar, one))
    return _merged(found, bars * meter.bar)


def _weighed(notes: Sequence[Sung], step: int, count: int) -> list[_Sound]:
    """For every stretch of that many ticks how long each pitch class sounds, and the lowest key."""
    sounds = [_Sound([0.0] * 12) for _ in range(count)]
    for note in notes:
        end, tone = note.start + note.length, note.key % 12
        for index in range(note.start // step, -(-end // step)):
            sound, begin = sounds[index], index * step
            sound.weights[tone] += min(end, begin + step) - max(note.start, begin)
            sound.lowest = min(sound.lowest, note.key)
    return sounds


def _together(pieces: Sequence[_Sound]) -> _Sound:
    weights = [sum(tones) for tones in zip(*(piece.weights for piece in pieces), strict=True)]
    return _Sound(weights, min(piece.lowest for piece in pieces))


def _merged(found: list[tuple[int, Chord | None]], end: int) -> Iterable[Change]:
    starts: list[tuple[int, Chord | None]] = []
    for start, chord in found:
        if not starts or chord != starts[-1][1]:
            starts.append((start, chord))
    for (start, chord), after in zip(starts, [*(s for s, _ in starts[1:]), end], strict=True):
        yield Change(start, after - start, chord)


def _best(sound: _Sound) -> tuple[Chord | None, float]:
    """The likeliest chord of that stretch and how well it fits, 1 at most; None for silence."""
    total = sum(sound.weights)
    if total <= 0:
        return None, 0.0
    return max(
        (
            (chord, _fit(mask, chord, sound.weights, total, sound.lowest % 12))
            for chord, mask in _templates()
        ),
        key=lambda one: one[1],
    )


def _fit(
    mask: tuple[int, ...], chord: Chord, weights: Sequence[float], total: float, lowest: int
) -> float:
    inside = sum(weights[tone] for tone in mask)
    absent = sum(weights[tone] < 0.04 * total for tone in mask)
    bass = BASS if chord.root.semitone == lowest else 0.0
    fit = (inside - FOREIGN * (total - inside)) / total
    return fit - ABSENT * absent + bass - COLOUR * max(0, len(mask) - 3)


@cache
def _templates() -> tuple[tuple[Chord, tuple[int, ...]], ...]:
    return tuple(
        (
            Chord(root, quality),
            tuple((root.semitone + one.semitones) % 12 for one in QUALITIES[quality]),
        )
        for root in CANONICAL
        for quality in HEARD
    )
