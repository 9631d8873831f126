"""A live session: somebody's, on one connection at a time, with an ear or a band in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from harmonia.errors import Conflict
from harmonia.live.allowance import Allowance
from harmonia.live.jam import Jam
from harmonia.live.listening import Listening
from harmonia.live.news import Told

SECONDS = 900  # after which a session that nobody spoke in is forgotten


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What is kept of a session between two messages."""

    id: str
    owner: str
    connection: str
    expires_at: int  # seconds since 1970
    version: int = 1
    allowance: Allowance = field(default_factory=Allowance)
    orders: Mapping[str, int] = field(default_factory=dict)  # the latest of each kind, by number
    pinged: float = 0.0  # when they last got a sign of life
    listening: Listening | None = None
    jam: Jam | None = None

    @property
    def ear(self) -> Listening:
        """The ear; Conflict if there is none."""
        if self.listening is None:
            raise Conflict("nobody listens in this session; start with audio.start")
        return self.listening

    @property
    def band(self) -> Jam:
        """The band; Conflict if there is none."""
        if self.jam is None:
            raise Conflict("no band plays in this session; start with midi.start")
        return self.jam

    @property
    def number(self) -> int:
        """The number of the last news."""
        return max(one.number for one in (self.listening, self.jam) if one is not None)

    def told(self, after: int) -> tuple[Told, ...]:
        """The numbered news after that, as far as they are kept."""
        if self.jam is not None:
            return self.jam.told(self.id, after)
        return self.ear.told(after)
