"""Hostile messages, drawn by number: good ones with something in them that should not be."""

from __future__ import annotations

import copy
import json
import random
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

Draw = random.Random

UPLOAD = "upl_there"  # stands for the upload that is really there
GOOD: tuple[tuple[str, str, Any], ...] = (  # the function, the path and a body that makes sense
    ("listen", "/v1/features", {"upload_id": UPLOAD, "want": ["chords", "tempo"]}),
    ("listen", "/v1/chords:detect", {"clip": "UklGRgAAAAA="}),
    ("listen", "/v1/similar", {"a": {"upload_id": UPLOAD}, "b": {"clip": "UklGRgAAAAA="}}),
    ("filters", "/v1/filters", {
        "upload_id": UPLOAD, "effects": [{"effect": "peak", "hertz": 900, "decibels": 3}],
        "preview_start": 1, "preview_seconds": 2, "format": "wav",
    }),
    ("filters", "/v1/filters/chains", {
        "name": "radio", "effects": [{"effect": "high_pass", "hertz": 300}, {"effect": "limiter"}],
    }),
    ("tabs", "/v1/tabs", {"chords": "Am F C G", "capo": "best", "outputs": ["ascii", "svg"]}),
    ("tabs", "/v1/tabs", {"chordpro": "[C]one [G]two", "instrument": "ukulele"}),
    ("harmony", "/v1/progressions:analyse", {"chords": ["C", "E7", "Am", "F"], "meter": "4/4"}),
    ("harmony", "/v1/chords:suggest", {"chords": ["Dm7", "G7"], "key": "C major", "style": "jazz"}),
    ("harmony", "/v1/instructions", {"theme": "a sad song about leaving home"}),
    ("uploads", "/v1/uploads", {
        "filename": "demo.wav", "mime": "audio/wav", "bytes": 88244, "sha256": "2a" * 32,
    }),
    ("jobs", "/v1/songs", {
        "prompt": "a warm song about the sea in D major, 84 bpm", "seed": 7,
        "brief": {"chords": {"verse": ["Am", "F"]}, "seconds": 60}, "outputs": ["mp3", "midi"],
    }),
    ("jobs", "/v1/videos", {"upload_id": UPLOAD, "film": {"aspect": "16:9"}}),
    ("chat", "/v1/intents:normalize", {"text": "something sad with piano, in 3/4"}),
    ("chat", "/v1/sessions", {}),
    ("webhooks", "/v1/webhooks", {"url": "https://hooks.example.com/h", "events": ["job.*"]}),
    ("accompany", "/v1/accompaniments", {"chords": "Am F C G", "style": "pop", "bpm": 96}),
    ("accompany", "/v1/samples", {"kind": "loop", "style": "house", "bpm": 124, "bars": 2}),
)  # fmt: skip
LISTS: tuple[tuple[str, str], ...] = (
    ("uploads", "/v1/uploads"), ("jobs", "/v1/jobs"), ("jobs", "/v1/songs"),
    ("jobs", "/v1/artifacts"), ("filters", "/v1/filters/chains"), ("webhooks", "/v1/webhooks"),
)  # fmt: skip
HOSTILE: tuple[Any, ...] = (
    None, True, False, 0, -1, 1e308, -1e308, 10**400, 2**63, 0.1, "", " ", "\x00", "\ud800",
    "\udfff\ud800", "a" * 5_000, "🎸" * 500, "../../etc/passwd", "'; DROP TABLE jobs; --",
    "${jndi:ldap://x}", "{{7*7}}", "<script>", "%s%s%s%n", "\r\nX-Evil: 1", "C#" * 400,
    "NaN", "١٢٣", "\u202egnp", [], {}, [[]], [None], {"": None}, ["C"] * 2_000,
    [0.0] * 3_000, {"a": {"a": {"a": {"a": 1}}}}, {str(n): n for n in range(500)},
)  # fmt: skip
HEADERS: tuple[dict[str, str], ...] = (
    {}, {}, {}, {}, {"content-type": "text/html"}, {"content-type": ""},
    {"x-correlation-id": "a" * 9_000}, {"prefer": "wait=" + "9" * 50}, {"content-length": "-5"},
    {"idempotency-key": "\x00"}, {"accept": "*/*;q=nan"},
)  # fmt: skip


@dataclass(frozen=True)
class Message:
    """What is sent, and to whom."""

    function: str
    method: str
    path: str
    body: str | None
    headers: dict[str, str]
    query: dict[str, str]


def message(number: int) -> Message:
    """The message of that number."""
    draw = Draw(f"message/{number}")
    if number % 12 == 5:
        return _question(draw)
    function, path, body = GOOD[number % len(GOOD)]
    body = copy.deepcopy(body)
    for _ in range(draw.choice((1, 1, 2, 4))):
        body = _spoilt(body, draw)
    text = json.dumps(body)
    if draw.random() < 0.3:
        text = _broken(text, draw)
    return Message(function, "POST", path, text, draw.choice(HEADERS), {})


def _question(draw: Draw) -> Message:
    """A list asked for from a place that is not in it, or something nobody has."""
    function, path = draw.choice(LISTS)
    words = [value for value in HOSTILE if isinstance(value, str) and value.isprintable()]
    word = quote(draw.choice(words)[:1_500])
    if draw.random() < 0.5:
        path += "/" + (word or "a")
        return Message(function, draw.choice(("GET", "DELETE")), path, None, {}, {})
    query = {draw.choice(("cursor", "limit", "status", "kind")): word}
    return Message(function, "GET", path, None, draw.choice(HEADERS), query)


def _spoilt(body: Any, draw: Draw) -> Any:
    """The body with one thing in it replaced, added or left out."""
    value = copy.deepcopy(draw.choice(HOSTILE))
    places = _places(body)
    if not places or draw.random() < 0.05:
        return value
    parent, key = draw.choice(places)
    done = draw.choice(("replace", "replace", "replace", "add", "drop"))
    if done == "drop":
        del parent[key]
    elif done == "add" and isinstance(parent, dict):
        parent[draw.choice(("colour", "__proto__", "", "\ud800", "a" * 900))] = value
    elif done == "add":
        parent.extend([value] * draw.choice((1, 50)))
    else:
        parent[key] = value
    return body


def _places(node: Any) -> list[tuple[Any, Any]]:
    """Every place in the document, as what holds it and under which key."""
    if isinstance(node, dict):
        keys: list[Any] = list(node)
    elif isinstance(node, list):
        keys = list(range(min(len(node), 20)))
    else:
        return []
    return [(node, key) for key in keys] + [place for key in keys for place in _places(node[key])]


def _broken(text: str, draw: Draw) -> str:
    """Text that is no JSON any more, or JSON of a kind nobody writes."""
    deep = draw.choice((200, 20_000))
    return draw.choice(
        (
            text[: draw.randrange(len(text) + 1)],
            "\ufeff" + text,
            text.replace('"', "'"),
            text.replace(":", ": NaN, ", 1),
            text.replace(":", ":-Infinity,", 1),
            text[:-1] + ', "x": 1e999}',
            text[:-1] + f', "x": {"9" * draw.choice((400, 5_000))}}}',
            "[" * deep + "]" * deep,
            '{"a":' * deep + "1" + "}" * deep,
            text + text,
            "\x00" * 100,
            '"\\ud800"',
            " " * 60_000 + text,
            "1" * 60_000,
        )
    )
