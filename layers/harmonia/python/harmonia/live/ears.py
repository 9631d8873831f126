"""What one can do with an ear that listens along."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from harmonia.errors import Conflict, NotFound
from harmonia.ids import derived
from harmonia.live.listening import Form, Listening
from harmonia.live.news import HeardChord, Said, Told
from harmonia.live.ports import Ear
from harmonia.live.session import Session
from harmonia.live.sessions import Sessions
from harmonia.music.key import Key


@dataclass(frozen=True, slots=True, kw_only=True)
class ListenRequest:
    """How the sound will come, and in which key chords are to be named."""

    rate: int = 16_000
    format: str = "pcm16"
    key: Key | None = None

    def __post_init__(self) -> None:
        Form(self.rate, self.format)

    @property
    def listening(self) -> Listening:
        """The ear that was asked for."""
        return Listening(Form(self.rate, self.format), self.key)


@dataclass(frozen=True)
class LiveEars:
    """Ears for everybody."""

    sessions: Sessions
    ear: Ear

    def start(self, asked: ListenRequest, owner: str, connection: str) -> Session:
        """A session in which an ear listens."""
        return self.sessions.open(owner, connection, listening=asked.listening)

    def hear(self, session_id: str, connection: str, audio: Any, seq: int | None) -> Said:
        """One more chunk: the chords that are settled now, and the best guess if it is another."""

        def heard(session: Session, now: float) -> tuple[Session, tuple[Told, ...]]:
            before = session.ear
            after = self._heard(before, audio, before.form, seq)
            new = not before.next or after.guess != before.guess
            guess = (Told(after.guessed),) if new and after.next > before.next else ()
            return replace(session, listening=after), (*after.told(before.number), *guess)

        return self.sessions.change(session_id, connection, heard)

    def finish(self, session_id: str, connection: str) -> Said:
        """Nothing more comes: what was open is settled."""

        def ended(session: Session, now: float) -> tuple[Session, tuple[Told, ...]]:
            before = session.ear
            after = before.ended(self.ear.finish(before.hearing, before.key))
            return replace(session, listening=after), after.told(before.number)

        return self.sessions.change(session_id, connection, ended)

    def hear_plainly(
        self, connection: str, owner: Callable[[], str], audio: Any, form: Form
    ) -> Said:
        """One more chunk of a connection that knows no sessions: it has one all the same."""
        session_id = derived("live", connection)

        def heard(session: Session, now: float) -> tuple[Session, tuple[Told, ...]]:
            before = session.ear
            after = self._heard(before, audio, form, None)
            new = _changes(after.told(before.number - 1), first=not before.number)
            known = after.acknowledged(after.number - 1)  # the last says what is new next time
            return replace(session, listening=known), new

        try:
            return self.sessions.change(session_id, connection, heard)
        except NotFound:
            with suppress(Conflict):  # another chunk may have been first as well
                self.sessions.open(
                    owner(), connection, session_id=session_id, listening=Listening(form)
                )
            return self.sessions.change(session_id, connection, heard)

    def _heard(self, before: Listening, audio: Any, form: Form, seq: int | None) -> Listening:
        if not before.expects(seq):
            return before
        return before.heard(seq, self.ear.take(before.hearing, audio, form), self.ear.follow)


def _changes(told: tuple[Told, ...], *, first: bool) -> tuple[Told, ...]:
    """Those of the chords that are others than the one before, which comes first if there was."""
    named = [one.news.chord for one in told if isinstance(one.news, HeardChord)]
    before = [None, *named] if first else named
    fresh = told if first else told[1:]
    return tuple(
        one
        for one, (old, new) in zip(fresh, pairwise(before), strict=True)
        if new is not None and new != old
    )
