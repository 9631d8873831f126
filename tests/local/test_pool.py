"""The line before a function: bounded, and first come first served."""

import threading
import time

from infra_cdk.local.emulator.pool import Limit, Line


def test_no_more_than_the_limit_work_at_once_and_all_get_their_turn_in_order() -> None:
    line = Line(Limit(workers=2))
    came, working, most = [], 0, 0
    guard = threading.Lock()

    def call(number: int) -> None:
        nonlocal working, most
        with line.place():
            with guard:
                came.append(number)
                working += 1
                most = max(most, working)
            time.sleep(0.02)
            with guard:
                working -= 1

    calls = []
    for number in range(12):
        calls.append(threading.Thread(target=call, args=(number,)))
        calls[-1].start()
        time.sleep(0.002)
    for one in calls:
        one.join()

    assert most == 2
    assert came == sorted(came)
    assert (line.working, len(line.waiting)) == (0, 0)


def test_a_place_is_given_back_when_the_call_fails() -> None:
    line = Line(Limit(workers=1))

    for _ in range(3):
        try:
            with line.place():
                raise ValueError
        except ValueError:
            pass

    assert line.working == 0
