"""Documents in S3, and the addresses of files."""

import urllib.parse

import pytest

from harmonia import document
from harmonia.engines.engine import ArtifactKind
from harmonia.errors import Invalid, NotFound
from harmonia.jobs.job import Stage
from harmonia.jobs.results import Composed
from harmonia_aws.clients import client
from harmonia_aws.documents import Bucket, S3Artifacts, S3Documents
from tests.fakes.aws import Account
from tests.fakes.jobs import MemoryDocuments
from tests.fakes.songs import artifact, song


@pytest.fixture(params=["memory", "s3"])
def documents(request: pytest.FixtureRequest, account: Account) -> S3Documents | MemoryDocuments:
    return MemoryDocuments() if request.param == "memory" else S3Documents(account.bucket)


def test_a_song_is_kept_under_its_hash(documents: S3Documents | MemoryDocuments) -> None:
    sha256 = documents.put_song(song())

    assert sha256 == document.digest(song())
    assert documents.get_song(sha256) == song()
    with pytest.raises(NotFound):
        documents.get_song("0" * 64)


def test_a_result_is_found_by_what_it_was_made_of(
    documents: S3Documents | MemoryDocuments,
) -> None:
    assert documents.find_result(Stage.COMPOSE, "h", Composed) is None
    key = documents.put_result(Stage.COMPOSE, "h", Composed("s"))

    assert key == documents.result_key(Stage.COMPOSE, "h")
    assert documents.find_result(Stage.COMPOSE, "h", Composed) == Composed("s")
    assert documents.get_result(key, Composed) == Composed("s")


@pytest.mark.parametrize(
    ("said", "heard"),
    [(b'{"done": 0.5}', 0.5), (b"{", None), (b"[]", None), (b'{"done": "x"}', None), (None, None)],
)
def test_an_engine_that_mumbles_is_not_heard(
    said: bytes | None, heard: float | None, account: Account
) -> None:
    if said is not None:
        account.bucket.put("progress/job_a.music.json", said)

    assert S3Documents(account.bucket).engine_progress("job_a", Stage.MUSIC) == heard


def test_an_address_is_signed_and_names_the_file(account: Account) -> None:
    bucket = Bucket(client("s3"), account.bucket.name)
    told = S3Artifacts(bucket).url(artifact("stems/lead.flac"), seconds=60)
    song_url = S3Artifacts(bucket).url(artifact("song.json", ArtifactKind.SONG), seconds=60)

    query = urllib.parse.parse_qs(urllib.parse.urlsplit(told).query)
    assert query["X-Amz-Algorithm"] == ["AWS4-HMAC-SHA256"]
    assert query["X-Amz-Expires"] == ["60"]
    assert query["response-content-disposition"] == ["attachment; filename*=UTF-8''stems-lead.flac"]
    assert "/artifacts/" in told
    assert "/songs/" in song_url


def test_only_our_own_bucket_is_read(account: Account) -> None:
    assert account.bucket.place("s3://harmonia/async-out/x") == "async-out/x"
    with pytest.raises(Invalid):
        account.bucket.place("s3://other/async-out/x")
