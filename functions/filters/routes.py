"""Effects over HTTP."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import FastAPI, Query
from fastapi.responses import Response

from harmonia.effects.kept import KeptChain
from harmonia.effects.service import Filtered, FilterRequest, Filters
from harmonia.errors import TakesLonger
from harmonia.jobs.job import SoundOrder, SoundWork
from harmonia.jobs.ports import Artifacts
from harmonia.jobs.report import report
from harmonia.jobs.sounds import Sounds
from harmonia.paging import MOST, USUAL
from harmonia.uploads.upload import Upload
from harmonia_aws.http import OptionalKey, Owner, answer, body, correlation, new_app, onward
from harmonia_aws.log import Log
from harmonia_aws.openapi import speaks


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainRequest:
    """Effects to keep under a name."""

    name: str
    effects: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class ChainList:
    """One page of kept chains, newest first."""

    data: tuple[KeptChain, ...]
    has_more: bool
    next_cursor: str | None = None


Asked = Annotated[FilterRequest, body(FilterRequest)]
Named = Annotated[ChainRequest, body(ChainRequest)]
Limit = Annotated[int, Query(ge=1, le=MOST)]
Cursor = Annotated[str | None, Query(max_length=1000)]


def create_app(filters: Filters, sounds: Sounds, files: Artifacts, log: Log) -> FastAPI:
    """The app."""
    app = new_app("Harmonia filters", log)

    def later(asked: FilterRequest, owner: str, key: str | None) -> Response:
        source = filters.source(asked, owner)
        sound = files.adopt(source) if isinstance(source, Upload) else source
        effects = tuple(filters.chain(asked, owner).written())
        order = SoundOrder(work=SoundWork.FILTER, effects=effects, format=asked.format)
        made = sounds.create(order, sound, owner, key, correlation.get())
        return answer(report(made.job), 202, {"Location": f"/v1/jobs/{made.job.id}"})

    told = "As asked; for long sounds 202 and the job that filters them"

    @app.post("/v1/filters", **speaks(Filtered, takes=FilterRequest, does=told))
    async def filtered(asked: Asked, owner: Owner, key: OptionalKey) -> Response:
        """An upload, a stem or a mix through effects: a part to listen to, or the whole."""
        try:
            made = filters.filtered(asked, owner)
        except TakesLonger:
            if asked.part:
                raise
            return later(asked, owner, key)
        return answer(made, headers={"Location": f"/v1/artifacts/{made.artifact.id}"})

    @app.post("/v1/filters/chains", **speaks(KeptChain, 201, takes=ChainRequest))
    async def keep(asked: Named, owner: Owner) -> Response:
        """Keep effects under a name; the name's earlier effects are forgotten."""
        kept = filters.keep(KeptChain(name=asked.name, effects=asked.effects), owner)
        return answer(kept, 201, {"Location": f"/v1/filters/chains/{kept.name}"})

    @app.get("/v1/filters/chains", **speaks(ChainList))
    async def listed(owner: Owner, limit: Limit = USUAL, cursor: Cursor = None) -> Response:
        """Your kept effects."""
        page = filters.list(owner, limit=limit, cursor=cursor)
        return answer(
            ChainList(page.data, page.has_more, page.next_cursor),
            headers=onward("/v1/filters/chains", page, limit=limit),
        )

    @app.get("/v1/filters/chains/{name}", **speaks(KeptChain))
    async def read(name: str, owner: Owner) -> Response:
        """The effects under that name."""
        return answer(filters.get(name, owner))

    @app.delete("/v1/filters/chains/{name}", **speaks(None, 204))
    async def remove(name: str, owner: Owner) -> Response:
        """Forget them."""
        filters.remove(name, owner)
        return Response(status_code=204)

    return app
