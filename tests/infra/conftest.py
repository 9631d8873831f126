"""Every stage is synthesised once, in one process: starting Node is what takes the time."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from infra_cdk import layers
from infra_cdk.app import synth
from infra_cdk.checks import BrokenRules
from infra_cdk.stages import STAGES
from tests.infra.cloud import Cloud

IMAGES = {
    f"{engine}_image": f"123456789012.dkr.ecr.eu-west-1.amazonaws.com/harmonia-{engine}:1"
    for engine in ("music", "vocal", "video")
}

Clouds = Callable[[str], Cloud]


BROKEN: dict[str, str] = {}  # rules that stages broke, for the one test that asks


@pytest.fixture(scope="session")
def clouds(tmp_path_factory: pytest.TempPathFactory) -> Clouds:
    """The stage of that name, synthesised with stand-ins for the built layers."""
    folder = tmp_path_factory.mktemp("clouds")

    @cache
    def cloud(stage: str) -> Cloud:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(layers, "BUILT_LAYERS", folder / "layers")
            for wheels in layers.Wheels:
                build_small(wheels)
            context = IMAGES if stage == "dev" else {}
            try:
                synth(stage, folder / stage, context=context)
            except BrokenRules as broken:  # what was written can be read all the same
                BROKEN[stage] = str(broken)
            return Cloud.read(stage, folder / stage)

    return cloud


def build_small(wheels: layers.Wheels) -> None:
    """Something in the place of a layer whose real wheels take a minute and a network."""
    package = wheels.folder / "python" / "small.py"
    package.parent.mkdir(parents=True, exist_ok=True)
    package.write_text("")
    lock = Path(wheels.lock).read_bytes()
    (wheels.folder.parent / "lock.sha256").write_text(hashlib.sha256(lock).hexdigest())


@pytest.fixture(params=STAGES)
def cloud(request: pytest.FixtureRequest, clouds: Clouds) -> Cloud:
    """Each stage in turn."""
    return clouds(request.param)


@pytest.fixture(params=[name for name, stage in STAGES.items() if stage.on_aws])
def aws(request: pytest.FixtureRequest, clouds: Clouds) -> Cloud:
    """Each stage on AWS in turn."""
    return clouds(request.param)
