"""
The workflow on moto, with our own functions for tasks.

moto runs the workflow file but not Lambdas, so its call of a Lambda is led to our handlers here;
SageMaker, which it only plays, is led to a band that plays nothing and says it did.
"""

import hashlib
import json
import threading
import time
import wave
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from moto.core.responses import ActionResult, EmptyResult
from moto.sagemakerruntime.models import SageMakerRuntimeBackend
from moto.stepfunctions.parser.asl.component.common.retry import retrier_decl
from moto.stepfunctions.parser.asl.component.state.exec.state_task import lambda_eval_utils
from moto.stepfunctions.parser.asl.eval.callback.callback import CallbackEndpoint
from moto.stepfunctions.responses import StepFunctionResponse

from harmonia import document
from harmonia.engines.engine import (
    Artifact,
    ArtifactKind,
    EngineRequest,
    EngineResponse,
    Model,
)
from harmonia.errors import NotFound
from harmonia.jobs.results import Mastered
from harmonia.songs.song import Song
from harmonia.songs.wishes import FILES, FILMED, Output
from harmonia_aws.documents import artifact_place
from tests.fakes.api import event
from tests.fakes.aws import TASKS, Account, client

MODEL = Model("band", "1", "silence.sf2", "0" * 64, "CC0-1.0")
FIRST = {"loudness": -14.0, "true_peak": -1.2}


def silence(path: Path) -> None:
    """A file that a player would take."""
    with wave.open(str(path), "wb") as file:
        file.setparams((2, 2, 44_100, 0, "NONE", ""))
        file.writeframes(b"\0" * 4_000)


@dataclass
class Band:
    """An engine: plays silence, or does what a test wants instead."""

    account: Account
    asked: list[EngineRequest] = field(default_factory=list)
    threads: list[threading.Thread] = field(default_factory=list)
    play: Callable[["Band", EngineRequest, str], None] | None = None

    def accept(self, place: str) -> None:
        """What SageMaker does with a request: it comes back later, and from elsewhere."""
        request = document.loads(EngineRequest, self.account.bucket.get(place))
        self.asked.append(request)
        inference = Path(place).stem
        thread = threading.Thread(target=self.play or Band.well, args=(self, request, inference))
        self.threads.append(thread)
        thread.start()

    def well(self, request: EngineRequest, inference: str) -> None:
        """Play every part, report success."""
        self.succeed(inference, self.response(request))

    def response(self, request: EngineRequest) -> EngineResponse:
        """Play every part."""
        bucket = self.account.bucket
        song = document.loads(Song, bucket.get(bucket.place(request.song)))
        made = []
        for kind, name in _files(request, song):
            content = f"{song.sha256} {name}".encode()
            sha256 = hashlib.sha256(content).hexdigest()
            try:
                bucket.size(artifact_place(sha256))
            except NotFound:  # moto closes what is read while it is put again
                bucket.put(artifact_place(sha256), content, "audio/flac")
            made.append(
                Artifact(f"art_{sha256[:26]}", kind, name, "audio/flac", len(content), sha256)
            )
        return EngineResponse(
            job=request.job,
            stage=request.stage,
            artifacts=tuple(made),
            model=MODEL,
            seconds={"render": 0.1},
        )

    def succeed(self, inference: str, answer: object) -> None:
        """Report success with that answer."""
        content = answer if isinstance(answer, bytes) else document.canonical(answer)
        place = f"async-out/{inference}.out"
        self.account.bucket.put(place, content)
        told = {
            "invocationStatus": "Completed",
            "responseParameters": {"outputLocation": self.account.bucket.uri(place)},
        }
        self.report("success", inference, told)

    def fail(self, inference: str, reason: str) -> None:
        """Report failure with that reason."""
        self.report("failure", inference, {"invocationStatus": "Failed", "failureReason": reason})

    def report(self, case: str, inference: str, told: dict[str, Any]) -> None:
        """Send the report through SNS."""
        notice = event("finish_inference", case)
        message = json.loads(notice["Records"][0]["Sns"]["Message"])
        message |= {"inferenceId": inference, **told}
        notice["Records"][0]["Sns"]["Message"] = json.dumps(message)
        self.account.handlers["finish_inference"](notice, None)


def _files(request: EngineRequest, song: Song) -> list[tuple[ArtifactKind, str]]:
    """What the engine of that stage leaves."""
    if request.film:
        kinds = {Output.MP4: ArtifactKind.FILM, Output.COVER: ArtifactKind.COVER}
        return [
            (kinds.get(Output(output), ArtifactKind.FILM), FILES[Output(output)])
            for output in request.film.outputs
        ]
    parts = song.sung if request.stage == "vocal" else song.played
    return [(ArtifactKind.DRY, f"dry/{part.name}.flac") for part in parts]


def desk(
    song: Song, outputs: Any, film: Any, dry: Any, read: Any, keep: Any, folder: Path
) -> Mastered:
    """A mastering desk that puts away silence under every name that was wished for."""
    path = folder / "silence.wav"
    silence(path)
    for artifact in dry:
        assert read(artifact).exists()
    names = [FILES[one] for one in outputs if one not in (Output.STEMS, *FILMED)]
    files = [
        (name, ArtifactKind.MIDI if name == "song.mid" else ArtifactKind.MIX) for name in names
    ]
    if Output.STEMS in outputs:
        files += [(f"stems/{part.name}.flac", ArtifactKind.STEM) for part in song.parts]
    made = tuple(keep(path, name, kind, "audio/wav", ()) for name, kind in files)
    heard = (keep(path, "mix.flac", ArtifactKind.MIX, "audio/wav", ()),) if film else ()
    return Mastered(artifacts=made, heard=heard, measured=dict(FIRST), seconds={"mix": 0.1})


@dataclass
class Stage:
    """The account with everything running in it."""

    account: Account
    band: Band
    calls: list[str] = field(default_factory=list)
    before: dict[str, Callable[[int], None]] = field(default_factory=dict)

    def run(self, function: str, payload: bytes) -> dict[str, Any]:
        """Invoke a function as Lambda does; its errors come back by class name."""
        self.calls.append(function)
        try:
            if function in self.before:
                self.before[function](self.calls.count(function))
            result = self.account.handlers[function](json.loads(payload), None)
        except Exception as error:
            told = {"errorType": type(error).__name__, "errorMessage": str(error)}
            return {"FunctionError": "Unhandled", "Payload": told, "StatusCode": 200}
        return {"Payload": result, "StatusCode": 200}

    def until(self, reached: Callable[[], bool], seconds: float = 30.0) -> None:
        """Wait for something to be so."""
        end = time.monotonic() + seconds
        while not reached():
            assert time.monotonic() < end, "it never came to that"
            time.sleep(0.02)

    def wait(self, job: str, seconds: float = 30.0) -> str:
        """How the execution of the job's first attempt ends."""
        execution = self.account.workflow.replace(":stateMachine:", ":execution:") + f":{job}-1"
        steps = client("stepfunctions")
        told: dict[str, str] = {}

        def ended() -> bool:
            told.update(status=steps.describe_execution(executionArn=execution)["status"])
            return told["status"] != "RUNNING"

        self.until(ended, seconds)
        for thread in self.band.threads:
            thread.join(5)
        return told["status"]


def make_stage(account: Account, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """Everything wired up."""
    for function in (*TASKS.values(), "finish_inference"):
        account.handlers[function] = account.handler(function)
    monkeypatch.setattr("functions.master_song.task.master", desk)
    stage = Stage(account, Band(account))

    def invoke(parameters: dict[str, Any], region: str, state_credentials: Any) -> Any:
        return stage.run(parameters["FunctionName"].split(":")[-1], parameters["Payload"])

    def accept(self: Any, endpoint_name: str, input_location: str) -> tuple[str, str]:
        stage.band.accept(account.bucket.place(input_location))
        return account.bucket.uri("async-out/"), ""

    def fail(self: Any) -> ActionResult:
        told = {name: self._get_param(name) for name in ("error", "cause")}
        self.stepfunction_backend.send_task_failure(self._get_param("taskToken"), **told)
        return EmptyResult()

    def listen(self: CallbackEndpoint, timeout: float | None = None) -> Any:
        until = time.monotonic() + (timeout or 60.0)
        while self._outcome is None and time.monotonic() < until:
            self._notify_event.wait(until - time.monotonic())
            self._notify_event.clear()
        outcome, self._outcome = self._outcome, None
        return outcome

    # moto keeps one token for all attempts at a task, and answers a later one with the first's end
    monkeypatch.setattr(CallbackEndpoint, "wait", listen)
    monkeypatch.setattr(StepFunctionResponse, "send_task_failure", fail)  # moto's drops the cause
    monkeypatch.setattr(lambda_eval_utils, "_invoke_lambda_function", invoke)
    monkeypatch.setattr(SageMakerRuntimeBackend, "invoke_endpoint_async", accept)
    quick = SimpleNamespace(sleep=lambda seconds: time.sleep(seconds / 100))
    monkeypatch.setattr(retrier_decl, "time", quick)
    return stage
