"""Snapshots: whatever is not as it is pinned is found, in the folder and in the bucket."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from harmonia import document
from harmonia.engines.weights import Weights
from harmonia.errors import Invalid
from inference_containers.kit import __main__ as command
from inference_containers.kit import snapshots
from inference_containers.kit.download import Downloader
from inference_containers.kit.snapshots import BucketShelf
from inference_containers.serving.weights import WeightsRefused, check, snapshot
from tests.containers.kit.conftest import TENSORS, Installed
from tests.containers.kit.hub import Hub, serving
from tests.fakes.aws import client, make_bucket


def kinds(player: Installed) -> list[str]:
    """What is wrong, by kind and file."""
    found = check(player.card.weights[0], player.snapshot)
    return [f"{one.kind} {Path(one.path).name}" for one in found]


def flip(player: Installed) -> None:
    content = bytearray(player.tensors.read_bytes())
    content[40] ^= 1
    player.tensors.write_bytes(content)


def cut(player: Installed) -> None:
    player.tensors.write_bytes(player.tensors.read_bytes()[:-1])


def lose(player: Installed) -> None:
    player.tensors.unlink()


def pickle(player: Installed) -> None:
    (player.snapshot / "pytorch_model.bin").write_bytes(b"\x80\x04.")


def sneak(player: Installed) -> None:
    (player.snapshot / "adapter.safetensors").write_bytes(TENSORS)


def relicense(player: Installed) -> None:
    player.rewrite('licence = "CC-BY-NC-4.0"', 'licence = "MIT"')


def allow(player: Installed) -> None:
    player.rewrite('commercial_use = "no"', 'commercial_use = "yes"')


def move_on(player: Installed) -> None:
    player.rewrite("0123456789abcdef0123", "ffffffffffffffffffff")


def scribble(player: Installed) -> None:
    player.inventory.write_text("{")


def unpin(player: Installed) -> None:
    path = player.folder / "engine.toml"
    lines = path.read_text().splitlines()
    path.write_text("\n".join(line for line in lines if not line.startswith("files")))


def strip(player: Installed) -> None:
    shutil.rmtree(player.snapshot)


FAULTS: list[tuple[Callable[[Installed], None], list[str]]] = [
    (flip, ["changed model.safetensors"]),
    (cut, ["truncated model.safetensors"]),
    (lose, ["missing model.safetensors"]),
    (pickle, ["pickle pytorch_model.bin"]),
    (sneak, ["unexpected adapter.safetensors"]),
    (relicense, ["licence inventory.json"]),
    (allow, ["licence inventory.json"]),
    (move_on, ["revision inventory.json"]),
    (scribble, ["changed inventory.json"]),
    (unpin, ["unpinned player-small"]),
    (strip, ["absent inventory.json"]),
]


def test_a_snapshot_as_it_is_pinned_is_loaded(player: Installed) -> None:
    found = snapshot(player.card, "small", player.variables)

    assert found.folder == player.snapshot
    assert found.weights.sha256 == player.card.model(found.weights).weights_sha256


@pytest.mark.parametrize(("harm", "found"), FAULTS, ids=lambda one: getattr(one, "__name__", ""))
def test_what_is_wrong_is_found_and_nothing_is_loaded(
    harm: Callable[[Installed], None], found: list[str], player: Installed
) -> None:
    harm(player)

    assert kinds(player) == found
    with pytest.raises(WeightsRefused, match="player/small cannot be loaded"):
        snapshot(player.card, "small", player.variables)


def test_the_command_says_what_is_wrong_and_fails(
    player: Installed, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    nested = player.folder / "engines" / "player"
    nested.mkdir(parents=True)
    shutil.copy(player.folder / "engine.toml", nested)

    def run(*words: str) -> tuple[int, str]:
        engines = ["kit", "--engines", str(player.folder / "engines")]
        monkeypatch.setattr("sys.argv", [*engines, *words])
        status = command.main()
        return status, "".join(capsys.readouterr())

    root = ("--root", str(player.folder / "weights"))
    good = run("verify", *root)
    flip(player)

    assert good == (0, "player/small  ok\n")
    assert run("verify", "player", *root)[0] == 1
    assert "changed: model.safetensors: sha256" in run("verify", "player", *root)[1]
    assert run("verify", "--root", str(player.folder / "nothing"))[0] == 0  # nobody pulled it
    assert run("verify", "player", "--root", str(player.folder / "nothing"))[0] == 1
    assert run("verify", "nobody")[1].startswith("there is no engine nobody; there are player")
    assert "commercial use: no  pinned" in run("list")[1]
    pinned = run("pin", "player", "--folder", str(player.snapshot))[1]
    assert f'{{ path = "model.safetensors", bytes = {len(TENSORS)}, sha256 = ' in pinned


def test_pulling_fetches_what_is_missing_and_only_that(player: Installed, tmp_path: Path) -> None:
    revision = player.card.weights[0].revision
    path = f"/tests/player-small/resolve/{revision}/model.safetensors"
    root = tmp_path / "fresh"
    with serving(Hub({path: TENSORS}, token="t")) as hub, httpx.Client() as http:
        source = f"{hub.address}/{{id}}/resolve/{{revision}}/{{path}}"
        weights = replace(player.card.weights[0], source=source)
        once, again = (
            snapshots.pull(player.card, weights, root, Downloader(http, "t")) for _ in range(2)
        )

    assert once == again == root / "player" / "small"
    assert list(check(weights, once)) == []
    assert len(hub.seen) == 1


def test_nothing_is_pulled_that_is_not_pinned(player: Installed, tmp_path: Path) -> None:
    unpin(player)

    with httpx.Client() as http, pytest.raises(Invalid, match="no pinned files"):
        snapshots.pull(player.card, player.card.weights[0], tmp_path, Downloader(http))


def test_the_hub_is_asked_what_a_revision_holds(player: Installed) -> None:
    weights = player.card.weights[0]
    told = [
        {"path": "model.safetensors", "size": 9, "lfs": {"oid": "a" * 64, "size": 9}},
        {"path": "pytorch_model.bin", "size": 9, "lfs": {"oid": "b" * 64, "size": 9}},
        {"path": "config.json", "size": 3},
    ]
    place = f"/{weights.id}/{weights.revision}"
    texts = {place: json.dumps(told).encode(), f"{place}/config.json": b"{}\n"}
    with serving(Hub(texts)) as hub, httpx.Client() as http:
        source = f"{hub.address}/{{id}}/{{revision}}/{{path}}"
        weights = replace(weights, source=source)
        found = snapshots.listing(weights, http, f"{hub.address}/{{id}}/{{revision}}")

    assert [(one.path, one.bytes, one.sha256) for one in found] == [
        ("model.safetensors", 9, "a" * 64),
        ("config.json", 3, hashlib.sha256(b"{}\n").hexdigest()),
    ]


def test_a_snapshot_in_the_bucket_is_checked_without_fetching_it(
    aws: None, player: Installed
) -> None:
    make_bucket()
    s3, card, weights = client("s3"), player.card, player.card.weights[0]
    shelf = BucketShelf(s3, "s3://harmonia/weights")

    def wrong(of: Weights = weights) -> list[str]:
        return [f"{one.kind} {Path(one.path).name}" for one in shelf.check(card, of)]

    nothing = wrong()
    place = shelf.put(card, weights, player.snapshot)
    good = wrong()
    key = "weights/player/small/model.safetensors"
    flipped = bytes([TENSORS[0] ^ 1]) + TENSORS[1:]
    s3.put_object(Bucket="harmonia", Key=key, Body=flipped, ChecksumAlgorithm="SHA256")
    changed = wrong()
    s3.put_object(Bucket="harmonia", Key=f"{key}.pkl", Body=b"\x80")
    s3.delete_object(Bucket="harmonia", Key=key)

    assert place == "s3://harmonia/weights/player/small"
    assert (nothing, good) == (["absent small"], [])
    assert changed == ["changed model.safetensors"]
    assert wrong() == ["missing model.safetensors", "pickle model.safetensors.pkl"]
    assert "licence inventory.json" in wrong(replace(weights, licence="MIT"))


def test_nothing_wrong_is_laid_into_the_bucket(aws: None, player: Installed) -> None:
    make_bucket()
    flip(player)

    with pytest.raises(WeightsRefused):
        BucketShelf(client("s3"), "s3://harmonia/weights").put(
            player.card, player.card.weights[0], player.snapshot
        )
    assert client("s3").list_objects_v2(Bucket="harmonia")["KeyCount"] == 0


def test_an_inventory_says_what_was_fetched_under_which_terms(player: Installed) -> None:
    told = player.listed()

    assert (told.engine, told.variant, told.licence) == ("player", "small", "CC-BY-NC-4.0")
    assert document.digest(told.files) == document.digest(player.card.weights[0].files)
