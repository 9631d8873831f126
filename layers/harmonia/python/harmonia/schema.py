"""JSON Schema (2020-12) of domain values, read off their types: what `document.plain` writes."""

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCALARS: dict[Any, str] = {str: "string", int: "integer", float: "number", bool: "boolean"}


def schema(kind: type, *, title: str) -> dict[str, Any]:
    """The JSON Schema that documents of that kind satisfy."""
    definitions: dict[str, Any] = {}
    root = _schema(kind, definitions)
    return {"$schema": DIALECT, "title": title, **root, "$defs": definitions}


def _schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin = get_origin(kind)
    if kind is Any:
        return {}
    if origin in (Union, types.UnionType):
        options = [option for option in get_args(kind) if option is not type(None)]
        parts = [_schema(option, definitions) for option in options]
        return parts[0] if len(parts) == 1 else {"anyOf": parts}
    if origin in (tuple, frozenset):
        return {"type": "array", "items": _schema(get_args(kind)[0], definitions)}
    if origin is not None and issubclass(origin, Mapping):
        return {
            "type": "object",
            "additionalProperties": _schema(get_args(kind)[1], definitions),
        }
    if issubclass(kind, Enum):
        return {"enum": [member.value for member in kind]}
    if kind in SCALARS:
        return {"type": SCALARS[kind]}
    if hasattr(kind, "PATTERN"):
        return {"type": "string", "pattern": kind.PATTERN}
    return _object(kind, definitions)


def _object(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}  # so that a type may speak of itself
        hints = get_type_hints(kind)
        required = [
            field.name
            for field in fields(kind)
            if field.default is MISSING
            and field.default_factory is MISSING
            and type(None) not in get_args(hints[field.name])
        ]
        definitions[kind.__name__] = {
            "type": "object",
            "description": (kind.__doc__ or "").strip().split("\n")[0],
            "properties": {
                field.name: _schema(hints[field.name], definitions) for field in fields(kind)
            },
            "required": required,
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{kind.__name__}"}
