"""
The stages, and all that differs between them.

Everything a stage may decide is a field here; the stacks read these fields and never ask for a
stage's name, so what is tried in one stage is what runs in the next.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

HOUR = 3600  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class StageSettings:
    """How one stage of Harmonia is set up."""

    name: str
    on_aws: bool  # False: the embedded emulator, which has neither Docker, scaling nor alarms
    keep_data: bool  # the table, the bucket and the users outlive their stack
    log_days: int
    alarms: bool
    engine_instance: str  # SageMaker instance type of the music engine
    engine_instances: int  # at most
    engine_concurrency: int  # songs one instance plays at once
    idle_minutes: int  # how long an instance waits for more work before it goes
    requests_per_second: int  # of all callers together
    request_burst: int
    web_origins: tuple[str, ...]  # browsers' pages that may call the HTTP API
    webhook_retries: tuple[int, ...]  # seconds to wait before each further attempt
    loopback_webhooks: bool  # plain http to this machine, for trying webhooks out
    self_sign_up: bool
    commercial: bool = True  # what is made here may be sold, so all weights must allow it
    models: tuple[str, ...] = ()  # guests beside the built-in engines, as engine/variant
    accepted_terms: tuple[str, ...] = ()  # ids of weights whose conditions are fulfilled

    @property
    def webhook_targets(self) -> str:
        """Where webhooks may go, in the word the functions know."""
        return "loopback" if self.loopback_webhooks else "public"


# As Standard Webhooks advises, over 28 hours; SQS hides a message for 12 hours at most.
WEBHOOK_RETRIES = (5, 5 * 60, 30 * 60, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR)

LOCAL = StageSettings(
    name="local",
    on_aws=False,
    keep_data=False,
    log_days=1,
    alarms=False,
    engine_instance="ml.c6i.xlarge",
    engine_instances=1,
    engine_concurrency=1,
    idle_minutes=5,
    requests_per_second=500,
    request_burst=1000,
    web_origins=("http://127.0.0.1:3000", "http://localhost:3000"),
    webhook_retries=(1, 2, 4, 8, 16),
    loopback_webhooks=True,
    self_sign_up=False,
    commercial=False,
)

DEV = StageSettings(
    name="dev",
    on_aws=True,
    keep_data=False,
    log_days=7,
    alarms=True,
    engine_instance="ml.c6i.xlarge",
    engine_instances=1,
    engine_concurrency=2,
    idle_minutes=5,
    requests_per_second=20,
    request_burst=40,
    web_origins=("http://localhost:3000",),
    webhook_retries=(5, 30, 5 * 60),
    loopback_webhooks=False,
    self_sign_up=False,
    commercial=False,
)

STAGING = StageSettings(
    name="staging",
    on_aws=True,
    keep_data=False,
    log_days=30,
    alarms=True,
    engine_instance="ml.c6i.2xlarge",
    engine_instances=2,
    engine_concurrency=4,
    idle_minutes=5,
    requests_per_second=100,
    request_burst=200,
    web_origins=(),
    webhook_retries=WEBHOOK_RETRIES,
    loopback_webhooks=False,
    self_sign_up=False,
)

PROD = StageSettings(
    name="prod",
    on_aws=True,
    keep_data=True,
    log_days=90,
    alarms=True,
    engine_instance="ml.c6i.2xlarge",
    engine_instances=8,
    engine_concurrency=4,
    idle_minutes=15,
    requests_per_second=500,
    request_burst=1000,
    web_origins=(),
    webhook_retries=WEBHOOK_RETRIES,
    loopback_webhooks=False,
    self_sign_up=False,
)

STAGES: Mapping[str, StageSettings] = MappingProxyType(
    {stage.name: stage for stage in (LOCAL, DEV, STAGING, PROD)}
)
