"""What happens by the clock: schedules, and items that expire."""

from tests.local.conftest import Local, wait_for


def test_a_schedule_invokes_its_function(local: Local) -> None:
    wait_for(lambda: local.notes("aws.events"), 75)


def test_an_expired_item_goes(local: Local) -> None:
    wait_for(lambda: local.item("EXPIRED") is None, 75)
