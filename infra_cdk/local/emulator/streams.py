"""
Event source mappings of DynamoDB streams, with the retries AWS gives them.

The emulator's own reader takes any answer without an exception for success, tries a bad
record for hours and holds the queues up meanwhile. This one reads each mapping in a
thread of its own, goes on from the first record a function hands back, halves a batch
that fails to find the bad record, and gives that one up to the mapping's destination.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from infra_cdk.local.emulator import inside

Record = dict[str, Any]
Scope = tuple[str, str, str]  # account, region, name
PAUSE = (0.2, 0.5, 1.0, 2.0, 5.0)  # seconds after the first failure, the second, …
ALL_DONE = -1


@dataclass
class Trouble:
    """How a mapping fares with the record it is stuck at."""

    failures: int = 0
    width: int | None = None  # of the next batch, while a bad record is sought


@dataclass
class Streams:
    moved: Callable[[], None]  # a position has changed
    troubles: dict[str, Trouble] = field(default_factory=dict)

    def install(self) -> None:
        """Take the place of the emulator's reader."""
        self._lambda = inside.module("services.lambda_svc")
        self._tables = inside.module("services.dynamodb")
        for needed in (
            *("_iter_all_esms", "_get_func_record_for_qualifier", "_apply_filter_criteria"),
            *("_dynamodb_stream_positions", "_esm_backoff_until", "_esm_inflight"),
            *("_dispatch_esm_batch", "_execute_function", "_send_ddb_stream_failure_record"),
        ):
            inside.name("services.lambda_svc", needed)
        for needed in ("stream_start_position", "stream_end_position", "stream_records_since"):
            inside.name("services.dynamodb", needed)
        self._scope = inside.name("core.responses", "request_scope")
        inside.replace("services.lambda_svc", "_poll_dynamodb_streams", "", lambda _: self.poll)

    def poll(self) -> bool:
        """Send the next batch of every mapping that has one and is at rest."""
        sent = False
        for account, region, mapping in self._lambda._iter_all_esms():
            if ":dynamodb:" in mapping["EventSourceArn"] and mapping.get("Enabled", True):
                with self._scope(account, region):
                    sent = self._send_next(mapping, (account, region)) or sent
        return sent

    def _send_next(self, mapping: dict[str, Any], place: tuple[str, str]) -> bool:
        name = mapping["UUID"]
        table = mapping["EventSourceArn"].split("/")[1]
        at_work = self._lambda._esm_inflight.get(name)
        if at_work or self._lambda._esm_backoff_until.get(name, 0) > time.time():
            return False
        if self._tables._tables.get(table, {}).get("LatestStreamArn") != mapping["EventSourceArn"]:
            return False
        function, _ = self._lambda._get_func_record_for_qualifier(
            mapping["FunctionName"], mapping.get("Qualifier")
        )
        position = self._position(mapping, table)
        width = self.troubles.get(name, Trouble()).width or mapping.get("BatchSize", 100)
        batch = self._tables.stream_records_since(table, position, width)
        if function is None or not batch:
            return False
        self._lambda._dispatch_esm_batch(
            name, self._deliver, mapping, function, position, batch, (*place, name)
        )
        return True

    def _position(self, mapping: dict[str, Any], table: str) -> int:
        positions = self._lambda._dynamodb_stream_positions
        horizon: int = self._tables.stream_start_position(table)
        if mapping["UUID"] not in positions:
            newest = mapping.get("StartingPosition") == "LATEST"
            positions[mapping["UUID"]] = (
                self._tables.stream_end_position(table) if newest else horizon
            )
        position: int = max(positions[mapping["UUID"]], horizon)
        return position

    def _deliver(
        self,
        mapping: dict[str, Any],
        function: dict[str, Any],
        position: int,
        batch: list[Record],
        scope: Scope,
    ) -> None:
        wanted = self._lambda._apply_filter_criteria(batch, mapping)
        answer = (
            self._lambda._execute_function(function, {"Records": wanted})
            if wanted
            else {"body": {}}
        )
        failed = first_failure(answer, batch, mapping)
        if failed == ALL_DONE:
            self.troubles.pop(mapping["UUID"], None)
            self._move(scope, position + len(batch))
            return
        trouble = self.troubles.setdefault(mapping["UUID"], Trouble())
        if failed > 0:  # what came before the first bad one is done
            trouble.failures = 0
        left = batch[failed:]
        skipped = self._give_up(mapping, function, left, trouble, answer)
        self._move(scope, position + failed + skipped)

    def _give_up(
        self,
        mapping: dict[str, Any],
        function: dict[str, Any],
        left: list[Record],
        trouble: Trouble,
        answer: dict[str, Any],
    ) -> int:
        """Count a failure; how many records to pass over now, for good."""
        if mapping.get("BisectBatchOnFunctionError") and len(left) > 1:
            trouble.width = len(left) // 2
            return 0
        trouble.failures += 1
        reason = exhausted(mapping, left, trouble.failures)
        if reason is None:
            pause = PAUSE[min(trouble.failures, len(PAUSE)) - 1]
            self._lambda._esm_backoff_until[mapping["UUID"]] = time.time() + pause
            return 0
        self._lambda._send_ddb_stream_failure_record(
            mapping, function, left, mapping["EventSourceArn"], answer, reason
        )
        self.troubles.pop(mapping["UUID"])
        return len(left)

    def _move(self, scope: Scope, position: int) -> None:
        self._lambda._dynamodb_stream_positions.set_scoped(*scope, position)
        self.moved()


def first_failure(answer: dict[str, Any], batch: list[Record], mapping: dict[str, Any]) -> int:
    """Where in the batch the function's trouble begins; ALL_DONE if there is none."""
    if answer.get("error"):
        return 0
    body = answer.get("body")
    if "ReportBatchItemFailures" not in mapping.get("FunctionResponseTypes", ()):
        return ALL_DONE
    if not isinstance(body, dict) or not body.get("batchItemFailures"):
        return ALL_DONE
    named = {failure.get("itemIdentifier") for failure in body["batchItemFailures"]}
    numbers = [record["dynamodb"]["SequenceNumber"] for record in batch]
    found = [index for index, number in enumerate(numbers) if number in named]
    return min(found, default=0)  # an identifier nobody knows fails the whole batch


def exhausted(mapping: dict[str, Any], left: list[Record], failures: int) -> str | None:
    """Why these records are tried no more; None if they are."""
    retries = mapping.get("MaximumRetryAttempts", -1)
    if retries is not None and 0 <= int(retries) < failures:
        return "RetryAttemptsExhausted"
    age = mapping.get("MaximumRecordAgeInSeconds", -1)
    oldest = float(left[0]["dynamodb"].get("ApproximateCreationDateTime", time.time()))
    if age is not None and 0 < int(age) < time.time() - oldest:
        return "MaximumRecordAgeExceeded"
    return None
