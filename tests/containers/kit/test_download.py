"""Files over HTTP: they come whole and right, or not at all."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from harmonia.engines.weights import WeightsFile
from harmonia.errors import NotFound, Unavailable
from inference_containers.kit.download import TRIES, Downloader, Refused, WrongFile
from tests.containers.kit.hub import Hub, serving

CONTENT = random.Random(7).randbytes(3_000_000)
FILE = WeightsFile("unet/model.safetensors", len(CONTENT), hashlib.sha256(CONTENT).hexdigest())
PATH = "/model.safetensors"


@pytest.fixture
def hub() -> Iterator[Hub]:
    with serving(Hub({PATH: CONTENT})) as hub:
        yield hub


@pytest.fixture
def downloader() -> Iterator[Downloader]:
    with httpx.Client(follow_redirects=True) as http:
        yield Downloader(http, wait=lambda seconds: None)


def test_a_file_comes_whole_and_takes_its_name(
    hub: Hub, downloader: Downloader, tmp_path: Path
) -> None:
    path = downloader.fetch(hub.address + PATH, FILE, tmp_path)

    assert path == tmp_path / "unet" / "model.safetensors"
    assert path.read_bytes() == CONTENT
    assert [one.name for one in path.parent.iterdir()] == ["model.safetensors"]


def test_a_connection_that_breaks_goes_on_from_where_it_was(
    hub: Hub, downloader: Downloader, tmp_path: Path
) -> None:
    hub.drops, hub.busy = 3, 2

    path = downloader.fetch(hub.address + PATH, FILE, tmp_path)

    starts = [wanted for _, _, wanted in hub.seen if wanted]
    assert path.read_bytes() == CONTENT
    assert len(hub.seen) == 6
    assert starts == sorted(starts, key=lambda one: int(one[6:-1]))
    assert int(starts[-1][6:-1]) > 2_000_000


def test_a_run_that_was_ended_goes_on_in_the_next(
    hub: Hub, downloader: Downloader, tmp_path: Path
) -> None:
    part = tmp_path / f"{FILE.path}.part"
    part.parent.mkdir()
    part.write_bytes(CONTENT[:1_000_000])

    downloader.fetch(hub.address + PATH, FILE, tmp_path)

    assert [wanted for _, _, wanted in hub.seen] == ["bytes=1000000-"]


def test_a_server_that_knows_no_ranges_starts_again(
    hub: Hub, downloader: Downloader, tmp_path: Path
) -> None:
    hub.drops, hub.ranges = 1, False

    assert downloader.fetch(hub.address + PATH, FILE, tmp_path).read_bytes() == CONTENT


@pytest.mark.parametrize("wrong", [CONTENT[:-1] + b"?", CONTENT + b"?"])
def test_what_is_not_pinned_is_not_kept(
    wrong: bytes, hub: Hub, downloader: Downloader, tmp_path: Path
) -> None:
    hub.files[PATH] = wrong

    with pytest.raises(WrongFile):
        downloader.fetch(hub.address + PATH, FILE, tmp_path)
    assert list((tmp_path / "unet").iterdir()) == []


def test_a_server_that_ends_too_soon_each_time_is_given_up(
    hub: Hub, downloader: Downloader, tmp_path: Path
) -> None:
    hub.files[PATH] = b""

    with pytest.raises(Unavailable, match=f"broke off {TRIES} times"):
        downloader.fetch(hub.address + PATH, FILE, tmp_path)
    assert len(hub.seen) == TRIES


def test_a_token_opens_what_is_closed(hub: Hub, downloader: Downloader, tmp_path: Path) -> None:
    hub.token = "secret"

    with pytest.raises(Refused, match="HTTP 401"):
        downloader.fetch(hub.address + PATH, FILE, tmp_path)
    opened = replace(downloader, token="secret")
    assert opened.fetch(hub.address + PATH, FILE, tmp_path).read_bytes() == CONTENT
    assert "secret" not in repr(opened)


def test_the_token_stays_with_the_server_it_is_for(
    hub: Hub, downloader: Downloader, tmp_path: Path
) -> None:
    hub.token = "secret"
    with serving(Hub({PATH: CONTENT})) as store:
        hub.elsewhere = store.address.replace("127.0.0.1", "localhost")
        path = replace(downloader, token="secret").fetch(hub.address + PATH, FILE, tmp_path)

    assert path.read_bytes() == CONTENT
    assert [key for _, key, _ in hub.seen] == ["Bearer secret"]
    assert [key for _, key, _ in store.seen] == [None]


def test_what_is_not_there_is_not_found_at_once(
    hub: Hub, downloader: Downloader, tmp_path: Path
) -> None:
    with pytest.raises(NotFound):
        downloader.fetch(hub.address + "/other", FILE, tmp_path)
    assert len(hub.seen) == 1
