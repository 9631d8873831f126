"""What is done to the one table, under the conditions that keep it true."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from harmonia.errors import Conflict, NotFound
from harmonia.paging import Page, Seal
from harmonia_aws.errors import domain_errors
from harmonia_aws.table import (
    INDEX,
    INDEX_PARTITION,
    INDEX_SORT,
    PARTITION,
    SEAL,
    SORT,
    Item,
    Key,
    item,
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
        start = None if cursor is None else self._start(cursor, owner, kind)
        found = self._listed(owner, kind, limit + 1, start, status)
        more = len(found) > limit
        return Page(
            tuple(value(of, one) for one in found[:limit]),
            self._cursor(found[limit - 1], owner, kind) if more else None,
        )

    def newest(self, owner: str, kind: str, of: type[T], *, most: int) -> tuple[T, ...]:
        """The newest few of what an owner has of a kind."""
        return tuple(value(of, one) for one in self._listed(owner, kind, most)[:most])

    def _listed(
        self,
        owner: str,
        kind: str,
        wanted: int,
        start: Item | None = None,
        status: str | None = None,
    ) -> list[Item]:
        """As many of the owner's items as wanted, or a few more, or all there are."""
        query: dict[str, Any] = {
            "TableName": self.name,
            "IndexName": INDEX,
            "KeyConditionExpression": f"{INDEX_PARTITION} = :p AND begins_with({INDEX_SORT}, :s)",
            "ExpressionAttributeValues": {
                ":p": {"S": owner_partition(owner)},
                ":s": {"S": f"{kind}#"},
            },
            "ScanIndexForward": False,
            "Limit": wanted,
        }
        if status is not None:
            query["FilterExpression"] = "#status = :status"
            query["ExpressionAttributeNames"] = {"#status": "status"}
            query["ExpressionAttributeValues"][":status"] = {"S": status}
        if start is not None:
            query["ExclusiveStartKey"] = start
        found: list[Item] = []
        while True:
            with domain_errors(kind):
                answer = self.client.query(**query)
            found += answer["Items"]
            if len(found) >= wanted or "LastEvaluatedKey" not in answer:
                return found
            query["ExclusiveStartKey"] = answer["LastEvaluatedKey"]

    def _cursor(self, last: Item, owner: str, kind: str) -> str:
        place = "\n".join(last[name]["S"] for name in (INDEX_SORT, PARTITION, SORT))
        return self.seal.cursor(place, owner=owner, listed=kind)

    def _start(self, cursor: str, owner: str, kind: str) -> Item:
        """Where to go on."""
        place = self.seal.place(cursor, owner=owner, listed=kind)
        order, partition, sort = place.split("\n")
        return {
            **Key(partition, sort).item,
            INDEX_PARTITION: {"S": owner_partition(owner)},
            INDEX_SORT: {"S": order},
        }

    @cached_property
    def seal(self) -> Seal:
        """What cursors are signed with: one for the whole table, made when first needed."""
        try:
            return self.get(SEAL, Seal, "no seal")
        except NotFound:
            with suppress(Conflict):  # somebody else was first
                self.add(item(SEAL, Seal.fresh()), "the seal is there already")
            return self.get(SEAL, Seal, "no seal")
