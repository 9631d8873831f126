"""What tests share: an account on moto, and nothing of the machine's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from moto import mock_aws

from tests.fakes.aws import Account, make_account


@pytest.fixture
def credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    """Credentials that open nothing."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)


@pytest.fixture
def aws(credentials: None) -> Iterator[None]:
    """An empty account."""
    with mock_aws():
        yield


@pytest.fixture
def account(aws: None, monkeypatch: pytest.MonkeyPatch) -> Account:
    """An account with everything in it."""
    return make_account(monkeypatch)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of one folder stay together, for they share what is dear to make."""
    for item in items:
        parts = item.path.relative_to(Path(__file__).parent).parts
        deep = parts[0] in ("unit", "containers")
        item.add_marker(pytest.mark.xdist_group("/".join(parts[:2]) if deep else parts[0]))
