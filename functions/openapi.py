"""
The OpenAPI document of the whole API, gathered from the functions that serve it.

`python -m functions.openapi` writes it to where the jobs function serves it from; synthesis does
that first, so that what is deployed and what is told never differ.
"""

import json
from pathlib import Path
from typing import Any, cast

from functions.accompany.routes import create_app as accompany
from functions.chat.routes import create_app as chat
from functions.filters.routes import create_app as filters
from functions.harmony.routes import create_app as harmony
from functions.jobs.routes import create_app as jobs
from functions.listen.routes import create_app as listen
from functions.tabs.routes import create_app as tabs
from functions.uploads.routes import create_app as uploads
from functions.webhooks.routes import create_app as webhooks
from harmonia import VERSION

PLACE = Path(__file__).parent / "jobs" / "openapi.json"
PUBLIC = ("/v1/health", "/v1/version", "/v1/openapi.json", "/v1/schemas/{name}")


def document() -> dict[str, Any]:
    """The document."""
    none = cast(Any, None)  # describing an app runs none of its routes
    apps = [chat(none, none, none), jobs(none, none, none, none, none, "", none)]
    apps += [webhooks(none, none)]
    apps += [uploads(none, none), listen(none, none, none, none), harmony(none)]
    apps += [filters(none, none, none, none)]
    apps += [tabs(none, none), accompany(none, none, none, none, none)]
    told = [app.openapi() for app in apps]
    schemas = {name: kind for one in told for name, kind in one["components"]["schemas"].items()}
    paths = {path: routes for one in told for path, routes in one["paths"].items()}
    for path, routes in paths.items():
        for operation in routes.values():
            operation["security"] = [] if path in PUBLIC else [{"token": []}]
    return {
        **told[0],
        "info": {"title": "Harmonia", "version": VERSION},
        "paths": dict(sorted(paths.items())),
        "components": {**told[0]["components"], "schemas": dict(sorted(schemas.items()))},
    }


def write() -> None:
    """Write the document, unless it is there already."""
    text = json.dumps(document(), indent=1, ensure_ascii=False) + "\n"
    if not PLACE.exists() or PLACE.read_text() != text:
        PLACE.write_text(text)


if __name__ == "__main__":
    write()
