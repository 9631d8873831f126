"""The account and region a stage is written for."""

import aws_cdk as cdk

from infra_cdk.stages import StageSettings

EMULATOR = cdk.Environment(account="000000000000", region="us-east-1")


def place(stage: StageSettings) -> cdk.Environment | None:
    """The emulator's one place, or None: whoever deploys decides by their credentials."""
    return None if stage.on_aws else EMULATOR
