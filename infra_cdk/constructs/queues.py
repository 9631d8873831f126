"""Queues that encrypt what they hold, speak TLS and lose nothing."""

from aws_cdk import Duration
from aws_cdk import aws_sqs as sqs
from constructs import Construct


def dead_letters(scope: Construct, name: str) -> sqs.Queue:
    """Where things lie that could not be done, for two weeks, until somebody looks."""
    return sqs.Queue(
        scope,
        name,
        encryption=sqs.QueueEncryption.SQS_MANAGED,
        enforce_ssl=True,
        retention_period=Duration.days(14),
    )


def work_queue(
    scope: Construct, name: str, *, dead: sqs.IQueue, seconds: int, attempts: int
) -> sqs.Queue:
    """Work for a function that takes at most so many seconds and tries so often."""
    return sqs.Queue(
        scope,
        name,
        encryption=sqs.QueueEncryption.SQS_MANAGED,
        enforce_ssl=True,
        retention_period=Duration.days(14),
        visibility_timeout=Duration.seconds(6 * seconds),  # as AWS advises for Lambda
        dead_letter_queue=sqs.DeadLetterQueue(queue=dead, max_receive_count=attempts),
    )
