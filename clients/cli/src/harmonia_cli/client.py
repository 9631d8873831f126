"""The Python client: Harmonia's HTTP API as methods, one each."""

import time
import uuid
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self

import httpx

from harmonia_cli.errors import Refused, Unreachable
from harmonia_cli.login import forget, signed_in
from harmonia_cli.places import Place

ENDED = frozenset({"succeeded", "failed", "canceled", "expired"})
RETRIED = frozenset({429, 502, 503, 504})
TRIES = 4
Json = dict[str, Any]


class Client:
    """
    A connection to one stage.

    Requests that create something carry an idempotency key, so a lost answer is asked for again
    without making a second song.
    """

    def __init__(self, place: Place, transport: httpx.BaseTransport | None = None) -> None:
        self.place = place
        self._http = httpx.Client(base_url=f"{place.api.rstrip('/')}/v1", timeout=30,
                                  transport=transport)  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.close()

    def create_song(
        self,
        prompt: str | None = None,
        *,
        brief: Json | None = None,
        seed: int | None = None,
        outputs: list[str] | None = None,
        key: str | None = None,
    ) -> Json:
        """Ask for a song in words, as a brief, or both; the job that makes it."""
        wishes = {"prompt": prompt, "brief": brief, "seed": seed, "outputs": outputs}
        body = {name: value for name, value in wishes.items() if value is not None}
        return self._send("POST", "/songs", json=body, key=key or str(uuid.uuid4()))

    def job(self, job_id: str) -> Json:
        """The job as it stands."""
        return self._send("GET", f"/jobs/{job_id}")

    def jobs(self, status: str | None = None, most: int = 50) -> Iterator[Json]:
        """The caller's jobs, newest first."""
        cursor: str | None = None
        while most > 0:
            wanted = {"limit": min(most, 50), "cursor": cursor, "status": status}
            query = {name: value for name, value in wanted.items() if value is not None}
            page = self._send("GET", "/jobs", params=query)
            yield from page["data"][:most]
            most -= len(page["data"])
            cursor = page.get("next_cursor")
            if not cursor:
                return

    def cancel(self, job_id: str) -> Json:
        """Stop a job; harmless when it has ended."""
        return self._send("POST", f"/jobs/{job_id}/cancel")

    def wait(self, job: Json, seconds: float = 3600) -> Json:
        """The job once it has ended, by asking now and then."""
        until = time.monotonic() + seconds
        while job["status"] not in ENDED and time.monotonic() < until:
            time.sleep(0.5)
            job = self.job(job["id"])
        return job

    def song(self, song_id: str) -> Json:
        """A finished song with its files; each has a signed address that expires."""
        return self._send("GET", f"/songs/{song_id}")

    def shots(self, song_id: str) -> list[Json]:
        """The shots that a song suggests for a film of it."""
        return list(self._send("GET", f"/songs/{song_id}/shots")["data"])

    def create_film(
        self, song_id: str, film: Json, outputs: list[str], key: str | None = None
    ) -> Json:
        """Ask for another film of a song; the job that makes it."""
        body = {"song_id": song_id, "film": film, "outputs": outputs}
        return self._send("POST", "/videos", json=body, key=key or str(uuid.uuid4()))

    def tabs(self, wanted: Json) -> Json:
        """A playable part of chords, a file or a song."""
        return self._send("POST", "/tabs", json=wanted, key=str(uuid.uuid4()))

    def announce(self, filename: str, mime: str, size: int, sha256: str) -> Json:
        """Announce a file; the upload, with the address where its bytes go."""
        body = {"filename": filename, "mime": mime, "bytes": size, "sha256": sha256}
        return self._send("POST", "/uploads", json=body, key=str(uuid.uuid4()))

    def complete(self, upload_id: str) -> Json:
        """Have what was uploaded looked at; it ends verified or rejected."""
        return self._send("POST", f"/uploads/{upload_id}:complete")

    def features(self, upload_id: str, want: list[str] | None = None) -> Json:
        """What is heard in an upload, or the job that listens to a long one."""
        body = {"upload_id": upload_id} | ({"want": want} if want else {})
        return self._send("POST", "/features", json=body, key=str(uuid.uuid4()))

    def accompany(self, wanted: Json, key: str | None = None) -> Json:
        """A band to chords, a melody, a song or an upload: MIDI, or the job that plays it."""
        return self._send("POST", "/accompaniments", json=wanted, key=key or str(uuid.uuid4()))

    def open_session(self) -> Json:
        """Begin a conversation."""
        return self._send("POST", "/sessions", json={})

    def say(self, session_id: str, text: str, *, generate: bool = False) -> Json:
        """Say something; the reply, the brief it led to and, when asked to make it, the job."""
        body: Json = {"text": text, "generate": generate}
        path = f"/sessions/{session_id}/messages"
        return self._send("POST", path, json=body, key=str(uuid.uuid4()))

    def socket_ticket(self) -> str:
        """A ticket that opens the WebSocket once."""
        return str(self._send("POST", "/ws-tickets")["ticket"])

    def _send(self, method: str, path: str, *, key: str | None = None, **content: Any) -> Json:
        again = False
        for attempt in range(1, TRIES + 1):
            headers = {"Authorization": f"Bearer {signed_in(self.place).access}"}
            if key:
                headers["Idempotency-Key"] = key
            try:
                answer = self._http.request(method, path, headers=headers, **content)
            except httpx.TransportError as error:
                if attempt == TRIES or (method == "POST" and not key):
                    raise Unreachable(f"no answer from {self.place.api}: {error}") from error
                time.sleep(attempt * 0.5)
                continue
            if answer.status_code == httpx.codes.UNAUTHORIZED and not again:
                forget(self.place)  # the stage may be a new one with new keys
                again = True
                continue
            if answer.status_code in RETRIED and attempt < TRIES:
                time.sleep(min(float(answer.headers.get("Retry-After", attempt * 0.5)), 10))
                continue
            return _read(answer)
        raise Unreachable(f"{self.place.api} is too busy; try again later")


def _read(answer: httpx.Response) -> Json:
    try:
        data = answer.json() if answer.content else {}
    except ValueError:
        data = {"detail": answer.text[:300]}
    if answer.is_error:
        problem = data if isinstance(data, dict) else {}
        raise Refused({"status": answer.status_code, "title": answer.reason_phrase} | problem)
    return dict(data)
