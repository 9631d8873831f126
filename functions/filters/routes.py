"""Effects over HTTP."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import FastAPI, Query
from fastapi.responses import Response

from harmonia.effects.kept import KeptChain
from harmonia.effects.service import Filtered, FilterRequest, Filters
from harmonia.paging import MOST, USUAL
from harmonia_aws.http import Owner, answer, body, new_app
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


def create_app(filters: Filters, log: Log) -> FastAPI:
    """The app."""
    app = new_app("Harmonia filters", log)

    @app.post("/v1/filters", **speaks(Filtered, takes=FilterRequest))
    async def filtered(asked: Asked, owner: Owner) -> Response:
        """An upload, a stem or a mix through effects: a part to listen to, or the whole."""
        made = filters.filtered(asked, owner)
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
        return answer(ChainList(page.data, page.has_more, page.next_cursor))

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
