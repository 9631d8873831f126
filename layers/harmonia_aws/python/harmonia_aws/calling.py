"""Calls other people's servers: signed by Standard Webhooks, never into a private network."""

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

import urllib3
from standardwebhooks import Webhook

from harmonia import document
from harmonia.clock import stamp
from harmonia.errors import Invalid
from harmonia.webhooks.delivery import Answer
from harmonia.webhooks.event import Body, Event
from harmonia.webhooks.subscription import Registration, Subscription, Targets, safe

SECONDS = 15
READ_AT_MOST = 1024  # bytes of an answer that nobody looks at


def addresses(host: str, port: int) -> list[str]:
    """Every address of the host, as of now."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[4][0]) for address in found]


@dataclass(frozen=True)
class HttpSender:
    """
    POSTs events.

    The name is resolved once and the checked address is called itself, so that a name server
    cannot lead us elsewhere in between; redirects are not followed.
    """

    targets: Targets
    resolve: Callable[[str, int], list[str]] = addresses
    seconds: float = SECONDS

    def send(self, subscription: Subscription, event: Event) -> Answer:
        """Tell the subscriber, signed; never raises for what their server does."""
        began = time.perf_counter()
        try:
            status = self._post(subscription, event)
        except (Invalid, OSError, urllib3.exceptions.HTTPError) as error:
            return Answer(_since(began), error=f"{type(error).__name__}: {error}"[:300])
        return Answer(_since(began), status=status)

    def _post(self, subscription: Subscription, event: Event) -> int:
        Registration(url=subscription.url).check(self.targets)
        url = urlsplit(subscription.url)
        host = url.hostname or ""
        port = url.port or (443 if url.scheme == "https" else 80)
        address = safe(self.resolve(host, port), self.targets)
        content = document.canonical(Body(event.type, event.timestamp, event.data))
        with self._pool(url.scheme, host, address, port) as pool:
            answer = pool.urlopen(
                "POST",
                f"{url.path or '/'}{'?' + url.query if url.query else ''}",
                body=content,
                headers={"Host": url.netloc, **_signed(subscription, event, content)},
                redirect=False,
                retries=False,
                preload_content=False,
            )
            answer.read(READ_AT_MOST)
            answer.close()
            return int(answer.status)

    def _pool(self, scheme: str, host: str, address: str, port: int) -> urllib3.HTTPConnectionPool:
        timeout = urllib3.Timeout(total=self.seconds)
        if scheme == "http":
            return urllib3.HTTPConnectionPool(address, port, timeout=timeout)
        return urllib3.HTTPSConnectionPool(
            address, port, timeout=timeout, server_hostname=host, assert_hostname=host
        )


def _signed(subscription: Subscription, event: Event, content: bytes) -> dict[str, str]:
    now = datetime.now(UTC)
    signatures = (
        Webhook(secret).sign(event.id, now, content.decode())
        for secret in subscription.secrets(stamp(now))
    )
    return {
        "Content-Type": "application/json",
        "User-Agent": "Harmonia-Webhooks/1",
        "webhook-id": event.id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signatures),
    }


def _since(began: float) -> int:
    return round((time.perf_counter() - began) * 1000)
