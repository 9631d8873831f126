"""One hostile case against the service, and what it cost."""

from __future__ import annotations

import base64
import hashlib
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from benchmarks.hostile.files import file, good
from benchmarks.hostile.messages import GOOD, UPLOAD, message
from harmonia_aws.documents import upload_place
from tests.fakes.api import Answer, Api
from tests.fakes.aws import Account, make_account

SECONDS, MEGABYTES = 2.0, 400  # that a case may take
CLIP = 40_000  # bytes of a file that is sent along in a message as well
MIMES = ("audio/wav", "audio/flac", "audio/ogg", "audio/mpeg", "image/png", "image/jpeg")
CUT = [{"effect": "high_pass", "hertz": 300}]


@dataclass(frozen=True)
class Result:
    """What came of a case."""

    number: int
    kind: str
    statuses: tuple[int, ...] = ()
    seconds: float = 0.0  # of the processor
    megabytes: float = 0.0  # at the highest, the whole process
    wrong: tuple[str, ...] = ()


def kind_of(number: int) -> str:
    """What the case of that number is."""
    if number % 2:
        told = message(number // 2)
        return f"message to {told.path}"
    return f"file, {file(number // 2)[0]}"


@dataclass
class Service:
    """The functions' handlers, warm."""

    account: Account
    apis: dict[str, Api]
    upload: str  # an honest one

    @classmethod
    def made(cls, monkeypatch: pytest.MonkeyPatch) -> Service:
        """An account on moto, with every function that answers at once."""
        account = make_account(monkeypatch)
        names = sorted({function for function, _, _ in GOOD})
        service = cls(account, {name: Api(account.handler(name)) for name in names}, "")
        service.upload = service.brought(good("FLAC"), "audio/flac")[0].json["id"]
        assert service.answers()  # and everything is loaded
        return service

    def attacked(self, number: int, *, last: bool) -> Result:
        """What came of the case; after the last one of a batch a good request must work."""
        _forget_peak()
        began = time.process_time()
        wrong: list[str] = []
        try:
            answers = self._messaged(number // 2) if number % 2 else self._filed(number // 2)
        except Exception as error:  # what leaves a handler is a crash, whatever it is
            answers, wrong = [], [f"{type(error).__name__}: {str(error)[:200]}"]
        seconds, megabytes = time.process_time() - began, _peak()
        wrong += [f"{one.status} {one.text[:200]}" for one in answers if one.status >= 500]
        wrong += [f"{one.status} unnamed" for one in answers if not _named(one)]
        if seconds > SECONDS:
            wrong.append(f"{seconds:.2f} s of the processor")
        if megabytes > MEGABYTES:
            wrong.append(f"{megabytes:.0f} MB")
        if last and not self.answers():
            wrong.append("the service does not answer any more")
        statuses = tuple(int(one.status) for one in answers)
        return Result(number, kind_of(number), statuses, seconds, megabytes, tuple(wrong))

    def answers(self) -> bool:
        """Whether an honest request is answered as ever."""
        clip = base64.b64encode(good("WAV")).decode()
        heard = self.apis["listen"].send("POST", "/v1/features", {"clip": clip})
        well = self.apis["jobs"].send("GET", "/v1/health")
        return (heard.status, well.status) == (200, 200)

    def _messaged(self, number: int) -> list[Answer]:
        told = message(number)
        key = None if "idempotency-key" in told.headers else f"k{number}"
        body = told.body and told.body.replace(UPLOAD, self.upload)
        send = self.apis[told.function].send
        answer = send(told.method, told.path, body, key=key, headers=told.headers, query=told.query)
        return [answer]

    def _filed(self, number: int) -> list[Answer]:
        """The file brought; heard and filtered if it may be."""
        kind, content = file(number)
        listen, filters = self.apis["listen"], self.apis["filters"]
        answers = self.brought(content, MIMES[4 if kind == "picture" else number % len(MIMES)])
        if len(answers) > 1 and answers[1].json.get("state") == "verified":
            asked: dict[str, Any] = {"upload_id": answers[0].json["id"]}
            answers.append(listen.send("POST", "/v1/features", asked))
            answers.append(filters.send("POST", "/v1/filters", asked | {"effects": CUT}))
        if len(content) < CLIP:
            clip = base64.b64encode(content).decode()
            answers.append(listen.send("POST", "/v1/features", {"clip": clip}))
        return answers

    def brought(self, content: bytes, mime: str) -> list[Answer]:
        """What the service said when the file was announced, and when it was complete."""
        uploads = self.apis["uploads"]
        sha256 = hashlib.sha256(content).hexdigest()
        announced = {"filename": "a", "mime": mime, "bytes": len(content), "sha256": sha256}
        answers = [uploads.send("POST", "/v1/uploads", announced)]
        if answers[0].status == 201:
            upload = answers[0].json["id"]
            self.account.bucket.put(upload_place(upload), content)
            answers.append(uploads.send("POST", f"/v1/uploads/{upload}:complete"))
        return answers


def _named(answer: Answer) -> bool:
    """Whether a refusal says what is wrong, as the API promises."""
    if answer.status < 400:
        return True
    told = json.loads(answer.text)
    return bool(told.get("code") and told.get("detail") and told.get("correlation_id"))


def _forget_peak() -> None:
    """Have the kernel measure the peak anew."""
    Path("/proc/self/clear_refs").write_text("5")


def _peak() -> float:
    """The most memory this process has had since, in MB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    line = next(line for line in lines if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024
