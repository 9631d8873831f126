"""What is wrong with what an engine answered, told and left."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from harmonia.engines.card import Card
from harmonia.engines.engine import EngineRequest, EngineResponse, Model
from harmonia.engines.weights import Origin
from harmonia.errors import NotFound
from inference_containers.kit import media
from inference_containers.kit.sheet import Sheet
from inference_containers.kit.shelf import LocalShelf

DONE = 0.99  # of the work, at least, when it is over


def answer(response: EngineResponse, request: EngineRequest, card: Card) -> Iterator[str]:
    """What an answer says that it should not, whatever lies behind it."""
    if (response.job, response.stage) != (request.job, request.stage):
        yield "the answer is about another job"
    if not response.artifacts:
        yield "nothing was made"
    if "total" not in response.seconds:
        yield "the answer does not say how long it took"
    for artifact in response.artifacts:
        if artifact.kind not in card.outputs:
            yield f"{artifact.name}: is a {artifact.kind}, and the card names none"
        if artifact.name.startswith("/") or ".." in artifact.name.split("/"):
            yield f"{artifact.name}: is no name below the song's folder"
        if artifact.engine != card.title:
            yield f"{artifact.name}: made by {artifact.engine!r}, not {card.title}"


def files(response: EngineResponse, sheet: Sheet) -> Iterator[str]:
    """Which files are not what the answer says."""
    for artifact in response.artifacts:
        try:
            content = sheet.storage.get(sheet.artifacts + artifact.sha256)
        except NotFound:
            yield f"{artifact.name}: was not left where it is said to be"
            continue
        sha256 = hashlib.sha256(content).hexdigest()
        if (len(content), sha256) != (artifact.bytes, artifact.sha256):
            yield f"{artifact.name}: holds other bytes than it is said to"


def media_of(response: EngineResponse, sheet: Sheet) -> Iterator[str]:
    """What is wrong with the sound and the pictures themselves."""
    seconds = sheet.song().seconds
    for artifact in response.artifacts:
        content = sheet.storage.get(sheet.artifacts + artifact.sha256)
        yield from media.faults(artifact, content, seconds)


def progress(sheet: Sheet, address: str) -> Iterator[str]:
    """What is wrong with what was told at that address; of a bucket, only the end is known."""
    storage = sheet.storage
    if isinstance(storage, LocalShelf):
        told = [content for place, content in storage.puts if place == address]
    else:
        told = [storage.get(address)] if storage.holds(address) else []
    try:
        done = [float(json.loads(content)["done"]) for content in told]
    except (ValueError, KeyError, TypeError) as error:
        yield f"progress makes no sense: {error!r}"
        return
    if not done:
        yield "no progress was told"
    elif min(done) < 0 or max(done) > 1 or done != sorted(done):
        yield f"progress goes {', '.join(f'{one:g}' for one in done[:12])}"
    elif done[-1] < DONE:
        yield f"progress ends at {done[-1]:g}"


def licence(told: Model, card: Card, variant: str) -> Iterator[str]:
    """Where the engine says other things of itself than its card does."""
    weights = card.variant(variant or told.variant)
    said: dict[str, tuple[str | None, str | None]] = {
        "id": (told.id, card.name),
        "version": (told.version, card.version),
        "variant": (told.variant, weights.variant),
        "licence": (told.licence, weights.licence),
        "commercial_use": (told.commercial_use, weights.commercial_use.value),
    }
    if weights.origin is Origin.SNAPSHOT:
        said |= {
            "weights": (told.weights, weights.id),
            "weights_sha256": (told.weights_sha256, weights.sha256),
        }
    elif not told.weights_sha256:
        yield "weights_sha256 is not said"
    for name, (answered, expected) in said.items():
        if answered != expected:
            yield f"{name} is said to be {answered!r}, and the card says {expected!r}"


def same(first: EngineResponse, second: EngineResponse) -> Iterator[str]:
    """Which files differ between two answers to one question."""
    one = {artifact.name: artifact.sha256 for artifact in first.artifacts}
    two = {artifact.name: artifact.sha256 for artifact in second.artifacts}
    for name in sorted(one.keys() | two.keys()):
        if one.get(name) != two.get(name):
            yield f"{name}: differs the second time"
