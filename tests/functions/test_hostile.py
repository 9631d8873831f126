"""A sample of the hostile files and messages; `python -m benchmarks.hostile` sends them all."""

import os
import subprocess
import sys

from benchmarks.hostile.__main__ import summary
from benchmarks.hostile.files import KINDS, file
from benchmarks.hostile.messages import GOOD, message
from benchmarks.hostile.trial import Result, kind_of
from tests.fakes.aws import ROOT

CASES = 110


def test_hostile_files_and_messages_harm_nobody() -> None:
    command = [sys.executable, "-m", "benchmarks.hostile", f"--cases={CASES}", "--from=10000"]
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)

    assert done.stdout.startswith(f"{CASES} cases, 0 wrong"), done.stdout + done.stderr
    assert done.returncode == 0


def test_the_same_number_is_the_same_case() -> None:
    assert [file(number) for number in range(40)] == [file(number) for number in range(40)]
    assert [message(number) for number in range(40)] == [message(number) for number in range(40)]


def test_the_cases_are_of_every_kind() -> None:
    kinds = {kind_of(number) for number in range(200)}

    assert {f"file, {kind.__name__.replace('_', ' ')}" for kind in KINDS} <= kinds
    assert {f"message to {path}" for _, path, _ in GOOD} <= kinds


def test_what_went_wrong_is_told() -> None:
    fine, bad = Result(0, "a", (200,), 0.1, 90.0), Result(1, "b", (500,), 3.0, 500.0, ("500",))

    assert summary([fine, bad]).startswith("2 cases, 1 wrong")
    assert "1 x 200, 1 x 500" in summary([fine, bad])
