"""
A conversation: what was said so far, and the wishes it has led to.

Every change is a new version and stores accept a version once, so two messages sent at the same
moment both count. Old turns fall away before the document grows too large to keep; wishes never do.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from harmonia.chat.grammar import Understood
from harmonia.clock import moment
from harmonia.document import canonical
from harmonia.ids import derived
from harmonia.jobs.order import Order, seed_for
from harmonia.songs.brief import Brief, Source, settle
from harmonia.songs.wishes import Wishes

LIFE = timedelta(days=30)  # after the last word
MOST_BYTES = 300_000  # of the whole document; a table's item holds 400 KB


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A message and its answer."""

    at: str  # RFC 3339, UTC
    text: str
    reply: str
    not_understood: tuple[str, ...] = ()
    key: str | None = None  # the idempotency key it was sent with
    order: Order | None = None  # what it asked to make, if it did
    job: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A session with one person about one song."""

    id: str
    owner: str
    created_at: str
    updated_at: str
    expires_at: int  # seconds since 1970; afterwards a store may forget it
    wishes: Wishes = field(default_factory=Wishes)
    inferred: frozenset[str] = frozenset()
    not_understood: tuple[str, ...] = ()  # by the last message
    take: int = 1  # another take is another seed
    turns: tuple[Turn, ...] = ()  # oldest first
    version: int = 1

    @property
    def settled(self) -> Wishes:
        """The wishes with the seed that this take has."""
        if self.wishes.seed is not None and self.take == 1:
            return self.wishes
        return replace(self.wishes, seed=seed_for(derived("take", self.id, str(self.take))))

    @property
    def concluded(self) -> frozenset[str]:
        """The wishes that nobody said in so many words."""
        return self.inferred if self.settled is self.wishes else self.inferred | {"seed"}

    @property
    def brief(self) -> Brief:
        """The brief that the conversation has led to."""
        return settle(
            self.settled, seed=0, inferred=self.concluded, not_understood=self.not_understood
        )

    @property
    def sources(self) -> Mapping[str, Source]:
        """Where each field of the brief came from."""
        return self.brief.sources

    def heard(self, understood: Understood) -> "Conversation":
        """The conversation with the message's wishes over the earlier ones."""
        concluded = (self.inferred - understood.wishes.said) | understood.inferred
        return replace(
            self,
            wishes=understood.wishes.over(self.wishes),
            inferred=frozenset(concluded),
            not_understood=understood.not_understood,
            take=1 if "seed" in understood.wishes.said else self.take + understood.again,
        )

    def answered(self, turn: Turn) -> "Conversation":
        """The conversation with one more turn, and without the oldest if it grows too long."""
        turns = (*self.turns, turn)
        while len(turns) > 1 and len(canonical(replace(self, turns=turns))) > MOST_BYTES:
            turns = turns[1:]
        return self._next(turns, turn.at)

    def making(self, key: str, job: str, *, at: str) -> "Conversation":
        """The conversation in which the turn with that key has led to that job."""
        turns = tuple(replace(turn, job=job) if turn.key == key else turn for turn in self.turns)
        return self._next(turns, at)

    def turn(self, key: str | None) -> Turn | None:
        """The turn that was sent with that key, if one was."""
        return next((turn for turn in self.turns if key and turn.key == key), None)

    def _next(self, turns: tuple[Turn, ...], at: str) -> "Conversation":
        expires = moment(at) + LIFE
        return replace(
            self,
            turns=turns,
            version=self.version + 1,
            updated_at=at,
            expires_at=int(expires.timestamp()),
        )
