"""Letters in the queue, each an event for one subscriber."""

import random
from collections.abc import Callable, Sequence

from harmonia.webhooks.delivery import Verdict
from harmonia.webhooks.service import Deliveries
from harmonia_aws.webhooks import Letter, SqsOutbox

JITTER = 0.1  # of the wait, so that those who failed together don't come back together


def create_post(
    deliveries: Deliveries, outbox: SqsOutbox, waits: Sequence[int]
) -> Callable[[Letter, int, str], bool]:
    """What is done with a letter, its attempt and its receipt; whether it is done with."""

    def deliver(letter: Letter, attempt: int, receipt: str) -> bool:
        verdict = deliveries.attempt(letter.subscription, letter.event, attempt)
        if verdict is not Verdict.AGAIN:
            return True
        if attempt <= len(waits):
            wait = waits[attempt - 1]
            outbox.postpone(receipt, round(wait + random.uniform(0, JITTER * wait)))
        return False  # after the last wait the queue hands it to the dead letters

    return deliver
