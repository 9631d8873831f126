"""The kit's commands, each from its arguments to an exit status."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from contextlib import ExitStack

import httpx

from harmonia.engines import card as cards
from harmonia.engines.card import Card
from harmonia.engines.weights import Fault, FaultKind, Origin, Weights
from harmonia.errors import Invalid, NotFound
from inference_containers.kit import snapshots
from inference_containers.kit.asking import Asking
from inference_containers.kit.download import Downloader
from inference_containers.kit.exam import Exam
from inference_containers.kit.sheet import Sheet
from inference_containers.kit.trial import local_exam
from inference_containers.serving import weights as local
from inference_containers.serving.storage import S3Storage

TOKEN, SECRET = "HF_TOKEN", "HARMONIA_TOKEN_SECRET"


def listed(arguments: Namespace) -> int:
    """Print every engine, its weights and their terms."""
    for card in cards.find(arguments.engines):
        machine = f"GPU {card.hardware.gpu_memory_gib:g} GiB" if card.hardware.gpu else "CPU"
        print(f"{card.title}  {card.family}, {card.tier}, {machine}: {', '.join(card.tasks)}")
        for weights in card.weights:
            pinned = "pinned" if weights.pinned else weights.origin
            unpinned = weights.origin is Origin.SNAPSHOT and not weights.pinned
            print(
                f"  {weights.variant}  {weights.id}  {weights.licence}"
                f"  commercial use: {weights.commercial_use}"
                f"  {'NOT PINNED' if unpinned else pinned}"
            )
    return 0


def pin(arguments: Namespace) -> int:
    """Print the files of a snapshot as engine.toml wants them."""
    card = chosen(arguments)
    weights = card.variant(arguments.variant)
    if arguments.folder:
        files = snapshots.measured(arguments.folder)
    else:
        with client() as http:
            files = snapshots.listing(weights, http)
    print(f"# {card.name}/{weights.variant}: {weights.id} at {weights.revision}\nfiles = [")
    for file in files:
        print(f'  {{ path = "{file.path}", bytes = {file.bytes}, sha256 = "{file.sha256}" }},')
    print("]")
    return 0 if files else 1


def pull(arguments: Namespace) -> int:
    """Fetch a snapshot into the folder, and lay it into the bucket if one is named."""
    card = chosen(arguments)
    weights = card.variant(arguments.variant)
    with client() as http:
        downloader = Downloader(http, token(), tell=_tell)
        folder = snapshots.pull(card, weights, arguments.root or local.root(), downloader)
    print(f"{card.name}/{weights.variant} lies in {folder}")
    if arguments.bucket:
        address = snapshots.BucketShelf(S3Storage.open().s3, arguments.bucket).put(
            card, weights, folder
        )
        print(f"{card.name}/{weights.variant} lies in {address}")
    return 0


def verify(arguments: Namespace) -> int:
    """Check snapshots in the folder or in the bucket; what nobody has fetched is only named."""
    wrong = 0
    for card in cards.find(arguments.engines) if not arguments.engine else [chosen(arguments)]:
        for weights in card.weights:
            if weights.origin is not Origin.SNAPSHOT:
                continue
            if arguments.variant not in ("", weights.variant):
                continue
            faults = _faults(arguments, card, weights)
            name = f"{card.name}/{weights.variant}"
            if not arguments.engine and _absent(faults):
                print(f"{name}  not here: {faults[0].detail}")
                continue
            print(f"{name}  {'ok' if not faults else f'{len(faults)} faults'}")
            for fault in faults:
                print(f"  {fault}")
            wrong += len(faults)
    return 1 if wrong else 0


def test(arguments: Namespace) -> int:
    """Ask an engine everything; print what it answers."""
    card = chosen(arguments)
    with ExitStack() as open_until_done:
        if arguments.address:
            if not arguments.storage:
                raise Invalid("name a bucket that the server can reach", field="storage")
            sheet = Sheet(card, arguments.variant, S3Storage.open(), arguments.storage)
            http = open_until_done.enter_context(client())
            exam = Exam(Asking(arguments.address, http), card, sheet, card.limits.patience)
        else:
            exam = open_until_done.enter_context(local_exam(card, arguments.variant))
        if arguments.seconds:
            exam.patience = arguments.seconds
        findings = []
        for finding in exam.run():
            findings.append(finding)
            print(f"{'ok  ' if finding.passed else 'FAIL'}  {finding.question}", flush=True)
            for fault in finding.faults:
                print(f"      {fault}")
    good = all(finding.passed for finding in findings)
    print(f"{card.title} {'keeps' if good else 'does not keep'} the contract")
    return 0 if good else 1


def chosen(arguments: Namespace) -> Card:
    """The card of the engine that was named; NotFound if there is none of that name."""
    found = cards.find(arguments.engines)
    for card in found:
        if card.name == arguments.engine:
            return card
    known = ", ".join(card.name for card in found)
    raise NotFound(f"there is no engine {arguments.engine}; there are {known}")


def client() -> httpx.Client:
    """What fetches: it follows redirects, and leaves the token behind where they lead away."""
    return httpx.Client(follow_redirects=True)


def token(environ: Mapping[str, str] = os.environ) -> str | None:
    """The token for gated weights, from the environment or from the secret it names, if any."""
    if environ.get(TOKEN):
        return environ[TOKEN]
    if not environ.get(SECRET):
        return None
    import boto3  # only where the secret lies at AWS

    told = boto3.client("secretsmanager").get_secret_value(SecretId=environ[SECRET])
    return str(told["SecretString"])


def _faults(arguments: Namespace, card: Card, weights: Weights) -> list[Fault]:
    if arguments.bucket:
        return list(
            snapshots.BucketShelf(S3Storage.open().s3, arguments.bucket).check(card, weights)
        )
    folder = local.place(arguments.root or local.root(), card.name, weights.variant)
    return list(local.check(weights, folder))


def _absent(faults: list[Fault]) -> bool:
    """Whether a snapshot was never pinned or never pulled, which is no fault of anybody's."""
    return any(fault.kind in (FaultKind.UNPINNED, FaultKind.ABSENT) for fault in faults)


def _tell(path: str, done: int, size: int) -> None:
    if sys.stderr.isatty():
        ending = "\n" if done == size else ""
        print(f"\r{path}  {done * 100 // size} %", end=ending, file=sys.stderr, flush=True)


VERBS: Mapping[str, Callable[[Namespace], int]] = {
    "list": listed,
    "pin": pin,
    "pull": pull,
    "verify": verify,
    "test": test,
}
