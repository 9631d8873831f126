"""Ears over HTTP."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import FastAPI
from fastapi.responses import Response

from harmonia.errors import TakesLonger
from harmonia.jobs.job import SoundOrder, SoundWork
from harmonia.jobs.ports import Artifacts
from harmonia.jobs.report import report
from harmonia.jobs.sounds import Sounds
from harmonia.listening.analysis import Analysis, Feature
from harmonia.listening.likeness import Likeness
from harmonia.listening.service import LARGEST_CLIP, Listening, Source
from harmonia_aws.http import OptionalKey, Owner, answer, body, correlation, new_app
from harmonia_aws.log import Log
from harmonia_aws.openapi import speaks

LARGEST = LARGEST_CLIP * 4 // 3 + 64 * 1024  # bytes of a body with a clip in base64
CHORDS = frozenset({Feature.CHORDS, Feature.KEY, Feature.TEMPO, Feature.METER, Feature.TUNING})


@dataclass(frozen=True, slots=True, kw_only=True)
class FeaturesRequest(Source):
    """What to listen to, and what for; nothing named asks for all."""

    want: frozenset[Feature] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarRequest:
    """Two recordings to compare."""

    a: Source
    b: Source


Wanted = Annotated[FeaturesRequest, body(FeaturesRequest, most=LARGEST)]
Heard = Annotated[Source, body(Source, most=LARGEST)]
Compared = Annotated[SimilarRequest, body(SimilarRequest, most=LARGEST)]


def create_app(listening: Listening, sounds: Sounds, files: Artifacts, log: Log) -> FastAPI:
    """The app."""
    app = new_app("Harmonia ears", log)

    def heard(asked: Source, owner: str, wanted: frozenset[Feature], key: str | None) -> Response:
        try:
            return answer(listening.features(asked, owner, wanted))
        except TakesLonger:
            sound = files.adopt(listening.upload(asked, owner))
            order = SoundOrder(work=SoundWork.LISTEN)
            made = sounds.create(order, sound, owner, key, correlation.get())
            return answer(report(made.job), 202, {"Location": f"/v1/jobs/{made.job.id}"})

    told = "As asked; for long recordings 202 and the job that listens to them"

    @app.post("/v1/features", **speaks(Analysis, takes=FeaturesRequest, does=told))
    async def features(asked: Wanted, owner: Owner, key: OptionalKey) -> Response:
        """What is heard in a recording."""
        return heard(asked, owner, asked.want, key)

    @app.post("/v1/chords:detect", **speaks(Analysis, takes=Source, does=told))
    async def chords(asked: Heard, owner: Owner, key: OptionalKey) -> Response:
        """The chords of a recording, with times and confidence."""
        return heard(asked, owner, CHORDS, key)

    @app.post("/v1/similar", **speaks(Likeness, takes=SimilarRequest))
    async def similar(asked: Compared, owner: Owner) -> Response:
        """How alike two recordings are."""
        return answer(listening.alike(asked.a, asked.b, owner))

    return app
