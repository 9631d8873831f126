"""The exam: good engines pass it, and of each bad one it says what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from harmonia.engines import card as cards
from inference_containers.kit.exam import Exam
from inference_containers.kit.trial import local_exam
from tests.containers.kit.conftest import Installed

ENGINES = Path(__file__).parents[3] / "inference_containers"


def failed(exam: Exam) -> dict[str, str]:
    """What each question that was answered badly found wrong."""
    return {one.question: "; ".join(one.faults) for one in exam.run() if not one.passed}


@pytest.mark.parametrize("name", ["band", "singer", "filmmaker"])
def test_the_built_in_engines_keep_the_contract(name: str) -> None:
    (card,) = [one for one in cards.find(ENGINES) if one.name == name]

    with local_exam(card) as exam:
        findings = list(exam.run())

    assert [(one.question, one.faults) for one in findings if not one.passed] == []
    assert len(findings) == len(exam.questions())


def test_an_engine_with_pinned_weights_that_takes_its_time_to_load_passes(
    player: Installed,
) -> None:
    with local_exam(player.card, "small", player.variables) as exam:
        assert failed(exam) == {}


def test_a_failing_engine_is_named_as_one(player: Installed) -> None:
    with local_exam(player.card, "small", with_faults(player, "failing")) as exam:
        wrong = failed(exam)

    assert "a string broke" in wrong["good request"]
    assert {"bad requests", "readiness"}.isdisjoint(wrong)


def test_a_slow_engine_is_named_as_one(player: Installed) -> None:
    with local_exam(player.card, "small", with_faults(player, "slow")) as exam:
        exam.quick, exam.patience = 1.0, 1.0
        wrong = failed(exam)

    assert wrong["cancel"] == "a cancelled job goes on for more than 1 s"
    assert wrong["time limit"] == "a late job goes on for more than 1 s"
    assert wrong["good request"] == "no answer within 1 s"


def test_a_lying_engine_is_named_as_one(player: Installed) -> None:
    with local_exam(player.card, "small", with_faults(player, "lying")) as exam:
        wrong = failed(exam)

    assert "was not left where it is said to be" in wrong["good request"]
    assert "licence is said to be 'MIT', and the card says 'CC-BY-NC-4.0'" in wrong["licence"]
    assert "weights_sha256 is said to be '0000" in wrong["licence"]


def test_a_careless_engine_is_told_all_it_forgot(player: Installed) -> None:
    with local_exam(player.card, "small", with_faults(player, "careless")) as exam:
        wrong = failed(exam)

    assert set(wrong) == {"cancel", "time limit", "progress", "media", "determinism", "memory"}
    assert wrong["cancel"] == "a cancelled job answers HTTP 200 instead of 409"
    assert "and the song" in wrong["media"]
    assert "is silent" in wrong["media"]


def test_weights_that_somebody_touched_are_not_loaded_and_the_reason_is_said(
    player: Installed,
) -> None:
    content = bytearray(player.tensors.read_bytes())
    content[-1] ^= 1
    player.tensors.write_bytes(content)

    with local_exam(player.card, "small", player.variables) as exam:
        wrong = failed(exam)

    assert set(wrong) == {"readiness"}
    assert "player/small cannot be loaded: changed: model.safetensors" in wrong["readiness"]


def test_an_engine_that_never_gets_ready_is_given_up(player: Installed) -> None:
    with local_exam(player.card, "small", with_faults(player, "stuck"), starting=4.0) as exam:
        assert failed(exam) == {"readiness": "not ready within 4 s"}


def with_faults(player: Installed, *faults: str) -> dict[str, str]:
    return {**player.variables, "PLAYER_FAULTS": " ".join(faults)}
