"""What one can do with a band that plays along."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from harmonia.errors import Invalid
from harmonia.live import jam as jams
from harmonia.live.held import held_chord
from harmonia.live.jam import Jam
from harmonia.live.news import Said, Told
from harmonia.live.session import Session
from harmonia.live.sessions import Sessions
from harmonia.live.sheet import Sheet, bars
from harmonia.music.key import Key
from harmonia.music.meter import Meter
from harmonia.songs.wishes import Genre

MOST_HELD = 24  # keys; nobody has more fingers, a pedal helps

Play = Callable[[Jam, float], Jam]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayRequest:
    """What the band is to play."""

    chords: tuple[str, ...]  # a bar each, with one chord or a few
    style: Genre = Genre.POP
    tempo: float = 100.0
    meter: Meter = field(default_factory=Meter)
    section: int = 8
    key: Key | None = None
    energy: float = 0.6
    seed: int = 0

    @property
    def sheet(self) -> Sheet:
        """The standing orders that this makes."""
        return Sheet(
            self.style,
            bars(self.chords),
            self.tempo,
            self.meter,
            self.section,
            self.key,
            self.energy,
            self.seed,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """MIDI keys pressed and let go; or all that are held now."""

    on: tuple[int, ...] = ()
    off: tuple[int, ...] = ()
    held: tuple[int, ...] | None = None

    def __post_init__(self) -> None:
        for key in (*self.on, *self.off, *(self.held or ())):
            if not 0 <= key <= 127:
                raise Invalid(f"{key} is no MIDI key; they go from 0 to 127")

    def after(self, before: tuple[int, ...]) -> tuple[int, ...]:
        """The keys held now, if those were held before."""
        held = (set(before) | set(self.on)) - set(self.off)
        now = tuple(sorted(held if self.held is None else set(self.held)))
        if len(now) > MOST_HELD:
            raise Invalid(f"nobody holds {len(now)} keys; {MOST_HELD} are enough")
        return now


@dataclass(frozen=True)
class LiveBands:
    """
    Bands for everybody.

    Orders may carry a number; one that comes after a later one of its kind is passed over.
    """

    sessions: Sessions

    def start(self, asked: PlayRequest, owner: str, connection: str) -> Session:
        """A session in which a band has been counted in."""
        sheet = asked.sheet
        return self.sessions.open(owner, connection, make=lambda now: jams.start(sheet, now))

    def tick(self, session_id: str, connection: str) -> Said:
        """Time has passed: the bars that are due to be sent."""
        return self._told(session_id, connection, Jam.ahead)

    def chords(
        self, session_id: str, connection: str, order: int | None, written: tuple[str, ...]
    ) -> Said:
        """Another progression, from its beginning."""
        wanted = bars(written)

        def play(jam: Jam, now: float) -> Jam:
            return jam.follow(now, replace(jam.sheet, chords=wanted), afresh=True)

        return self._told(session_id, connection, play, "chords", order)

    def manner(
        self,
        session_id: str,
        connection: str,
        order: int | None,
        *,
        tempo: float | None = None,
        style: Genre | None = None,
    ) -> Said:
        """Another tempo or style, in the midst of the progression."""

        def play(jam: Jam, now: float) -> Jam:
            sheet = replace(
                jam.sheet,
                tempo=jam.sheet.tempo if tempo is None else tempo,
                style=jam.sheet.style if style is None else style,
            )
            return jam.follow(now, sheet)

        kind = "tempo" if style is None else "style"
        return self._told(session_id, connection, play, kind, order)

    def notes(self, session_id: str, connection: str, order: int | None, keys: Keys) -> Said:
        """Keys under somebody's hands: the band goes to the chord that they make."""

        def play(jam: Jam, now: float) -> Jam:
            held = keys.after(jam.held)
            chord = held_chord(held, jam.sheet.key)
            if chord is None or jam.sheet.chords == ((chord,),):
                return replace(jam, held=held).ahead(now)
            sheet = replace(jam.sheet, chords=((chord,),))
            return jam.follow(now, sheet, held=held, at_beat=True)

        # What was pressed and what was let go add up in any order; what is held does not.
        whole = order if keys.held is not None else None
        return self._told(session_id, connection, play, "notes", whole)

    def stop(self, session_id: str, connection: str) -> Said:
        """The band stops on the next beat."""
        return self._told(session_id, connection, Jam.stop)

    def _told(
        self, session_id: str, connection: str, play: Play, kind: str = "", order: int | None = None
    ) -> Said:
        def played(session: Session, now: float) -> tuple[Session, tuple[Told, ...]]:
            before, orders = session.band, session.orders
            if order is not None:
                if order <= orders.get(kind, -1):
                    return session, ()
                orders = {**orders, kind: order}
            jam = play(before.forgetting(now), now)
            return replace(session, jam=jam, orders=orders), jam.told(session.id, before.number)

        return self.sessions.change(session_id, connection, played)
