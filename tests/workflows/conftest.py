"""The workflow file, really run."""

from collections.abc import Iterator

import pytest
from moto import mock_aws

from tests.fakes.api import Api
from tests.fakes.aws import make_account
from tests.fakes.workflow import Stage, make_stage


@pytest.fixture
def stage(credentials: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """An account in which executions run."""
    with mock_aws(config={"stepfunctions": {"execute_state_machine": True}}):
        yield make_stage(make_account(monkeypatch), monkeypatch)


@pytest.fixture
def api(stage: Stage) -> Api:
    """The front door."""
    return Api(stage.account.handler("jobs"))
