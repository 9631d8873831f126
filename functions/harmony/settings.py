"""What harmony must be told."""

from dataclasses import dataclass

from harmonia_aws.settings import Settings


@dataclass(frozen=True)
class HarmonySettings(Settings):
    """Harmony keeps nothing and asks nobody."""
