"""Resource types that the emulator refuses, though on one machine there is nothing to make."""

from typing import Any

from infra_cdk.local.emulator import inside

ACCEPTED = (
    "AWS::ApiGatewayV2::RouteResponse",  # WebSocket answers are sent anyway
    "AWS::ApplicationAutoScaling::ScalableTarget",
    "AWS::ApplicationAutoScaling::ScalingPolicy",
)


def accept() -> None:
    """Let CloudFormation pass over them."""
    handlers = inside.name("services.cloudformation.provisioners", "_RESOURCE_HANDLERS")
    for kind in ACCEPTED:
        handlers.setdefault(kind, {"create": _create, "delete": _delete})


def _create(logical_id: str, props: dict[str, Any], stack: str) -> tuple[str, dict[str, Any]]:
    return f"{stack}-{logical_id}", {}


def _delete(physical_id: str, props: dict[str, Any]) -> None:
    return None
