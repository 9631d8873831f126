"""Samples in DynamoDB."""

from dataclasses import dataclass

from harmonia.jobs.samples import SampleRecord
from harmonia.paging import Page
from harmonia_aws import table
from harmonia_aws.dynamodb import Table
from harmonia_aws.table import Listed


@dataclass(frozen=True)
class DynamoSampleStore:
    """Samples by id and by owner; lists are of one kind by what stands for their status."""

    table: Table

    def put(self, record: SampleRecord) -> None:
        """Keep the sample, in the place of an earlier one of that id."""
        made = table.item(
            table.sample_key(record.id),
            record,
            listed=Listed(record.owner, "SAMPLE", f"{record.created_at}#{record.id}"),
            status=record.sample.kind.value,
        )
        self.table.put(made, f"cannot keep {record.id}")

    def get(self, sample_id: str) -> SampleRecord:
        """The sample of that id; NotFound if there is none."""
        return self.table.get(table.sample_key(sample_id), SampleRecord, f"no sample {sample_id}")

    def list(
        self, owner: str, *, limit: int, cursor: str | None, kind: str | None = None
    ) -> Page[SampleRecord]:
        """The owner's samples, newest first; Invalid if the cursor is not one of ours."""
        return self.table.owned(
            owner, "SAMPLE", SampleRecord, limit=limit, cursor=cursor, status=kind
        )
