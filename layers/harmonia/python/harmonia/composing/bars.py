"""The bars of a plan as one player meets them."""

from collections.abc import Iterator
from dataclasses import dataclass

from harmonia.composing.plan import Plan, Seat
from harmonia.music.chord import Chord
from harmonia.music.note import Pitch
from harmonia.songs.song import ChordSpan, Section


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar, where it stands in its section, and how busy the player is."""

    section: Section
    number: int  # of the section, in the song
    index: int  # in the section, from 0
    activity: float
    following: Section | None
    following_activity: float
    close: int  # where the final chord begins and nobody goes on playing time

    @property
    def start(self) -> int:
        """In ticks."""
        return self.section.start + self.index * self.section.meter.bar

    @property
    def end(self) -> int:
        """The tick after the last."""
        return self.start + self.section.meter.bar

    @property
    def left(self) -> int:
        """Bars after this one in the section."""
        return self.section.bars - 1 - self.index

    @property
    def turn(self) -> bool:
        """Whether a phrase of four bars ends here."""
        return self.index % 4 == 3 or self.left == 0

    @property
    def lifts(self) -> bool:
        """Whether the next section is bigger."""
        return self.following is not None and self.following.energy > self.section.energy + 0.05

    @property
    def level(self) -> str:
        """How much to play: quiet, full or big."""
        drive = 0.5 * self.activity + 0.5 * self.section.energy
        return "quiet" if drive < 0.48 else "full" if drive < 0.72 else "big"

    @property
    def loudness(self) -> float:
        """About 1: by the section's energy, rising a little inside it."""
        inside = self.index / max(1, self.section.bars - 1)
        return 0.74 + 0.26 * self.section.energy + 0.06 * self.activity + 0.03 * inside


def bars(plan: Plan, seat: Seat, *, resting: bool = False) -> Iterator[Bar]:
    """Every bar in which the seat plays; also those where it rests, if wanted."""
    close = closing(plan)
    for number, section in enumerate(plan.sections):
        activity = _activity(seat, number)
        following = plan.sections[number + 1] if number + 1 < len(plan.sections) else None
        if activity <= 0 and not resting:
            continue
        for index in range(section.bars):
            after = _activity(seat, number + 1)
            yield Bar(section, number, index, activity, following, after, close)


def variant(plan: Plan, bar: Bar) -> int:
    """Which of a page's variations a bar takes; one kind of section keeps its own."""
    own = plan.random(f"variant/{bar.section.kind}").randrange(12)
    return own + (bar.index // 4) % 2 * (bar.section.bars >= 8)


def closing(plan: Plan) -> int:
    """The tick where the final chord begins: all hold it, and time is no longer played."""
    last = plan.sections[-1]
    bar = last.end - last.meter.bar
    final = last.chords[-1].start
    if last.bars == 1 and len(plan.sections) == 1:
        return max(final, bar)
    return final if final >= bar - last.meter.bar else bar


def spans(plan: Plan, start: int, end: int) -> list[ChordSpan]:
    """The chords that sound between two ticks, cut to them."""
    found = []
    for section in plan.sections:
        if section.end <= start or section.start >= end:
            continue
        for span in section.chords:
            begin, stop = max(span.start, start), min(span.start + span.length, end)
            if begin < stop:
                found.append(ChordSpan(begin, stop - begin, span.chord))
    return found


def spelled(section: Section, chord: Chord, midi: int) -> Pitch:
    """The pitch under the name it has in the chord, or in the key where it is foreign."""
    for note in (*chord.notes, chord.lowest):
        if note.semitone == midi % 12 and abs(note.accidental) < 2:
            return Pitch.spelled(midi, note)
    return section.key.spell(midi)


def _activity(seat: Seat, number: int) -> float:
    return seat.activity[number] if number < len(seat.activity) else 0.0
