"""
Domain values as JSON documents, and back.

One codec for everything that is stored or sent: DynamoDB items, S3 documents, HTTP answers, engine
requests. A dataclass is an object, a tuple an array, an enum its value, and a *spelled* value
(one with a `PATTERN`, a `parse` and a `__str__`, like a key or a chord) is its text. The canonical
form has sorted keys and no blanks, so that equal values have equal bytes and equal hashes. None is
left out.
"""

import hashlib
import json
import math
import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from harmonia.errors import Invalid

T = TypeVar("T")
Json = Any  # what json.loads gives


def plain(value: Any) -> Json:
    """The value as JSON can hold it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float) and value.is_integer():
        return int(value)  # 80 and 80.0 are one value and must have one spelling
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if hasattr(value, "PATTERN"):
        return str(value)
    if is_dataclass(value):
        pairs = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {name: plain(item) for name, item in pairs if item is not None}
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(item) for key, item in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(plain(item) for item in value)
    return [plain(item) for item in value]


def canonical(value: Any) -> bytes:
    """The value's one true spelling in JSON, UTF-8."""
    text = json.dumps(
        plain(value),
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        allow_nan=False,
    )
    return text.encode()


def digest(value: Any) -> str:
    """The sha256 of the canonical form, in hex."""
    return hashlib.sha256(canonical(value)).hexdigest()


def loads(kind: type[T], content: bytes | str) -> T:
    """The value of that kind that the JSON text holds; Invalid says where it does not fit."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Invalid(f"not JSON: {error}", code="malformed") from error
    return restore(kind, data)


def restore(kind: type[T], data: Json) -> T:
    """The value of that kind that the JSON value holds; Invalid names what does not fit."""
    return cast(T, _restore(kind, data))


def _restore(kind: Any, data: Json) -> Any:
    origin = get_origin(kind)
    if kind is Any:
        return data
    if origin in (Union, types.UnionType):
        options = [option for option in get_args(kind) if option is not type(None)]
        if data is None and len(options) < len(get_args(kind)):
            return None
        return _first(options, data)
    if origin is tuple:
        return _items(get_args(kind)[0], data, tuple)
    if origin is frozenset:
        return _items(get_args(kind)[0], data, frozenset)
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(get_args(kind), data)
    if issubclass(kind, Enum):
        return _member(kind, data)
    if issubclass(kind, bool | int | float | str):
        return _scalar(kind, data)
    if hasattr(kind, "PATTERN"):
        return kind.parse(_scalar(str, data))
    return _object(kind, data)


def _first(options: list[Any], data: Json) -> Any:
    complaint = Invalid("fits nothing here")
    for option in options:
        try:
            return _restore(option, data)
        except Invalid as error:
            complaint = error
    raise complaint


def _items(item: Any, data: Json, gather: Any) -> Any:
    if not isinstance(data, list | tuple):
        raise Invalid(f"expected a list, got {_kind(data)}")
    made = []
    for index, entry in enumerate(data):
        try:
            made.append(_restore(item, entry))
        except Invalid as error:
            raise error.under(index) from error
    return gather(made)


def _mapping(kinds: tuple[Any, ...], data: Json) -> dict[Any, Any]:
    if not isinstance(data, Mapping):
        raise Invalid(f"expected an object, got {_kind(data)}")
    made = {}
    for name, entry in data.items():
        try:
            made[_restore(kinds[0], name)] = _restore(kinds[1], entry)
        except Invalid as error:
            raise error.under(name) from error
    return made


def _member(kind: type[Enum], data: Json) -> Enum:
    try:
        return kind(data)
    except ValueError as error:
        allowed = ", ".join(str(member.value) for member in kind)
        raise Invalid(f"{data!r} is not one of {allowed}") from error


def _scalar(kind: Any, data: Json) -> Any:
    if kind is float and isinstance(data, int | float) and not isinstance(data, bool):
        return _finite(data)
    if kind is int and isinstance(data, float) and data.is_integer():
        return int(data)
    if not isinstance(data, kind) or (isinstance(data, bool) and kind is not bool):
        raise Invalid(f"expected {_NAMES.get(kind, kind.__name__)}, got {_kind(data)}")
    if isinstance(data, str) and not _sound(data):
        raise Invalid("holds half a character (a lone surrogate)")
    return data


def _finite(data: float) -> float:
    try:
        value = float(data)
    except OverflowError as error:
        raise Invalid("expected a number of ordinary size") from error
    if not math.isfinite(value):
        raise Invalid("expected a finite number")
    return value


def _sound(text: str) -> bool:
    """Whether the text can be written as UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _object(kind: type, data: Json) -> Any:
    if not isinstance(data, Mapping):
        raise Invalid(f"expected an object, got {_kind(data)}")
    known = _fields(kind)
    for name in data:
        if name not in known:
            raise Invalid(f"unknown field; known are {', '.join(known)}", field=name)
    values: dict[str, Any] = {}
    for name, (field, hint) in known.items():
        if name in data:
            try:
                values[name] = _restore(hint, data[name])
            except Invalid as error:
                raise error.under(name) from error
        elif _required(field):
            if type(None) not in get_args(hint):
                raise Invalid("is missing", field=name)
            values[name] = None
    return kind(**values)


@cache
def _fields(kind: type) -> dict[str, tuple["Field[Any]", Any]]:
    hints = get_type_hints(kind)
    return {field.name: (field, hints[field.name]) for field in fields(kind)}


def _required(field: "Field[Any]") -> bool:
    return field.default is MISSING and field.default_factory is MISSING


_NAMES: dict[Any, str] = {str: "text", int: "a whole number", float: "a number", bool: "true/false"}


def _kind(data: Json) -> str:
    if data is None:
        return "nothing"
    if isinstance(data, bool):
        return "true/false"
    if isinstance(data, str):
        return "text"
    if isinstance(data, Mapping):
        return "an object"
    return "a list" if isinstance(data, list | tuple) else "a number"
