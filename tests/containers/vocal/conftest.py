"""A singer on one machine: with recorded voices where there are some, and with our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from inference_containers.vocal.banks import Banks, open_banks
from inference_containers.vocal.flite import find_flite


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def own_banks(cache: Path) -> Banks:
    return open_banks({"HARMONIA_CACHE": str(cache), "HARMONIA_FLITE": "none"})


@pytest.fixture(scope="session")
def recorded_banks(cache: Path) -> Banks:
    if find_flite() is None:
        pytest.skip("no flite on this machine")
    return open_banks({"HARMONIA_CACHE": str(cache)})


@pytest.fixture(scope="session", params=["recorded", "own"])
def banks(request: pytest.FixtureRequest) -> Banks:
    chosen: Banks = request.getfixturevalue(f"{request.param}_banks")
    return chosen
