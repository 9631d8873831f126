"""How long logs are kept, in the words CloudWatch knows."""

from aws_cdk import aws_logs as logs

RETENTION = {
    1: logs.RetentionDays.ONE_DAY,
    7: logs.RetentionDays.ONE_WEEK,
    30: logs.RetentionDays.ONE_MONTH,
    90: logs.RetentionDays.THREE_MONTHS,
}


def log_retention(days: int) -> logs.RetentionDays:
    """CloudWatch's name for that many days; it knows only some numbers."""
    return RETENTION[days]
