"""
A write-ahead journal of DynamoDB, so that no accepted write is lost to `kill -9`.

The emulator keeps tables in memory and saves them whole. We append each change to a
file before the request is answered: one line is one request, so a transaction is
whole or absent. A line also carries the stream records of its changes, and how far
each event source mapping has read, so that a record not yet delivered is delivered
after a restart. Replaying a line twice does no harm: it says what an item *is*.
"""

import json
import threading
from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from infra_cdk.local.emulator import inside

COMPACT_BYTES = 16 * 1024 * 1024
Entry = dict[str, Any]
request: ContextVar[list[Entry] | None] = ContextVar("request", default=None)


class Journal:
    def __init__(self, path: Path, save_tables: Callable[[], None]) -> None:
        self.path = path
        self.save_tables = save_tables
        self._lock = threading.RLock()
        self._file: Any = None
        self._tables = inside.module("services.dynamodb")
        self._mappings = inside.module("services.lambda_svc")
        for needed in ("_tables", "_stream_records", "_stream_trimmed"):
            inside.name("services.dynamodb", needed)
        inside.name("services.lambda_svc", "_dynamodb_stream_positions")

    def install(self) -> None:
        """Hear of every change before its request is answered."""
        inside.replace("services.dynamodb", "_set_item", "table pk_val sk_val item", self._setting)
        inside.replace("services.dynamodb", "_remove_item", "table pk_val sk_val", self._removing)
        inside.replace(
            "services.dynamodb",
            "_emit_stream_event",
            "table_name event_name old_item new_item replicate",
            self._emitting,
        )
        inside.replace(
            "services.dynamodb",
            "handle_request",
            "method path headers body query_params",
            self._handling,
        )

    @property
    def long(self) -> bool:
        return self._file is not None and self._file.tell() > COMPACT_BYTES

    def open(self) -> None:
        """Replay what is there over the saved tables, then start afresh."""
        if self.path.exists():
            with self.path.open("rb") as lines:
                for line in lines:
                    if not line.endswith(b"\n"):
                        break  # cut off in mid-write: that request was never answered
                    for entry in json.loads(line):
                        self._replay(entry)
        self.compact()

    def compact(self) -> None:
        """Save the tables and begin a new journal that holds only what is undelivered."""
        with self._lock:
            self.save_tables()
            fresh = self.path.with_suffix(".new")
            with fresh.open("wb") as file:
                file.write(_line([self._undelivered()]))
            fresh.replace(self.path)
            if self._file:
                self._file.close()
            self._file = self.path.open("ab", buffering=0)

    def note_positions(self) -> None:
        """Keep how far the event source mappings have read."""
        self._write([{"positions": self._positions()}])

    def _note(self, entry: Entry) -> None:
        entries = request.get()
        if entries is not None:
            entries.append(entry)
        else:
            self._write([entry])

    def _write(self, entries: list[Entry]) -> None:
        with self._lock:
            if self._file is not None:
                self._file.write(_line(entries))

    def _setting(self, old: Callable[..., Any]) -> Callable[..., Any]:
        def set_item(table: Any, pk_val: Any, sk_val: Any, item: Any) -> Any:
            before = old(table, pk_val, sk_val, item)
            self._note({"table": table["TableArn"], "key": [pk_val, sk_val], "item": item})
            return before

        return set_item

    def _removing(self, old: Callable[..., Any]) -> Callable[..., Any]:
        def remove_item(table: Any, pk_val: Any, sk_val: Any) -> Any:
            before = old(table, pk_val, sk_val)
            self._note({"table": table["TableArn"], "key": [pk_val, sk_val], "item": None})
            return before

        return remove_item

    def _emitting(self, old: Callable[..., Any]) -> Callable[..., Any]:
        def emit(
            table_name: str,
            event_name: str,
            old_item: Any,
            new_item: Any,
            replicate: bool = True,
        ) -> None:
            end = self._tables.stream_end_position(table_name)
            old(table_name, event_name, old_item, new_item, replicate)
            for record in self._tables.stream_records_since(table_name, end, 10):
                self._note(
                    {"stream": self._tables._tables[table_name]["TableArn"], "record": record}
                )

        return emit

    def _handling(self, old: Callable[..., Any]) -> Callable[..., Any]:
        async def handle(
            method: str, path: str, headers: Any, body: bytes, query_params: Any
        ) -> Any:
            entries: list[Entry] = []
            before = request.set(entries)
            try:
                return await old(method, path, headers, body, query_params)
            finally:
                request.reset(before)
                if entries:
                    self._write(entries)

        return handle

    def _positions(self) -> list[Any]:
        positions = self._mappings._dynamodb_stream_positions
        return [[list(scope), position] for scope, position in list(positions._data.items())]

    def _undelivered(self) -> Entry:
        """The stream records that some mapping has yet to read, by table."""
        streams = []
        for (account, region, table), records in list(self._tables._stream_records._data.items()):
            trimmed = self._tables._stream_trimmed.get_scoped(account, region, table, 0)
            described = self._tables._tables.get_scoped(account, region, table)
            if described is None:
                continue
            arn = described["LatestStreamArn"]
            read = [
                self._mappings._dynamodb_stream_positions.get_scoped(*scope[:2], scope[2], trimmed)
                for scope, mapping in list(self._mappings._esms._data.items())
                if mapping["EventSourceArn"] == arn
            ]
            first = max(trimmed, min(read, default=trimmed + len(records)))
            streams.append([[account, region, table], first, records[first - trimmed :]])
        return {"streams": streams, "positions": self._positions()}

    def _replay(self, entry: Entry) -> None:
        if "key" in entry:
            self._replay_item(entry)
        elif "stream" in entry:
            scope = _scope(entry["stream"])
            if self._tables._tables.get_scoped(*scope) is not None:
                records = self._tables._stream_records
                if records.get_scoped(*scope) is None:
                    records.set_scoped(*scope, [])
                records.get_scoped(*scope).append(entry["record"])
        for scope, first, records in entry.get("streams", ()):
            self._tables._stream_trimmed.set_scoped(*scope, first)
            self._tables._stream_records.set_scoped(*scope, records)
        for scope, position in entry.get("positions", ()):
            self._mappings._dynamodb_stream_positions.set_scoped(*scope, position)

    def _replay_item(self, entry: Entry) -> None:
        table = self._tables._tables.get_scoped(*_scope(entry["table"]))
        if table is None:
            return
        if entry["item"] is None:
            self._tables._remove_item(table, *entry["key"])
        else:
            self._tables._set_item(table, *entry["key"], entry["item"])


def _line(entries: list[Entry]) -> bytes:
    return json.dumps(entries, separators=(",", ":")).encode() + b"\n"


def _scope(table_arn: str) -> tuple[str, str, str]:
    parts = table_arn.split(":")
    return parts[4], parts[3], parts[5].removeprefix("table/")
