"""Clients of AWS as every function wants them: few retries of their own, addresses signed v4."""

from typing import Any

import boto3
from botocore.config import Config

CONFIG = Config(
    retries={"mode": "standard", "total_max_attempts": 4},
    connect_timeout=5,
    read_timeout=30,
)
S3_CONFIG = CONFIG.merge(
    Config(
        signature_version="s3v4",  # unasked, boto3 would sign addresses v2
        read_timeout=120,
        # Files lie under their sha256, which we check ourselves; a second checksum costs time.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
)


def client(service: str) -> Any:
    """A client of the service, in the function's region."""
    return boto3.client(service, config=S3_CONFIG if service == "s3" else CONFIG)  # type: ignore[call-overload]


def sockets_client(url: str) -> Any:
    """A client of our own WebSocket API's management."""
    return boto3.client("apigatewaymanagementapi", endpoint_url=url, config=CONFIG)
