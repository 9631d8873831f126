"""Uploads over HTTP."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import FastAPI, Query
from fastapi.responses import Response

from harmonia.paging import MOST, USUAL
from harmonia.uploads.ports import Address
from harmonia.uploads.service import Uploads
from harmonia.uploads.upload import Announcement, Content, State, Upload
from harmonia_aws.http import OptionalKey, Owner, answer, body, new_app, onward
from harmonia_aws.log import Log
from harmonia_aws.openapi import speaks

Asked = Annotated[Announcement, body(Announcement)]
Limit = Annotated[int, Query(ge=1, le=MOST)]
Cursor = Annotated[str | None, Query(max_length=1000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadReport:
    """An upload as its owner sees it."""

    id: str
    state: State
    filename: str
    mime: str
    bytes: int
    sha256: str
    created_at: str
    content: Content | None = None
    problem: str | None = None
    put: Address | None = None  # where the bytes go; only when it is announced


@dataclass(frozen=True, slots=True)
class UploadList:
    """One page of uploads, newest first."""

    data: tuple[UploadReport, ...]
    has_more: bool
    next_cursor: str | None = None


def create_app(uploads: Uploads, log: Log) -> FastAPI:
    """The app."""
    app = new_app("Harmonia uploads", log)

    @app.post("/v1/uploads", **speaks(UploadReport, 201, takes=Announcement))
    async def create(asked: Asked, owner: Owner, key: OptionalKey) -> Response:
        """Announce a file; where its bytes go is told here."""
        made, address = uploads.create(asked, owner, key)
        return answer(_shown(made, address), 201, {"Location": f"/v1/uploads/{made.id}"})

    @app.get("/v1/uploads", **speaks(UploadList))
    async def listed(owner: Owner, limit: Limit = USUAL, cursor: Cursor = None) -> Response:
        """Your uploads."""
        page = uploads.list(owner, limit=limit, cursor=cursor)
        return answer(
            UploadList(tuple(map(_shown, page.data)), page.has_more, page.next_cursor),
            headers=onward("/v1/uploads", page, limit=limit),
        )

    @app.post("/v1/uploads/{upload_id}:complete", **speaks(UploadReport))
    async def complete(upload_id: str, owner: Owner) -> Response:
        """Have what was uploaded looked at; it ends verified or rejected."""
        return answer(_shown(uploads.complete(upload_id, owner)))

    @app.get("/v1/uploads/{upload_id}", **speaks(UploadReport))
    async def read(upload_id: str, owner: Owner) -> Response:
        """One upload."""
        return answer(_shown(uploads.get(upload_id, owner)))

    @app.delete("/v1/uploads/{upload_id}", **speaks(None, 204))
    async def remove(upload_id: str, owner: Owner) -> Response:
        """Drop it."""
        uploads.remove(upload_id, owner)
        return Response(status_code=204)

    return app


def _shown(upload: Upload, put: Address | None = None) -> UploadReport:
    return UploadReport(
        id=upload.id,
        state=upload.state,
        filename=upload.filename,
        mime=upload.mime,
        bytes=upload.bytes,
        sha256=upload.sha256,
        created_at=upload.created_at,
        content=upload.content,
        problem=upload.problem,
        put=put,
    )
