"""Ids, times and pages."""

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest

from harmonia.clock import SystemClock, moment, seconds_between, stamp
from harmonia.errors import Invalid
from harmonia.ids import derived, fresh
from harmonia.jobs.inference import Inference, parse_inference_id
from harmonia.jobs.job import Stage
from harmonia.paging import Page


def test_an_id_follows_from_what_it_names() -> None:
    assert derived("job", "a", "b") == derived("job", "a", "b")
    assert derived("job", "a", "b") != derived("job", "ab")
    assert re.fullmatch("job_[a-z2-7]{26}", derived("job", "a"))


def test_a_fresh_id_is_nobodys() -> None:
    assert len({fresh("evt") for _ in range(100)}) == 100
    assert re.fullmatch("evt_[a-z2-7]{26}", fresh("evt"))


def test_times_are_written_in_utc() -> None:
    berlin = datetime(2026, 1, 1, 13, 0, 0, 250_000, tzinfo=timezone(timedelta(hours=1)))

    assert stamp(berlin) == "2026-01-01T12:00:00.250Z"
    assert moment(stamp(berlin)) == berlin
    assert seconds_between("2026-01-01T12:00:00.250Z", "2026-01-01T12:00:02.000Z") == 1.75
    assert SystemClock().now().tzinfo is UTC


def test_a_page_knows_whether_there_is_more() -> None:
    assert Page(("a",), "next").has_more
    assert not Page(("a",)).has_more


def test_an_inference_is_known_by_its_id() -> None:
    asked = Inference(job="job_a", stage=Stage.MUSIC, number=3, inputs="h", token="t")

    assert parse_inference_id(asked.id) == ("job_a", Stage.MUSIC, 3)


@pytest.mark.parametrize("text", ["", "job_a", "job_a.music", "job_a.dance.1", "a.music.x"])
def test_a_strangers_inference_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        parse_inference_id(text)
