"""Snapshots of weights: fetched into a folder, laid into the bucket, checked in both places."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any

import httpx

from harmonia import document
from harmonia.engines.card import Card
from harmonia.engines.weights import (
    INVENTORY,
    Fault,
    FaultKind,
    Inventory,
    Weights,
    WeightsFile,
    agreement,
    content,
    inventory,
    presence,
)
from harmonia.errors import Invalid, NotFound
from inference_containers.kit.download import Downloader
from inference_containers.serving import weights as local
from inference_containers.serving.storage import split, storage_errors

PREFIX = "weights"
LARGEST = 5 * 1024**3  # bytes of one upload, which is what S3 keeps a plain sha256 of
PINNED = frozenset({".safetensors", ".json", ".txt", ".model"})  # weights, and how to read them
SMALL = 32 << 20  # bytes of a file that the hub keeps no sha256 of
TREE = "https://huggingface.co/api/models/{id}/tree/{revision}?recursive=true"


def pull(card: Card, weights: Weights, root: Path, downloader: Downloader) -> Path:
    """Fetch what is not there yet, write the inventory last; where the snapshot lies."""
    if not weights.pinned:
        raise Invalid(f"{card.name}/{weights.variant} has no pinned files; pin them first")
    folder = local.place(root, card.name, weights.variant)
    folder.mkdir(parents=True, exist_ok=True)
    for file in weights.files:
        path = folder / file.path
        if not path.is_file() or local.hash_of(path) != file.sha256:
            downloader.fetch(weights.address(file.path), file, folder)
    (folder / INVENTORY).write_bytes(document.canonical(inventory(card.name, weights)))
    return folder


def listing(weights: Weights, http: httpx.Client, tree: str = TREE) -> tuple[WeightsFile, ...]:
    """What the hub says the revision holds; only small texts are fetched, to be hashed."""
    answer = http.get(tree.format(id=weights.id, revision=weights.revision))
    if answer.status_code != 200:
        raise NotFound(f"the hub lists nothing for {weights.id} (HTTP {answer.status_code})")
    found = []
    for entry in answer.json():
        path, large = str(entry.get("path", "")), entry.get("lfs") or {}
        if PurePosixPath(path).suffix not in PINNED:
            continue
        if "oid" in large:
            found.append(WeightsFile(path, int(large["size"]), str(large["oid"])))
        elif int(entry.get("size", 0)) <= SMALL:
            text = http.get(weights.address(path)).raise_for_status().content
            found.append(WeightsFile(path, len(text), hashlib.sha256(text).hexdigest()))
    return tuple(found)


def measured(folder: Path) -> tuple[WeightsFile, ...]:
    """The files in a folder as a card pins them; Invalid if one of them runs code when read."""
    paths = sorted(one for one in folder.rglob("*") if one.is_file() and one.name != INVENTORY)
    return tuple(
        WeightsFile(one.relative_to(folder).as_posix(), one.stat().st_size, local.hash_of(one))
        for one in paths
    )


@dataclass(frozen=True)
class BucketShelf:
    """Snapshots in the bucket, where endpoints take them from; S3 itself keeps their hashes."""

    s3: Any  # boto3's client
    address: str  # s3://bucket/weights

    def put(self, card: Card, weights: Weights, folder: Path) -> str:
        """Lay a checked snapshot into the bucket, the inventory last; its address."""
        faults = tuple(local.check(weights, folder))
        if faults:
            raise local.WeightsRefused(f"{card.name}/{weights.variant}", faults)
        target = f"{self.address.rstrip('/')}/{card.name}/{weights.variant}"
        held = self._held(target)
        for file in weights.files:
            if held.get(file.path) == file.bytes and self._hash(target, file) == file.sha256:
                continue
            if file.bytes > LARGEST:
                raise Invalid(f"{file.path} is above {LARGEST >> 30} GiB; use smaller shards")
            self._upload(f"{target}/{file.path}", folder / file.path, file.sha256)
        path = folder / INVENTORY
        self._upload(f"{target}/{INVENTORY}", path, local.hash_of(path))
        return target

    def check(self, card: Card, weights: Weights) -> Iterator[Fault]:
        """What is wrong with the snapshot in the bucket; only its inventory is fetched."""
        target = f"{self.address.rstrip('/')}/{card.name}/{weights.variant}"
        bucket, key = split(f"{target}/{INVENTORY}")
        try:
            with storage_errors(target):
                body = self.s3.get_object(Bucket=bucket, Key=key)["Body"].read()
                found = document.loads(Inventory, body)
        except NotFound:
            yield Fault(FaultKind.ABSENT, target, "there is no snapshot; pull it first")
            return
        except Invalid as error:
            yield Fault(FaultKind.CHANGED, INVENTORY, f"makes no sense: {error}")
            return
        faults = list(chain(agreement(weights, found), presence(weights, self._held(target))))
        yield from faults
        wrong = {fault.path for fault in faults}
        for file in weights.files:
            if file.path not in wrong:
                yield from content(file, self._hash(target, file) or "nothing: S3 keeps no hash")

    def _held(self, target: str) -> Mapping[str, int]:
        bucket, prefix = split(f"{target}/")
        pages = self.s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
        with storage_errors(target):
            sizes = {
                str(entry["Key"]).removeprefix(prefix): int(entry["Size"])
                for page in pages
                for entry in page.get("Contents", ())
            }
        sizes.pop(INVENTORY, None)
        return sizes

    def _hash(self, target: str, file: WeightsFile) -> str | None:
        """The sha256 that S3 worked out when the file came; None if it did not."""
        bucket, key = split(f"{target}/{file.path}")
        with storage_errors(target):
            told = self.s3.head_object(Bucket=bucket, Key=key, ChecksumMode="ENABLED")
        kept = told.get("ChecksumSHA256")
        return base64.b64decode(kept).hex() if kept and "-" not in kept else None

    def _upload(self, address: str, path: Path, sha256: str) -> None:
        bucket, key = split(address)
        with storage_errors(address), path.open("rb") as body:
            self.s3.put_object(
                Bucket=bucket,
                Key=key,
                Body=body,
                ChecksumAlgorithm="SHA256",
                ChecksumSHA256=base64.b64encode(bytes.fromhex(sha256)).decode(),
            )
