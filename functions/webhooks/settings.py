"""What webhooks must be told."""

from dataclasses import dataclass

from harmonia_aws.settings import Settings


@dataclass(frozen=True)
class WebhooksSettings(Settings):
    """Where webhooks finds its surroundings."""

    table_name: str
    queue_url: str  # webhook deliveries
    webhook_targets: str  # public, or loopback where plain http to this machine is welcome
