"""Who may talk to the stage at all."""

import socket
import subprocess

import pytest

from infra_cdk.local import process
from tests.local.conftest import Local


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://localhost:3000"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "evil.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
    ],
)
def test_only_this_machine_is_answered(local: Local, headers: dict[str, str], status: int) -> None:
    assert local.get(f"{local.description['api']}/open/x", **headers).status == status


def test_nothing_listens_but_on_the_loopback(local: Local) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # sends nothing; it only picks our outward address
        outward = probe.getsockname()[0]

    with pytest.raises(OSError, match="refused"):
        socket.create_connection((outward, local.description["port"]), timeout=2)


def test_another_instance_on_the_port_is_not_taken_for_ours(local: Local) -> None:
    path = local.home.state / "instance"
    ours = path.read_text()
    path.write_text("somebody else")
    try:
        assert process.running(local.home) is None
    finally:
        path.write_text(ours)
    assert process.running(local.home) is not None


def test_what_aws_wants_signed_must_be_signed(local: Local) -> None:
    local.aws("s3").put_object(Bucket=local.outputs["Bucket"], Key="private", Body=b"x")
    base = local.description["cognito"]

    paths = [f"{local.outputs['Bucket']}/private", "_ministack/reset", "restapis/x/y/z"]

    assert [local.get(f"{base}/{path}").status for path in paths] == [403] * 3


@pytest.mark.parametrize(("attribute", "parameters"), [("gone", ""), ("_resolve_port", "moved")])
def test_a_moved_name_stops_the_start(local: Local, attribute: str, parameters: str) -> None:
    code = (
        "from infra_cdk.local.emulator import inside\n"
        f"inside.replace('app', '{attribute}', '{parameters}', lambda old: old)"
    )

    tried = subprocess.run([local.home.python, "-c", code], capture_output=True, text=True)

    assert tried.returncode != 0
    assert "MovedError: ministack.app." in tried.stderr
