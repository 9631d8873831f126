"""Jobs, songs and artifacts over HTTP, and what the service says of itself."""

from typing import Annotated

from fastapi import FastAPI, Header, Query
from fastapi.responses import Response

from functions.jobs.about import Capabilities, Health, Version, engines
from functions.jobs.requests import ConsentList, JobList, SongLine, SongList, SongRequest
from harmonia import schema
from harmonia.errors import NotFound
from harmonia.jobs.films import FilmOrder, Films, Shots
from harmonia.jobs.job import Job, Status
from harmonia.jobs.library import Library, SongReport
from harmonia.jobs.report import File, Report, report
from harmonia.jobs.service import Created, Jobs
from harmonia.jobs.vocals import VocalOrder, Vocals
from harmonia.paging import MOST, USUAL
from harmonia.songs.record import SongRecord
from harmonia.songs.song import Song
from harmonia_aws.http import (
    IdempotencyKey,
    Owner,
    Wait,
    answer,
    body,
    correlation,
    honoured,
    new_app,
    onward,
    resource,
)
from harmonia_aws.log import Log
from harmonia_aws.openapi import speaks
from harmonia_aws.sockets import Ticket, Tickets

Limit = Annotated[int, Query(ge=1, le=MOST)]
Cursor = Annotated[str | None, Query(max_length=1000)]
Asked = Annotated[SongRequest, body(SongRequest)]
AskedFilm = Annotated[FilmOrder, body(FilmOrder)]
AskedVoice = Annotated[VocalOrder, body(VocalOrder)]
Ids = Annotated[str | None, Query(max_length=4000)]
Seen = Annotated[str | None, Header(alias="If-None-Match")]
POLL_SECONDS = "1"


def create_app(
    jobs: Jobs,
    library: Library,
    films: Films,
    vocals: Vocals,
    tickets: Tickets,
    stage: str,
    log: Log,
) -> FastAPI:
    """The app."""
    app = new_app("Harmonia", log)

    def accepted(made: Created, wait: float) -> Response:
        job = jobs.awaited(made.job, wait) if wait else made.job
        headers = {"Location": f"/v1/jobs/{job.id}"} | honoured(wait)
        if made.replayed:
            headers["Idempotent-Replayed"] = "true"
        return answer(report(job, library.shown()), 200 if wait and job.ended else 202, headers)

    @app.post("/v1/songs", **speaks(Report, 202, takes=SongRequest))
    async def create(asked: Asked, owner: Owner, key: IdempotencyKey, wait: Wait) -> Response:
        """Have a song made; the job that makes it."""
        return accepted(jobs.create(asked.order, owner, key, correlation.get()), wait)

    @app.post("/v1/videos", **speaks(Report, 202, takes=FilmOrder))
    async def filmed(asked: AskedFilm, owner: Owner, key: IdempotencyKey, wait: Wait) -> Response:
        """Have another film of a song made; the job that makes it."""
        return accepted(films.create(asked, owner, key, correlation.get()), wait)

    @app.post("/v1/vocals", **speaks(Report, 202, takes=VocalOrder))
    async def sung(asked: AskedVoice, owner: Owner, key: IdempotencyKey, wait: Wait) -> Response:
        """Have a singer's own take brought to a song's melody; the job that does it."""
        return accepted(vocals.create(asked, owner, key, correlation.get()), wait)

    @app.get("/v1/consents", **speaks(ConsentList))
    async def consents(owner: Owner, limit: Limit = USUAL, cursor: Cursor = None) -> Response:
        """The consents to what is done with voices, newest first."""
        page = vocals.consents.list(owner, limit=limit, cursor=cursor)
        return answer(ConsentList(page.data, page.has_more, page.next_cursor))

    @app.get("/v1/songs/{song_id}/shots", **speaks(Shots))
    async def shots(song_id: str, owner: Owner) -> Response:
        """The shots that the song suggests for a film, to be edited and sent back."""
        return answer(films.shots(song_id, owner))

    @app.get("/v1/songs", **speaks(SongList))
    async def songs(owner: Owner, limit: Limit = USUAL, cursor: Cursor = None) -> Response:
        """Your songs, newest first."""
        page = library.list(owner, limit=limit, cursor=cursor)
        return answer(
            SongList(tuple(map(_line, page.data)), page.has_more, page.next_cursor),
            headers=onward("/v1/songs", page, limit=limit),
        )

    @app.get("/v1/songs/{song_id}", **speaks(SongReport))
    async def song(song_id: str, owner: Owner) -> Response:
        """A song with its files and its manifest."""
        return answer(library.get(song_id, owner))

    @app.get("/v1/songs/{song_id}/document", **speaks(Song))
    async def song_document(song_id: str, owner: Owner) -> Response:
        """The song document itself."""
        return answer(library.document(song_id, owner))

    @app.get("/v1/artifacts/{artifact_id}", **speaks(File))
    async def artifact(artifact_id: str, owner: Owner) -> Response:
        """A file, and an address to fetch it from."""
        return answer(library.artifact(artifact_id, owner))

    @app.get("/v1/jobs", **speaks(JobList))
    async def listed(
        owner: Owner,
        limit: Limit = USUAL,
        cursor: Cursor = None,
        status: Status | None = None,
        ids: Ids = None,
    ) -> Response:
        """Your jobs, newest first, or those that `ids` names."""
        if ids is not None:
            found = jobs.several(ids.split(","), owner)
            return answer(JobList(tuple(map(report, found)), has_more=False))
        page = jobs.list(owner, limit=limit, cursor=cursor, status=status)
        lines = tuple(map(report, page.data))
        return answer(
            JobList(lines, page.has_more, page.next_cursor),
            headers=onward("/v1/jobs", page, limit=limit, status=status and status.value),
        )

    @app.get("/v1/jobs/{job_id}", **speaks(Report))
    async def read(job_id: str, owner: Owner, wait: Wait, seen: Seen = None) -> Response:
        """A job and how far it is."""
        job = jobs.get(job_id, owner)
        if wait:
            job = jobs.awaited(job, wait)
        headers = {"ETag": _tag(job)} | ({} if job.ended else {"Retry-After": POLL_SECONDS})
        headers |= honoured(wait)
        if seen == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        return answer(report(job, library.shown()), headers=headers)

    @app.post("/v1/jobs/{job_id}/cancel", **speaks(Report, 202))
    async def cancel(job_id: str, owner: Owner) -> Response:
        """Stop a job."""
        return answer(report(jobs.cancel(job_id, owner)), 202)

    @app.post("/v1/ws-tickets", **speaks(Ticket, 201))
    async def ticket(owner: Owner) -> Response:
        """A ticket that admits one WebSocket connection within a minute."""
        return answer(tickets.issue(owner), 201)

    @app.get("/v1/capabilities", **speaks(Capabilities))
    async def capabilities(owner: Owner) -> Response:
        """What can be asked for."""
        return answer(Capabilities(engines=engines(jobs.offered)))

    @app.get("/v1/health", **speaks(Health))
    async def health() -> Response:
        """Whether the service answers."""
        return answer(Health())

    @app.get("/v1/version", **speaks(Version))
    async def version() -> Response:
        """What runs here."""
        return answer(Version(stage))

    @app.get("/v1/openapi.json", **speaks(None))
    async def openapi() -> Response:
        """This document."""
        return Response(resource("functions.jobs", "openapi.json"), media_type="application/json")

    @app.get("/v1/schemas/{name}", **speaks(None))
    async def schemas(name: str) -> Response:
        """The JSON Schema of song documents."""
        if name != "song.json":
            raise NotFound(f"there is no schema {name}")
        return answer(schema.schema(Song, title="A Harmonia song"))

    return app


def _tag(job: Job) -> str:
    """What names this sight of the job; an engine's progress changes it between versions."""
    return f'"{job.version}.{round(job.progress * 1000)}"'


def _line(record: SongRecord) -> SongLine:
    return SongLine(
        id=record.id,
        title=record.title,
        genre=record.genre,
        seconds=record.seconds,
        revision=record.revision,
        job=record.job,
        created_at=record.created_at,
    )
