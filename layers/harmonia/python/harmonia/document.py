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
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import Enum
from functools import cache, partial
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from harmonia.errors import Invalid

T = TypeVar("T")
Json = Any  # what json.loads gives
Reader = Callable[[Json], Any]


def plain(value: Any) -> Json:
    """The value as JSON can hold it."""
    return _writer(cast(Any, type(value)))(value)


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
    return cast(T, _reader(cast(Any, kind))(data))


@cache
def _writer(kind: Any) -> Callable[[Any], Json]:
    """What makes JSON of values of that type; found out once for each."""
    if issubclass(kind, Enum):
        return lambda value: value.value
    if issubclass(kind, float):
        # 80 and 80.0 are one value and must have one spelling.
        return lambda value: int(value) if value.is_integer() else value
    if issubclass(kind, str | int | type(None)):
        return lambda value: value
    if hasattr(kind, "PATTERN"):
        return str
    if is_dataclass(kind):
        return partial(_written, tuple(field.name for field in fields(kind)))
    if issubclass(kind, Mapping):
        return lambda value: {str(plain(key)): plain(item) for key, item in value.items()}
    if issubclass(kind, frozenset | set):
        return lambda value: sorted(map(plain, value))
    return lambda value: list(map(plain, value))


def _written(names: tuple[str, ...], value: Any) -> Json:
    pairs = ((name, getattr(value, name)) for name in names)
    return {name: plain(item) for name, item in pairs if item is not None}


@cache
def _reader(kind: Any) -> Reader:
    """What makes values of that type of JSON; found out once for each."""
    origin = get_origin(kind)
    if kind is Any:
        return lambda data: data
    if origin in (Union, types.UnionType):
        options = [option for option in get_args(kind) if option is not type(None)]
        optional = len(options) < len(get_args(kind))
        return partial(_first, tuple(map(_reader, options)), optional)
    if origin is tuple or origin is frozenset:
        return partial(_items, _reader(get_args(kind)[0]), origin)
    if origin is not None and issubclass(origin, Mapping):
        return partial(_mapping, *map(_reader, get_args(kind)))
    if issubclass(kind, Enum):
        return partial(_member, kind)
    if issubclass(kind, bool | int | float | str):
        return partial(_scalar, kind)
    if hasattr(kind, "PATTERN"):
        return lambda data: kind.parse(_scalar(str, data))
    return partial(_object, kind)


def _first(options: tuple[Reader, ...], optional: bool, data: Json) -> Any:
    if data is None and optional:
        return None
    complaint = Invalid("fits nothing here")
    for option in options:
        try:
            return option(data)
        except Invalid as error:
            complaint = error
    raise complaint


def _items(item: Reader, gather: Any, data: Json) -> Any:
    if not isinstance(data, list | tuple):
        raise Invalid(f"expected a list, got {_kind(data)}")
    made = []
    for index, entry in enumerate(data):
        try:
            made.append(item(entry))
        except Invalid as error:
            raise error.under(index) from error
    return gather(made)


def _mapping(name_of: Reader, item: Reader, data: Json) -> dict[Any, Any]:
    if not isinstance(data, Mapping):
        raise Invalid(f"expected an object, got {_kind(data)}")
    made = {}
    for name, entry in data.items():
        try:
            made[name_of(name)] = item(entry)
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
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _object(kind: type, data: Json) -> Any:
    if not isinstance(data, Mapping):
        raise Invalid(f"expected an object, got {_kind(data)}")
    known = _entries(kind)
    for name in data:
        if name not in known:
            raise Invalid(f"unknown field; known are {', '.join(known)}", field=name)
    values: dict[str, Any] = {}
    for name, entry in known.items():
        if name in data:
            try:
                values[name] = entry.read(data[name])
            except Invalid as error:
                raise error.under(name) from error
        elif entry.required:
            if not entry.optional:
                raise Invalid("is missing", field=name)
            values[name] = None
    return kind(**values)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A field of a dataclass, as far as reading it needs."""

    read: Reader
    required: bool  # it has no default
    optional: bool  # it may be None


@cache
def _entries(kind: type) -> dict[str, _Entry]:
    hints = get_type_hints(kind)
    return {
        field.name: _Entry(
            read=_reader(hints[field.name]),
            required=field.default is MISSING and field.default_factory is MISSING,
            optional=type(None) in get_args(hints[field.name]),
        )
        for field in fields(kind)
    }


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
