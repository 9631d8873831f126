"""AWS's clients, pointed at the local stage."""

from typing import Any

import boto3
from botocore.config import Config

CONFIG = Config(read_timeout=300)
S3_CONFIG = CONFIG.merge(Config(signature_version="s3v4", s3={"addressing_style": "path"}))


def client(service: str, port: int) -> Any:
    """A client of one service of the stage at that port."""
    connect: Any = boto3.client  # its stubs want the service's name spelled out
    return connect(
        service,
        endpoint_url=f"http://127.0.0.1:{port}",
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=S3_CONFIG if service == "s3" else CONFIG,
    )
