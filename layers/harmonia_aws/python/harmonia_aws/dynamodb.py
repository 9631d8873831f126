"""What is done to the one table, under the conditions that keep it true."""

import base64
import binascii
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from harmonia.errors import Invalid, NotFound
from harmonia.paging import Page
from harmonia_aws.errors import domain_errors
from harmonia_aws.table import (
    INDEX,
    INDEX_PARTITION,
    INDEX_SORT,
    PARTITION,
    SORT,
    Item,
    Key,
    owner_partition,
    value,
)

T = TypeVar("T")


@dataclass(frozen=True)
class Table:
    """The table, and the few things that are done to it."""

    client: Any  # boto3's DynamoDB client
    name: str

    def get(self, key: Key, kind: type[T], what: str) -> T:
        """The value under the key, as of now; NotFound if there is none."""
        with domain_errors(what):
            answer = self.client.get_item(TableName=self.name, Key=key.item, ConsistentRead=True)
        if "Item" not in answer:
            raise NotFound(what)
        return value(kind, answer["Item"])

    def put(self, made: Item, what: str) -> None:
        """Keep the item in the place of whatever was there."""
        with domain_errors(what):
            self.client.put_item(TableName=self.name, Item=made)

    def add(self, made: Item, what: str) -> None:
        """Keep the item; Conflict if its key is taken."""
        with domain_errors(what):
            self.client.put_item(TableName=self.name, **self.new(made))

    def replace(self, made: Item, version: int, what: str) -> None:
        """Put the item in the place of that version; Conflict if another is there."""
        with domain_errors(what):
            self.client.put_item(TableName=self.name, **self.over(made, version))

    def new(self, made: Item) -> dict[str, Any]:
        """A put under the condition that nothing is there."""
        return {"Item": made, "ConditionExpression": f"attribute_not_exists({PARTITION})"}

    def over(self, made: Item, version: int) -> dict[str, Any]:
        """A put under the condition that this version is there."""
        return {
            "Item": made,
            "ConditionExpression": "#version = :version",
            "ExpressionAttributeNames": {"#version": "version"},
            "ExpressionAttributeValues": {":version": {"N": str(version)}},
        }

    def together(
        self, what: str, *, puts: Sequence[dict[str, Any]] = (), deletes: Sequence[Key] = ()
    ) -> None:
        """All of it or nothing; Conflict if a condition fails."""
        actions: list[dict[str, Any]] = [{"Put": {"TableName": self.name, **put}} for put in puts]
        actions += [{"Delete": {"TableName": self.name, "Key": key.item}} for key in deletes]
        with domain_errors(what):
            self.client.transact_write_items(TransactItems=actions)

    def remove(self, key: Key, what: str) -> bool:
        """Remove the item; whether it was there."""
        return self.take(key, what) is not None

    def take(self, key: Key, what: str) -> Item | None:
        """Remove the item and hand it out; of many who ask at once, one gets it."""
        with domain_errors(what):
            answer = self.client.delete_item(
                TableName=self.name, Key=key.item, ReturnValues="ALL_OLD"
            )
        found: Item | None = answer.get("Attributes")
        return found

    def under(self, partition: str, prefix: str, *, newest: int | None = None) -> Iterator[Item]:
        """The items of a partition whose sort key begins so; or only the newest few."""
        query = {
            "TableName": self.name,
            "KeyConditionExpression": f"{PARTITION} = :p AND begins_with({SORT}, :s)",
            "ExpressionAttributeValues": {":p": {"S": partition}, ":s": {"S": prefix}},
            "ScanIndexForward": newest is None,
            "ConsistentRead": True,
        }
        if newest is not None:
            query["Limit"] = newest
        while True:
            with domain_errors(partition):
                answer = self.client.query(**query)
            yield from answer["Items"]
            if newest is not None or "LastEvaluatedKey" not in answer:
                return
            query["ExclusiveStartKey"] = answer["LastEvaluatedKey"]

    def owned(
        self,
        owner: str,
        kind: str,
        of: type[T],
        *,
        limit: int,
        cursor: str | None = None,
        status: str | None = None,
    ) -> Page[T]:
        """One page of what an owner has of a kind, newest first."""
        query: dict[str, Any] = {
            "TableName": self.name,
            "IndexName": INDEX,
            "KeyConditionExpression": f"{INDEX_PARTITION} = :p AND begins_with({INDEX_SORT}, :s)",
            "ExpressionAttributeValues": {
                ":p": {"S": owner_partition(owner)},
                ":s": {"S": f"{kind}#"},
            },
            "ScanIndexForward": False,
        }
        if status is not None:
            query["FilterExpression"] = "#status = :status"
            query["ExpressionAttributeNames"] = {"#status": "status"}
            query["ExpressionAttributeValues"][":status"] = {"S": status}
        if cursor is not None:
            query["ExclusiveStartKey"] = _start(cursor, owner, kind)
        found: list[Item] = []
        while True:
            with domain_errors(kind):
                answer = self.client.query(**query, Limit=limit + 1)
            found += answer["Items"]
            if len(found) > limit or "LastEvaluatedKey" not in answer:
                break
            query["ExclusiveStartKey"] = answer["LastEvaluatedKey"]
        more = len(found) > limit
        return Page(
            tuple(value(of, one) for one in found[:limit]),
            _cursor(found[limit - 1]) if more else None,
        )


def _cursor(last: Item) -> str:
    text = "\n".join(last[name]["S"] for name in (INDEX_SORT, PARTITION, SORT))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _start(cursor: str, owner: str, kind: str) -> Item:
    """Where to go on; the owner is ours to say, so a cursor never leads to a stranger's list."""
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        order, partition, sort = text.split("\n")
    except (ValueError, binascii.Error) as error:
        raise Invalid("not a cursor of ours", field="cursor") from error
    if not order.startswith(f"{kind}#"):
        raise Invalid("not a cursor of this list", field="cursor")
    return {
        **Key(partition, sort).item,
        INDEX_PARTITION: {"S": owner_partition(owner)},
        INDEX_SORT: {"S": order},
    }
