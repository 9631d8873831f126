"""
Sessions: opened, changed by one message at a time, taken up again after the line dropped.

Messages of one connection may be handled by several workers at once. Each reads the session, works
out what follows and puts it back under the condition that nobody else did; who comes second reads
again, so that no message is lost and none counts twice.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from harmonia.clock import Clock
from harmonia.errors import Conflict, Invalid, NotFound, Unavailable
from harmonia.ids import fresh
from harmonia.live.jam import Jam
from harmonia.live.listening import Listening
from harmonia.live.news import Acknowledged, Said, Told
from harmonia.live.ports import SessionStore
from harmonia.live.session import SECONDS, Session

TRIES = 12  # of as many messages at once, every round one gets through
SIGN_SECONDS = 20.0  # between two signs of life

Change = Callable[[Session, float], tuple[Session, tuple[Told, ...]]]


@dataclass(frozen=True)
class Sessions:
    """Everybody's live sessions."""

    store: SessionStore
    clock: Clock

    def open(
        self,
        owner: str,
        connection: str,
        *,
        session_id: str | None = None,
        listening: Listening | None = None,
        make: Callable[[float], Jam] | None = None,
    ) -> Session:
        """A new session, with an ear or a band; Conflict if that id is taken."""
        now = self._now()
        session = Session(
            id=session_id or fresh("live"),
            owner=owner,
            connection=connection,
            expires_at=int(now) + SECONDS,
            pinged=now,
            listening=listening,
            jam=make(now) if make else None,
        )
        self.store.add(session)
        return session

    def change(self, session_id: str, connection: str, change: Change) -> Said:
        """What the change leads to; NotFound if the session is not on this connection."""
        for _ in range(TRIES):
            session = self.store.get(session_id)
            if session.connection != connection:
                raise NotFound(f"no session {session_id} on this connection; resume it here")
            try:
                return self._put(session, change)
            except _Outrun:
                continue
        raise Unavailable("too much is said in this session at once; send it again")

    def acknowledge(self, session_id: str, connection: str, number: int) -> Said:
        """They have the news up to that number; a band plays on."""

        def known(session: Session, now: float) -> tuple[Session, tuple[Told, ...]]:
            if session.jam is None:
                return replace(session, listening=session.ear.acknowledged(number)), ()
            before = session.jam
            jam = before.acknowledged(number).forgetting(now).ahead(now)
            return replace(session, jam=jam), jam.told(session.id, before.number)

        return self.change(session_id, connection, known)

    def resume(self, session_id: str, owner: str, connection: str, last: int) -> Said:
        """
        The session taken up on this connection: all news after the last that they have.

        A stranger's session is not found.
        """
        if last < 0:
            raise Invalid("must be 0 or more", field="data.last_seq")

        def taken(session: Session, now: float) -> tuple[Session, tuple[Told, ...]]:
            jam = session.jam and session.jam.acknowledged(last).ahead(now)
            new = replace(session, connection=connection, jam=jam, orders={})
            news = new.told(last)
            missed = max(new.number - last, 0) - len(news)
            return new, (Told(Acknowledged(session_id, missed)), *news)

        for _ in range(TRIES):
            session = self.store.get(session_id)
            if session.owner != owner:
                raise NotFound(f"no session {session_id}")
            try:
                return self._put(session, taken)
            except _Outrun:
                continue
        raise Unavailable("too much is said in this session at once; send it again")

    def _put(self, session: Session, change: Change) -> Said:
        now = self._now()
        due = now - session.pinged >= SIGN_SECONDS
        spent = replace(
            session,
            allowance=session.allowance.spend(now),
            expires_at=int(now) + SECONDS,
            version=session.version + 1,
            pinged=now if due else session.pinged,
        )
        new, news = change(spent, now)
        try:
            self.store.replace(session, new)
        except Conflict as error:
            raise _Outrun from error
        return Said(news, due)

    def _now(self) -> float:
        return self.clock.now().timestamp()


class _Outrun(Exception):
    """Another message was quicker."""
