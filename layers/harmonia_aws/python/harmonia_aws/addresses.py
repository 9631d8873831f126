"""
Signed addresses of objects in S3.

A client builds a whole request for each address it signs, a millisecond of work; a finished song
has dozens of files, and their addresses are most of what reading a job costs. Only the last step
differs from one file to the next, so that alone is done here, by botocore's own signer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import quote

import boto3
from botocore.auth import S3SigV4QueryAuth
from botocore.awsrequest import AWSRequest


@dataclass(frozen=True)
class Addresses:
    """What addresses of one bucket's objects are made of."""

    base: str  # the bucket's own address, with a slash at its end
    region: str
    credentials: Any  # botocore's, which renew themselves

    @classmethod
    def of(cls, client: Any, bucket: str) -> Self:
        """Those of the bucket, where the client finds it."""
        known = client.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": "-"})
        base = known.partition("?")[0].removesuffix("-")
        return cls(base, client.meta.region_name, boto3.Session().get_credentials())

    def of_get(self, place: str, headers: Mapping[str, str], *, seconds: int) -> str:
        """
        An address that fetches the object for that many seconds.

        `headers` are what the answer is told to carry, like response-content-type.
        """
        request = AWSRequest("GET", self.base + quote(place, safe="/-_.~"), params=dict(headers))
        keys = self.credentials.get_frozen_credentials()
        S3SigV4QueryAuth(keys, "s3", self.region, expires=seconds).add_auth(request)
        return str(request.url)
