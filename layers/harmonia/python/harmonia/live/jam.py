"""
A band that plays along: what it was told, how far it has played, and what it has sent.

The band's time begins `LEAD` seconds after somebody said start. Their own zero comes later, when
they have heard of it, so what is sent `GUARD` seconds before it is due by our clock is there in
time by theirs. The band plays `AHEAD` seconds at a time; a change cuts what was sent at a bar line
or a beat, and from there on bars are sent anew under a higher revision. What was sent is not kept:
the same cue and the same memory of the band are the same bar again.
"""

from dataclasses import dataclass, field, replace
from functools import lru_cache

from harmonia.accompanying.band import Played, play
from harmonia.accompanying.cue import Cue, Placed, placed
from harmonia.accompanying.lineup import lineup
from harmonia.accompanying.memory import Memory
from harmonia.errors import Conflict
from harmonia.live.news import Bar, Begun, Ended, Placing, Told
from harmonia.live.sheet import Bars, Sheet
from harmonia.live.timeline import Anchor, Place
from harmonia.music.chord import Chord
from harmonia.music.meter import PPQ

LEAD = 0.5  # seconds of counting in
GUARD = 0.4  # seconds before it is due by which a note must be sent
LAG = 0.35  # seconds that players may be behind our clock
AHEAD = 8.0  # seconds that are sent before their time
AT_ONCE = 16  # bars; very short ones come in several helpings
KEPT = 32  # bars sent that can be sent again


@dataclass(frozen=True, slots=True)
class Sent:
    """A bar that was sent, or the end: enough to send it again."""

    number: int
    revision: int
    at: float
    tick: int = 0  # from which on it holds
    cue: Cue | None = None
    memory: Memory = field(default_factory=Memory)


@dataclass(frozen=True, slots=True)
class Jam:
    """The band, between two messages."""

    sheet: Sheet
    zero: float  # when its time begins, in seconds since 1970
    anchor: Anchor = field(default_factory=Anchor)
    first: int = 0  # the bar with which the progression began
    section: int = 0  # the bar with which the sections began
    next: int = 0  # the bar to play next
    memory: Memory = field(default_factory=Memory)
    held: tuple[int, ...] = ()  # MIDI keys that somebody holds down
    revision: int = 0
    number: int = 1  # of the last news; the first says that it begins
    known: int = 0  # the last number that they say they have
    sent: tuple[Sent, ...] = ()
    over: bool = False

    def ahead(self, now: float) -> "Jam":
        """The band after playing as far ahead as it should; bars that nobody asked for in time are
        passed over, and it comes in again on a beat."""
        if self.over:
            return self
        jam, passed = self, now - self.zero
        here = jam.anchor.beat(passed + GUARD, jam.sheet.meter)
        if here > Place(jam.next):
            jam = replace(jam, next=here.bar)._plus(here.tick)
        for _ in range(AT_ONCE):
            if jam.seconds(Place(jam.next)) >= passed + AHEAD:
                break
            jam = jam._plus()
        return jam

    def follow(
        self,
        now: float,
        sheet: Sheet,
        *,
        held: tuple[int, ...] | None = None,
        at_beat: bool = False,
        afresh: bool = False,
    ) -> "Jam":
        """The band told something else; `afresh` begins the progression anew, from the change."""
        if self.over:
            raise Conflict("the band has stopped; start again")
        jam = self.ahead(now)
        place = jam._change(now - jam.zero, at_beat)
        cut = next((one for one in reversed(jam.sent) if _number(one) == place.bar), None)
        before: tuple[Placed, ...] = ()
        if cut is not None and cut.cue is not None:
            before = tuple(one for one in cut.cue.chords if one.tick < place.tick)
        return (
            replace(
                jam,
                sheet=sheet,
                anchor=jam.anchor.moved(place, sheet.meter, sheet.tempo),
                first=place.bar if sheet.chords != jam.sheet.chords else jam.first,
                section=place.bar if afresh else jam.section,
                next=place.bar,
                memory=cut.memory if cut is not None else jam.memory,
                revision=jam.revision + 1,
                held=jam.held if held is None else held,
            )
            ._plus(place.tick, before)
            .ahead(now)
        )

    def stop(self, now: float) -> "Jam":
        """The band told to stop, on the next beat that can be reached."""
        if self.over:
            return self
        place = self.anchor.beat(now - self.zero + GUARD, self.sheet.meter)
        end = Sent(self.number + 1, self.revision + 1, round(self.seconds(place), 4))
        return replace(
            self,
            over=True,
            number=end.number,
            revision=end.revision,
            sent=(*self.sent, end),
        )

    def acknowledged(self, number: int) -> "Jam":
        """They have everything up to that number."""
        return replace(self, known=max(self.known, min(number, self.number)))

    def forgetting(self, now: float) -> "Jam":
        """The band without what it sent and need not know any more."""
        passed = now - self.zero
        kept = tuple(
            one
            for one in self.sent
            if one.number > self.known or (one.cue is not None and self._end(one, one.cue) > passed)
        )
        return replace(self, sent=kept[-KEPT:])

    def told(self, session: str, after: int) -> tuple[Told, ...]:
        """The news after that number, as far as they are kept, in their order."""
        begun = (Told(Begun(session, LEAD), 1),) if after < 1 else ()
        return begun + tuple(
            Told(self._news(one), one.number) for one in self.sent if one.number > after
        )

    def seconds(self, place: Place) -> float:
        """When the place comes, in the band's time."""
        return self.anchor.seconds(place, self.sheet.meter)

    def _change(self, passed: float, at_beat: bool) -> Place:
        """
        Where a change is heard: at the next bar line if players get there within a bar.

        If that line is too near to be reached, or was only just missed by our clock, which goes
        before theirs, a beat inside the bar is the better place.
        """
        meter, bar = self.sheet.meter, self.sheet.meter.bar * 60 / (self.anchor.bpm * PPQ)
        beat = self.anchor.beat(passed + GUARD, meter)
        line = Place(self.anchor.line(passed + GUARD, meter))
        return beat if at_beat or self.seconds(line) - passed > bar - LAG else line

    def _plus(self, tick: int = 0, before: tuple[Placed, ...] = ()) -> "Jam":
        """The band having sent its next bar, or what is left of it from that tick on."""
        cue = self._cue(tick, before)
        number, at = self.number + 1, round(self.seconds(Place(self.next, tick)), 4)
        return replace(
            self,
            number=number,
            next=self.next + 1,
            memory=_played(cue, self.memory).memory,
            sent=(*self.sent, Sent(number, self.revision, at, tick, cue, self.memory)),
        )

    def _cue(self, tick: int, before: tuple[Placed, ...]) -> Cue:
        sheet, step = self.sheet, self.next - self.first
        chords = placed(_at(sheet.chords, step), sheet.meter)
        if before:
            sounding = [one for one in chords if one.tick <= tick][-1]
            later = tuple(one for one in chords if one.tick > tick)
            chords = (*before, Placed(tick, sounding.chord), *later)
        return Cue(
            style=sheet.style,
            bpm=sheet.tempo,
            chords=chords,
            meter=sheet.meter,
            following=_at(sheet.chords, step + 1)[0],
            number=self.next,
            index=(self.next - self.section) % sheet.section,
            bars=sheet.section,
            energy=sheet.energy,
            key=sheet.key,
            seed=sheet.seed,
        )

    def _end(self, sent: Sent, cue: Cue) -> float:
        """When the bar that was sent is over."""
        return sent.at + (cue.meter.bar - sent.tick) * 60 / (cue.bpm * PPQ)

    def _news(self, sent: Sent) -> Bar | Ended:
        cue = sent.cue
        if cue is None:
            return Ended(sent.at, sent.revision)
        start = sent.tick / PPQ
        players = sorted(lineup(cue.style).values(), key=lambda player: player.channel)
        return Bar(
            bar=cue.number,
            revision=sent.revision,
            start=round(start, 4),
            at=sent.at,
            tempo=cue.bpm,
            beats=cue.meter.bar / PPQ,
            chords=tuple(Placing(round(one.tick / PPQ, 4), one.chord) for one in cue.chords),
            fill=cue.filled,
            programs=tuple(one.plays.program for one in players if one.part != "drums"),
            events=tuple(
                event for event in _played(cue, sent.memory).events if event.beat >= start
            ),
        )


def start(sheet: Sheet, now: float) -> Jam:
    """A band that has been counted in."""
    return Jam(sheet, zero=now + LEAD, anchor=Anchor(bpm=sheet.tempo)).ahead(now)


def _at(bars: Bars, step: int) -> tuple[Chord, ...]:
    return bars[step % len(bars)]


def _number(sent: Sent) -> int | None:
    return sent.cue.number if sent.cue is not None else None


@lru_cache(256)
def _played(cue: Cue, memory: Memory) -> Played:
    return play(cue, memory)
