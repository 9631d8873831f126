"""
The one DynamoDB table: every key in the system is spelled here.

  item          pk               sk                      owner_pk        owner_sk
  ------------  ---------------  ----------------------  --------------  ----------------------
  job           JOB#<id>         JOB                     OWNER#<owner>   JOB#<created>#<id>
  inference     JOB#<id>         STAGE#<stage>
  breaker       ENGINE#<name>    BREAKER
  open job      OPEN             JOB#<id>
  song          SONG#<id>        SONG                    OWNER#<owner>   SONG#<created>#<id>
  artifact      ART#<id>         OWNER#<owner>
  session       SESSION#<id>     SESSION
  subscription  HOOK#<id>        HOOK                    OWNER#<owner>   HOOK#<created>#<id>
  delivery      HOOK#<id>        TRY#<time>#<event>#<n>
  event         HOOK#<id>        EVENT#<event>
  upload        UPLOAD#<id>      UPLOAD                  OWNER#<owner>   UPLOAD#<created>#<id>
  consent       CONSENT#<id>     CONSENT                 OWNER#<owner>   CONSENT#<created>#<id>
  sample        SAMPLE#<id>      SAMPLE                  OWNER#<owner>   SAMPLE#<created>#<id>
  chain         CHAIN#<name>     OWNER#<owner>           OWNER#<owner>   CHAIN#<created>#<name>
  connection    CONN#<id>        CONN                    OWNER#<owner>   CONN#<id>
  ticket        TICKET#<hash>    TICKET
  seal          SEAL             SEAL
  live session  LIVE#<id>        LIVE

An item holds its value whole, as a JSON text in `document`, beside the keys and what conditions
look at: `version`, `status`. The index `by_owner` carries all of it. What ages has `expires`,
in seconds since 1970. The table's stream carries new and old images.
"""

import time
from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar

from harmonia import document

PARTITION, SORT = "pk", "sk"
INDEX, INDEX_PARTITION, INDEX_SORT = "by_owner", "owner_pk", "owner_sk"
EXPIRES = "expires"

Item = dict[str, Any]  # as DynamoDB spells it: {"pk": {"S": "JOB#…"}, …}
T = TypeVar("T")


class Key(NamedTuple):
    """Where an item is."""

    partition: str
    sort: str

    @property
    def item(self) -> Item:
        """As DynamoDB spells it."""
        return {PARTITION: {"S": self.partition}, SORT: {"S": self.sort}}


class Listed(NamedTuple):
    """Where an item is in its owner's list."""

    owner: str
    kind: str
    order: str

    @property
    def item(self) -> Item:
        """As DynamoDB spells it."""
        return {
            INDEX_PARTITION: {"S": owner_partition(self.owner)},
            INDEX_SORT: {"S": f"{self.kind}#{self.order}"},
        }


def owner_partition(owner: str) -> str:
    """The partition of everything of one owner."""
    return f"OWNER#{owner}"


OPEN = "OPEN"
SEAL = Key("SEAL", "SEAL")  # what cursors are signed with


def job_key(job_id: str) -> Key:
    """A job."""
    return Key(f"JOB#{job_id}", "JOB")


def inference_key(job_id: str, stage: str) -> Key:
    """What an engine was asked for a stage of a job."""
    return Key(f"JOB#{job_id}", f"STAGE#{stage}")


def breaker_key(engine: str) -> Key:
    """How a model has fared of late."""
    return Key(f"ENGINE#{engine}", "BREAKER")


def open_key(job_id: str) -> Key:
    """The mark of a job that has not ended."""
    return Key(OPEN, f"JOB#{job_id}")


def song_key(song_id: str) -> Key:
    """The record of a song."""
    return Key(f"SONG#{song_id}", "SONG")


def artifact_key(artifact_id: str, owner: str) -> Key:
    """An artifact; equal ones of several owners have one id, and an item each."""
    return Key(f"ART#{artifact_id}", owner_partition(owner))


def session_key(session_id: str) -> Key:
    """A conversation."""
    return Key(f"SESSION#{session_id}", "SESSION")


def subscription_key(subscription_id: str) -> Key:
    """A webhook subscription."""
    return Key(f"HOOK#{subscription_id}", "HOOK")


def delivery_key(subscription_id: str, at: str, event: str, attempt: int) -> Key:
    """One attempt to tell a subscriber of an event; sorted by time."""
    return Key(f"HOOK#{subscription_id}", f"TRY#{at}#{event}#{attempt}")


def event_key(subscription_id: str, event: str) -> Key:
    """What a subscriber is told of an event."""
    return Key(f"HOOK#{subscription_id}", f"EVENT#{event}")


def upload_key(upload_id: str) -> Key:
    """What somebody brought."""
    return Key(f"UPLOAD#{upload_id}", "UPLOAD")


def consent_key(consent_id: str) -> Key:
    """Somebody's consent to what is done with their voice."""
    return Key(f"CONSENT#{consent_id}", "CONSENT")


def sample_key(sample_id: str) -> Key:
    """A sample."""
    return Key(f"SAMPLE#{sample_id}", "SAMPLE")


def chain_key(name: str, owner: str) -> Key:
    """Effects kept under a name; each owner has names of their own."""
    return Key(f"CHAIN#{name}", owner_partition(owner))


def connection_key(connection_id: str) -> Key:
    """An open WebSocket."""
    return Key(f"CONN#{connection_id}", "CONN")


def live_key(session_id: str) -> Key:
    """A live session: an ear or a band, between two messages."""
    return Key(f"LIVE#{session_id}", "LIVE")


def ticket_key(digest: str) -> Key:
    """A one-time ticket, under the hash of its text."""
    return Key(f"TICKET#{digest}", "TICKET")


def item(
    key: Key,
    value: Any,
    *,
    listed: Listed | None = None,
    version: int | None = None,
    status: str | None = None,
    expires: int | None = None,
) -> Item:
    """The value as an item."""
    made: Item = {**key.item, "document": {"S": document.canonical(value).decode()}}
    if listed:
        made |= listed.item
    if version is not None:
        made["version"] = {"N": str(version)}
    if status is not None:
        made["status"] = {"S": status}
    if expires is not None:
        made[EXPIRES] = {"N": str(expires)}
    return made


def value(kind: type[T], found: Mapping[str, Any]) -> T:
    """The value that the item holds."""
    return document.loads(kind, found["document"]["S"])


def in_days(days: float) -> int:
    """The time that many days from now, as TTL wants it."""
    return int(time.time() + days * 86_400)
