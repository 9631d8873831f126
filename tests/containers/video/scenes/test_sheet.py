"""The command that shows the scenes."""

from __future__ import annotations

import sys

import pytest

from harmonia.films.film import Scene as Name
from inference_containers.video.scenes import __main__ as command
from inference_containers.video.scenes import sheet
from inference_containers.video.scenes.registry import SCENES


def test_a_contact_sheet_shows_three_palettes_and_the_moments_asked_for() -> None:
    picture = sheet.contact(SCENES[Name.WAVES], (160, 88), columns=4, width=80, count=24)

    assert picture.shape == (3 * 44, 4 * 80, 3)


def test_the_cost_of_a_scene_is_more_than_nothing() -> None:
    set_up, each = sheet.cost(SCENES[Name.WAVES], (160, 88), count=2)

    assert set_up > 0
    assert each > 0


def test_an_unknown_scene_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["scenes", "cost", "volcano"])

    with pytest.raises(SystemExit):
        command.main()
    assert "volcano" in capsys.readouterr().err
