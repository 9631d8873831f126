"""Addresses signed here are the ones that boto3 signs, only sooner."""

from urllib.parse import parse_qs, urlsplit

import boto3
import pytest

from harmonia_aws.addresses import Addresses
from harmonia_aws.clients import client

PLACES = ("artifacts/0f3a", "songs/ü b+c~d*e(1).json", "a//b/%41?x=1&y=2")
TOLD = ("audio/flac", "attachment; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20~%20x.flac")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("token", [None, "a/session+token=="])
@pytest.mark.parametrize("region", ["us-east-1", "eu-west-1"])
def test_an_address_is_the_one_that_boto3_makes(
    place: str, token: str | None, region: str, aws: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", region)
    if token:
        monkeypatch.setenv("AWS_SESSION_TOKEN", token)
    else:
        monkeypatch.delenv("AWS_SESSION_TOKEN", raising=False)
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)  # it remembers its credentials
    s3 = client("s3")

    headers = {"response-content-type": TOLD[0], "response-content-disposition": TOLD[1]}
    addresses = Addresses.of(s3, "harmonia")

    for _ in range(5):  # once more where the clock struck a second between the two
        theirs = s3.generate_presigned_url(
            "get_object",
            Params={
                "Bucket": "harmonia",
                "Key": place,
                "ResponseContentType": TOLD[0],
                "ResponseContentDisposition": TOLD[1],
            },
            ExpiresIn=900,
        )
        ours = addresses.of_get(place, headers, seconds=900)
        if query(ours)["X-Amz-Date"] == query(theirs)["X-Amz-Date"]:
            break

    assert urlsplit(ours)[:3] == urlsplit(theirs)[:3]
    assert query(ours) == query(theirs)


def query(address: str) -> dict[str, list[str]]:
    """What stands after the question mark."""
    return parse_qs(urlsplit(address).query)
