"""A breaker: it opens after failures in a row, lets one probe through, and forgives."""

from datetime import UTC, datetime, timedelta

from harmonia.engines.breaker import FAILURES, LONGEST_REST, PROBE, REST, Breaker

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def opened(times: int = 1) -> Breaker:
    breaker = Breaker(engine="player/small")
    for _ in range(FAILURES):
        breaker = breaker.failed(NOW)
    for _ in range(times - 1):
        breaker = breaker.asked(NOW).failed(NOW)
    return breaker


def test_a_few_failures_are_no_reason_to_rest() -> None:
    breaker = Breaker(engine="player/small")
    for _ in range(FAILURES - 1):
        breaker = breaker.failed(NOW)

    assert breaker.admits(NOW)
    assert breaker.succeeded().failures == 0


def test_after_failures_in_a_row_nobody_asks_for_a_while() -> None:
    breaker = opened()

    assert not breaker.admits(later(REST - 1))
    assert breaker.admits(later(REST))


def test_one_question_is_the_probe_and_the_others_wait_for_it() -> None:
    probing = opened().asked(later(REST))

    assert not probing.admits(later(REST + 1))
    assert probing.admits(later(REST + PROBE))  # nobody heard of it again
    assert probing.succeeded() == Breaker(engine="player/small", version=probing.version + 1)


def test_a_probe_that_fails_rests_twice_as_long_up_to_an_hour() -> None:
    breaker = opened().asked(later(REST)).failed(later(REST))

    assert not breaker.admits(later(REST + 2 * REST - 1))
    assert breaker.admits(later(REST + 2 * REST))
    assert opened(20).rest == LONGEST_REST


def test_every_change_is_a_new_version_and_nothing_else_is() -> None:
    closed = Breaker(engine="player/small")

    assert closed.asked(NOW) is closed
    assert closed.succeeded() is closed
    assert [closed.failed(NOW).version, opened().asked(NOW).version] == [1, FAILURES + 1]
