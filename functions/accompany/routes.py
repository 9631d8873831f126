"""Accompaniments and samples over HTTP."""

from typing import Annotated

from fastapi import FastAPI, Query
from fastapi.responses import Response

from functions.accompany.answers import Accompaniment, SampleList, accompaniment, line
from functions.accompany.reading import read
from functions.accompany.requests import AccompanimentRequest
from functions.accompany.sources import Sources
from harmonia import document
from harmonia.accompanying.accompaniment import accompany
from harmonia.accompanying.sample import Sample, SampleKind
from harmonia.errors import Invalid
from harmonia.jobs.job import Cut
from harmonia.jobs.library import Library
from harmonia.jobs.played import Playing
from harmonia.jobs.report import Report, report
from harmonia.jobs.samples import SampleReport, Samples
from harmonia.jobs.service import Created
from harmonia.paging import MOST, USUAL
from harmonia.songs.wishes import LONGEST
from harmonia_aws.http import IdempotencyKey, OptionalKey, Owner, answer, body, correlation, new_app
from harmonia_aws.log import Log
from harmonia_aws.openapi import speaks

Asked = Annotated[AccompanimentRequest, body(AccompanimentRequest)]
AskedSample = Annotated[Sample, body(Sample)]
Limit = Annotated[int, Query(ge=1, le=MOST)]
Cursor = Annotated[str | None, Query(max_length=1000)]


def create_app(
    sources: Sources, playing: Playing, samples: Samples, library: Library, log: Log
) -> FastAPI:
    """The app."""
    app = new_app("Harmonia accompaniments", log)

    def accepted(made: Created, place: str) -> Response:
        headers = {"Location": place}
        if made.replayed:
            headers["Idempotent-Replayed"] = "true"
        return answer(report(made.job, library.shown()), 202, headers)

    told = "As MIDI at once; with anything that is heard, 202 and the job that makes it"

    @app.post("/v1/accompaniments", **speaks(Accompaniment, takes=AccompanimentRequest, does=told))
    async def accompanied(asked: Asked, owner: Owner, key: OptionalKey) -> Response:
        """Drums, bass, keys and guitar to chords, a melody, a song or a recording."""
        chart, remarks = read(asked, sources.of(owner))
        if not asked.heard:
            return answer(accompaniment(chart, remarks))
        if key is None:
            raise Invalid(
                "is needed for what is heard: send a new UUID, the same again when you retry",
                field="Idempotency-Key",
                code="malformed",
            )
        song = accompany(chart, asked.outputs)
        if song.seconds > LONGEST:
            raise Invalid(f"lasts more than {LONGEST / 60:g} minutes", field="bars")
        cut = Cut.LOOP if asked.loop else None
        made = playing.create(song, document.plain(asked), owner, key, correlation.get(), cut=cut)
        return accepted(made, f"/v1/jobs/{made.job.id}")

    @app.post("/v1/samples", **speaks(Report, 202, takes=Sample))
    async def sample(asked: AskedSample, owner: Owner, key: IdempotencyKey) -> Response:
        """Have a loop, a phrase or a one-shot made; the job that makes it."""
        record, made = samples.create(asked, owner, key, correlation.get())
        return accepted(made, f"/v1/samples/{record.id}")

    @app.get("/v1/samples", **speaks(SampleList))
    async def listed(
        owner: Owner, limit: Limit = USUAL, cursor: Cursor = None, kind: SampleKind | None = None
    ) -> Response:
        """Your samples with their tags, newest first."""
        page = samples.list(owner, limit=limit, cursor=cursor, kind=kind and kind.value)
        return answer(SampleList(tuple(map(line, page.data)), page.has_more, page.next_cursor))

    @app.get("/v1/samples/{sample_id}", **speaks(SampleReport))
    async def read_sample(sample_id: str, owner: Owner) -> Response:
        """A sample, and its files once they are made."""
        return answer(samples.get(sample_id, owner, library.shown()))

    return app
