"""What deliver_webhook must be told."""

from dataclasses import dataclass

from harmonia_aws.settings import Settings


@dataclass(frozen=True)
class DeliverWebhookSettings(Settings):
    """Where deliver_webhook finds its surroundings."""

    table_name: str
    queue_url: str  # webhook deliveries
    webhook_targets: str  # public, or loopback where plain http to this machine is welcome
    retry_seconds: str  # waits between attempts, e.g. 5,300,1800
