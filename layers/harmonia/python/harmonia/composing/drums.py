"""
Drums and percussion: the genre's page, bar by bar, with the seams marked.

Pieces enter with the energy. Every fourth bar turns: optional strokes sound and the hat opens. A
fill leads into the next section, a cymbal opens it if it is big; nobody plays time over the last
chord.
"""

from collections.abc import Iterator, Sequence

from harmonia.composing import fills
from harmonia.composing.bars import Bar, bars, variant
from harmonia.composing.grooves import GROOVES, pace, strokes
from harmonia.composing.grooves.groove import Groove
from harmonia.composing.grooves.tab import Stroke, pulses
from harmonia.composing.kit import BACKBEAT, HANDS, SIGNS, SOFTER, orchestral, voice
from harmonia.composing.plan import Plan, Seat
from harmonia.music.instrument import Piece
from harmonia.music.tempo import Clock
from harmonia.songs.song import Note, Role, Sound
from harmonia.songs.wishes import Genre, SectionKind

QUICKEST = 0.075  # seconds between two strokes of one hand
RING = 120  # ticks that a stroke is written for


def drums(plan: Plan, seat: Seat) -> tuple[Note, ...]:
    """What the drummer, or a percussionist, plays."""
    return Drummer(plan, seat).play()


class Drummer:
    """One player at the kit, remembering the last fill."""

    def __init__(self, plan: Plan, seat: Seat) -> None:
        self.plan = plan
        self.seat = seat
        self.clock = Clock(plan.tempo)
        self.draw = plan.random(f"drums/{seat.name}")
        self.genre: Genre = plan.brief.genre
        self.groove: Groove = GROOVES[self.genre]
        self.kit = seat.role is Role.DRUMS
        self.last_fill = ""
        self.before: Bar | None = None

    def play(self) -> tuple[Note, ...]:
        """The whole part, in order of time."""
        found: dict[tuple[int, Piece], int] = {}
        for bar in bars(self.plan, self.seat, resting=True):
            if bar.activity <= 0:
                for tick, hits in self.entering(bar).items():
                    found.update({(tick, piece): velocity for piece, velocity in hits})
                continue
            for tick, struck, velocity in self.bar(bar):
                if tick < min(bar.end, bar.close):
                    key = (tick, self.fitting(struck, tick))
                    found[key] = max(found.get(key, 0), velocity)
            if bar.start <= bar.close < bar.end:
                for piece, velocity in self.final(bar):
                    found.setdefault((bar.close, self.fitting(piece, bar.close)), velocity)
            self.before = bar
        found = self.thinned(found)
        end = self.plan.sections[-1].end
        return tuple(
            Note(tick, min(RING, end - tick), Sound(piece), max(1, min(127, velocity)))
            for (tick, piece), velocity in sorted(
                found.items(), key=lambda item: (item[0][0], item[0][1].key)
            )
        )

    def bar(self, bar: Bar) -> Iterator[tuple[int, Piece, int]]:
        """The strokes of one bar."""
        builds = self.building(bar) if self.kit else 0
        fill = self.build(bar, builds) if builds else self.fill(bar) if self.kit else {}
        begin = min(fill, default=bar.end)
        silent = BACKBEAT if self.groove.drops else HANDS
        if builds and bar.left == 0:
            silent = HANDS
        for tick, piece, velocity in self.time(bar):
            if tick < begin or piece not in silent:
                yield tick, piece, velocity
        for tick, hits in fill.items():
            for piece, velocity in hits:
                yield tick, piece, velocity
        if self.kit:
            yield from self.opening(bar)

    def time(self, bar: Bar) -> Iterator[tuple[int, Piece, int]]:
        """The groove itself."""
        role = "drums" if self.kit else "percussion"
        level = bar.level
        number = variant(self.plan, bar)
        drop = self.groove.drops and self.kit and self._breaks(bar)
        meter = bar.section.meter
        bars_each = pace(self.genre, meter, self.plan.brief.bpm)
        found = strokes(self.genre, role, meter, level, number, bar.index % 4, bars_each)
        for stroke in self._own(found):
            sign = stroke.sign
            if sign == "?" and not (bar.turn or self.draw.random() < 0.2):
                continue
            piece = voice(stroke.voice)
            if drop and (piece is Piece.KICK or piece in BACKBEAT):
                continue
            if self._opens(bar, stroke.at, piece):
                piece = Piece.OPEN_HAT
            velocity = SIGNS[sign] * bar.loudness * self.groove.loud * SOFTER.get(piece, 1.0)
            if sign == "g":
                velocity = self.draw.uniform(27, 42)
            yield bar.start + stroke.at, piece, round(velocity)

    def entering(self, bar: Bar) -> dict[int, list[tuple[Piece, int]]]:
        """What leads in from a rest: a roll before a drop, a fill before a lively section."""
        if not self.kit or bar.following is None or bar.following_activity <= 0:
            return {}
        if builds := self.building(bar):
            return self.build(bar, builds)
        if self.groove.drops or self.groove.crash > 1 or bar.following.energy < 0.4:
            return {}
        return self.fill(bar)

    def opening(self, bar: Bar) -> Iterator[tuple[int, Piece, int]]:
        """A cymbal and a kick on the first beat of a big section, a softer one inside it."""
        energy = bar.section.energy
        grown = self.before is None or energy >= self.before.section.energy - 0.02
        if bar.index and (bar.index % 8 or bar.level != "big" or energy < self.groove.crash):
            return
        if bar.index:
            yield bar.start, Piece.CRASH, round(80 * bar.loudness * self.groove.loud)
        elif bar.number and energy >= self.groove.crash and grown and bar.level != "quiet":
            yield bar.start, Piece.CRASH, round(98 * bar.loudness * self.groove.loud)
            yield bar.start, Piece.KICK, round(108 * bar.loudness * self.groove.loud)

    def final(self, bar: Bar) -> Iterator[tuple[Piece, int]]:
        """The last stroke, under the held chord."""
        loud = bar.loudness * self.groove.loud
        if not self.kit:
            yield self._final_hand(), round(70 * loud)
            return
        yield Piece.KICK, round(100 * loud)
        soft = bar.level == "quiet" or self.groove.crash > 1
        yield (Piece.RIDE, round(62 * loud)) if soft else (Piece.CRASH, round(96 * loud))

    def _final_hand(self) -> Piece:
        found = strokes(self.genre, "percussion", self.plan.sections[-1].meter, "full", 0, 0)
        own = self._own(found)
        return voice(own[0].voice) if own else Piece.SHAKER

    def fill(self, bar: Bar) -> dict[int, list[tuple[Piece, int]]]:
        """A fill at the end of this bar by tick, or nothing."""
        last = bar.left == 0 and bar.following is not None and bar.following_activity > 0
        middle = bar.index % 8 == 7 and bar.left >= 4
        if not (last or middle) or bar.end > bar.close:
            return {}
        rank = {"quiet": 0, "full": 1, "big": 2}[bar.level]
        if last and (bar.lifts or (bar.following and bar.following.kind is SectionKind.CHORUS)):
            rank += 1
        if middle:
            rank -= 1
        family = self.groove.fills[min(max(rank, 0), len(self.groove.fills) - 1)]
        self.last_fill = fills.choose(family, self.last_fill, self.draw)
        placed = fills.place(self.last_fill, bar.section.meter, swell=family == "swell")
        loud = bar.loudness * self.groove.loud
        found: dict[int, list[tuple[Piece, int]]] = {}
        for at, piece, velocity, ghost in placed:
            fitting = self.fitting(piece, bar.start + at)
            played = velocity if ghost else velocity * loud
            found.setdefault(bar.start + at, []).append((fitting, round(played)))
        return found

    def build(self, bar: Bar, length: int) -> dict[int, list[tuple[Piece, int]]]:
        """The roll before a drop, on the snare."""
        loud = self.groove.loud
        rolled = fills.roll(bar.section.meter, bar.left, length)
        return {bar.start + at: [(Piece.SNARE, round(soft * loud))] for at, soft in rolled}

    def thinned(self, found: dict[tuple[int, Piece], int]) -> dict[tuple[int, Piece], int]:
        """Without the softer of two strokes that one hand could not play so fast."""
        latest: dict[Piece, int] = {}
        kept: dict[tuple[int, Piece], int] = {}
        for (tick, piece), velocity in sorted(found.items()):
            before = latest.get(piece)
            if before is not None:
                gap = self.clock.seconds(tick) - self.clock.seconds(before)
                if gap < QUICKEST:
                    if velocity <= kept[before, piece]:
                        continue
                    del kept[before, piece]
            kept[tick, piece] = velocity
            latest[piece] = tick
        return kept

    def building(self, bar: Bar) -> int:
        """How many bars the tension of a coming drop takes, if this is one of them."""
        if not (self.groove.drops and bar.following and bar.following_activity > 0):
            return 0
        rise = bar.following.energy - bar.section.energy
        short = bar.section.bars <= 4 and bar.section.kind is SectionKind.PRECHORUS
        length = min(4, bar.section.bars if short else bar.section.bars // 2)
        big = bar.following.energy >= 0.6 and rise >= 0.15
        return length if big and bar.left < length else 0

    def fitting(self, piece: Piece, tick: int) -> Piece:
        """The piece as this kit has it, under that moment's chord."""
        if self.seat.instrument != "orchestral drums":
            return piece
        return orchestral(piece, self.plan.chord_at(tick).chord)

    def _breaks(self, bar: Bar) -> bool:
        """Whether the floor drops out: in breaks, and in the last bar before a drop."""
        quiet = bar.section.kind in (SectionKind.BREAK, SectionKind.BRIDGE)
        return quiet or (bar.left == 0 and self.building(bar) > 0)

    def _opens(self, bar: Bar, at: int, piece: Piece) -> bool:
        """Whether the hat opens on the last offbeat of a phrase."""
        if piece is not Piece.CLOSED_HAT or bar.level == "quiet" or not bar.turn:
            return False
        if self.genre in (Genre.HOUSE, Genre.BOSSA, Genre.JAZZ):
            return False
        last = pulses(bar.section.meter)[-1]
        return at == last.at + (last.length * 2 // 3 if last.long else last.length // 2)

    def _own(self, found: Sequence[Stroke]) -> Sequence[Stroke]:
        """Of a percussionist's lines the one that the seat is named after, if it is one."""
        words = {word.rstrip("s") for word in self.seat.name.split()}
        own = [one for one in found if words & set(one.voice.split())]
        return own if own and not self.kit else found
