"""The OpenAPI 3.1 document of an app whose bodies and answers are domain values."""

import json
import re
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from harmonia import schema
from harmonia_aws.problems import Problem

SPOKEN: dict[str, type] = {}  # the types that routes speak of, by the names they are told under


def speaks(
    gives: type | None, status: int = 200, *, takes: type | None = None, does: str | None = None
) -> dict[str, Any]:
    """What a route takes and gives, as arguments of its decorator."""
    described: dict[str, Any] = {"description": does or "As asked"}
    if gives is not None:
        described["content"] = {"application/json": {"schema": _reference(gives)}}
    extra: dict[str, Any] = {}
    if takes is not None:
        extra["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": _reference(takes)}},
        }
    problems = {"application/problem+json": {"schema": _reference(Problem)}}
    return {
        "status_code": status,
        "responses": {
            status: described,
            "4XX": {"description": "What is wrong with the request", "content": problems},
            "5XX": {"description": "Try again later", "content": problems},
        },
        "openapi_extra": extra,
    }


def describe(app: FastAPI) -> dict[str, Any]:
    """The document, with a schema for every type that any route speaks of."""
    told = get_openapi(title=app.title, version="1", routes=app.routes)
    for path in told["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)  # FastAPI's own; ours is under 4XX
    schemas: dict[str, Any] = told.get("components", {}).get("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for name in SPOKEN.keys() & set(
        re.findall(r"#/components/schemas/(\w+)", json.dumps(told["paths"]))
    ):
        schemas |= _turned(schema.schema(SPOKEN[name], title=name)["$defs"])
    told["components"] = {
        "schemas": dict(sorted(schemas.items())),
        "securitySchemes": {
            "token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
        },
    }
    return told


def _reference(kind: type) -> dict[str, str]:
    SPOKEN[kind.__name__] = kind
    return {"$ref": f"#/components/schemas/{kind.__name__}"}


def _turned(node: Any) -> Any:
    """The schema with its references turned to where OpenAPI keeps schemas."""
    if isinstance(node, dict):
        return {
            name: entry.replace("#/$defs/", "#/components/schemas/")
            if name == "$ref"
            else _turned(entry)
            for name, entry in node.items()
        }
    return [_turned(entry) for entry in node] if isinstance(node, list) else node
