"""A subscription: whose server wants to hear of what, and where it may stand."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from fnmatch import fnmatchcase
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import SplitResult, urlsplit

from harmonia.errors import Conflict, Invalid
from harmonia.webhooks.event import TYPES

LONGEST_URL = 2_000
MOST_EVENTS = 20
MOST_RETIRED = 3  # secrets that sign beside the newest
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


class Targets(StrEnum):
    """Which servers may be told."""

    PUBLIC = "public"  # https, at addresses that everybody can reach
    LOOPBACK = "loopback"  # and also this machine itself, in plain http


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """What an owner says to subscribe."""

    url: str
    events: tuple[str, ...] = ("job.*",)
    description: str | None = None

    def __post_init__(self) -> None:
        if not 1 <= len(self.events) <= MOST_EVENTS:
            raise Invalid(f"must be 1 to {MOST_EVENTS} event patterns", field="events")
        for index, pattern in enumerate(self.events):
            if not any(fnmatchcase(kind, pattern) for kind in TYPES):
                raise Invalid(
                    f"{pattern!r} means none of {', '.join(TYPES)}", field=f"events.{index}"
                )
        if self.description is not None and len(self.description) > 200:
            raise Invalid("must be at most 200 characters", field="description")

    def check(self, targets: Targets) -> None:
        """Invalid if the address is not one that we would ever call."""
        try:
            parts = urlsplit(self.url)
            host, port = parts.hostname, parts.port
        except ValueError as error:
            raise Invalid(f"not a URL: {error}", field="url") from error
        if not host or len(self.url) > LONGEST_URL or parts.username or port == 0:
            raise Invalid("must be a URL with a host and without a user", field="url")
        if parts.scheme != "https" and not _near(parts, targets):
            near = " (or http to this machine)" if targets is Targets.LOOPBACK else ""
            raise Invalid(f"must begin with https://{near}", field="url")
        address = _literal(host)
        if address is not None and not allowed(address, targets):
            raise Invalid(f"{host} is not a public address", field="url")
        if targets is Targets.PUBLIC and (host in LOOPBACK_NAMES or host.endswith(".localhost")):
            raise Invalid(f"{host} is not a public address", field="url")


@dataclass(frozen=True, slots=True)
class Retired:
    """A secret that another has followed; it signs as well until then."""

    secret: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """Somebody's wish to be told."""

    id: str  # hook_…
    owner: str
    url: str
    events: tuple[str, ...]
    created_at: str
    secret: str  # whsec_…; shown once
    retired: tuple[Retired, ...] = ()
    description: str | None = None
    disabled_at: str | None = None  # since the server said that it is gone

    def secrets(self, now: str) -> tuple[str, ...]:
        """Every secret that signs at that moment, the newest first."""
        return (self.secret, *(one.secret for one in self.retired if one.until > now))

    def rotated(self, secret: str, now: str, until: str) -> "Subscription":
        """
        The subscription with a new secret; what it had signs as well until then.

        Conflict if so many overlap that somebody must be rotating in circles.
        """
        kept = tuple(one for one in self.retired if one.until > now)
        if len(kept) >= MOST_RETIRED:
            raise Conflict(f"{MOST_RETIRED} earlier secrets still sign; wait until one has ended")
        return replace(self, secret=secret, retired=(Retired(self.secret, until), *kept))


def allowed(address: IPv4Address | IPv6Address, targets: Targets) -> bool:
    """Whether a server at that address may be called; private networks never."""
    plain = getattr(address, "ipv4_mapped", None) or address
    if plain.is_loopback:
        return targets is Targets.LOOPBACK
    return plain.is_global and not plain.is_multicast


def safe(addresses: Iterable[str], targets: Targets) -> str:
    """The first address, if every one of them may be called; Invalid otherwise."""
    found = list(addresses)
    if not found:
        raise Invalid("the host has no address")
    for text in found:
        if not allowed(ip_address(text), targets):
            raise Invalid(f"{text} is not a public address")
    return found[0]


def _near(parts: SplitResult, targets: Targets) -> bool:
    return (
        targets is Targets.LOOPBACK and parts.scheme == "http" and parts.hostname in LOOPBACK_NAMES
    )


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None
