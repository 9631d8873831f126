"""What callers of the jobs API send, and the lists they get."""

from dataclasses import dataclass

from harmonia import document
from harmonia.chat.grammar import Understood, understand
from harmonia.engines.offer import EngineWishes
from harmonia.errors import Invalid
from harmonia.films.film import FilmWishes
from harmonia.jobs.order import Order
from harmonia.jobs.report import Report
from harmonia.songs.wishes import Output, Wishes
from harmonia.uploads.consent import Consent


@dataclass(frozen=True, slots=True, kw_only=True)
class SongRequest:
    """A song, asked for in words, in typed wishes, or both; what is typed wins."""

    prompt: str | None = None
    brief: Wishes | None = None
    seed: int | None = None
    outputs: tuple[Output, ...] | None = None
    film: FilmWishes | None = None
    engines: EngineWishes | None = None

    def __post_init__(self) -> None:
        if self.prompt is None and self.brief is None:
            raise Invalid("say what you want, here or in brief", field="prompt")
        self._typed  # noqa: B018  each says for itself what it allows

    @property
    def order(self) -> Order:
        """The request as understood."""
        understood = None if self.prompt is None else self._understood(self.prompt)
        wishes = self._typed.over(self.brief or Wishes())
        inferred: frozenset[str] = frozenset()
        if understood is not None:
            inferred = understood.inferred - wishes.said
            wishes = wishes.over(understood.wishes)
        return Order(
            wishes=wishes,
            request=document.plain(self),
            prompt=self.prompt,
            inferred=inferred,
            not_understood=understood.not_understood if understood else (),
            engines=self.engines,
        )

    @property
    def _typed(self) -> Wishes:
        return Wishes(seed=self.seed, outputs=self.outputs, film=self.film)

    @staticmethod
    def _understood(prompt: str) -> Understood:
        try:
            return understand(prompt)
        except Invalid as error:
            raise Invalid(str(error), field="prompt", code=error.code) from error


@dataclass(frozen=True, slots=True)
class JobList:
    """One page of jobs, newest first."""

    data: tuple[Report, ...]
    has_more: bool
    next_cursor: str | None = None


@dataclass(frozen=True, slots=True)
class ConsentList:
    """One page of consents, newest first."""

    data: tuple[Consent, ...]
    has_more: bool
    next_cursor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SongLine:
    """A song in a list."""

    id: str
    title: str
    genre: str
    seconds: float
    revision: str
    job: str
    created_at: str


@dataclass(frozen=True, slots=True)
class SongList:
    """One page of songs, newest first."""

    data: tuple[SongLine, ...]
    has_more: bool
    next_cursor: str | None = None
