"""
What each function may do, and nothing else.

One role a function; a line is here because a line of the function needs it. Logs and traces are
`PythonFunction`'s, triggers belong to whoever triggers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sqs as sqs

from infra_cdk.constructs.live_door import LiveDoor
from infra_cdk.constructs.permissions import (
    DROP,
    GET,
    LIST,
    PUT,
    drop_objects,
    find_objects,
    items,
    owned_items,
    read_objects,
    write_objects,
)
from infra_cdk.constructs.song_workflow import SongWorkflow

Statements = Sequence[iam.PolicyStatement]


@dataclass(frozen=True)
class Places:
    """What there is to touch."""

    table: dynamodb.ITable
    bucket: s3.IBucket
    workflow: SongWorkflow
    live: LiveDoor
    deliveries: sqs.IQueue
    bus: events.IEventBus
    endpoints: Sequence[str]  # ARNs, of all engines


def roles(to: Places) -> Mapping[str, Statements]:
    """The statements of each function's role, by folder."""
    table, bucket, workflow = to.table, to.bucket, to.workflow
    move_jobs = items(table, "JOB#*", GET, PUT)
    end_jobs = items(table, "JOB#* OPEN SONG#* ART#*", GET, PUT, DROP)
    send = iam.PolicyStatement(actions=["sqs:SendMessage"], resources=[to.deliveries.queue_arn])
    played = "results/music/", "results/vocal/", "results/film/"  # what engines answered
    tell = iam.PolicyStatement(actions=["events:PutEvents"], resources=[to.bus.event_bus_arn])
    ask = iam.PolicyStatement(
        actions=["sagemaker:DescribeEndpoint", "sagemaker:InvokeEndpointAsync"],
        resources=[*to.endpoints],
    )
    ask_engines = items(table, "JOB#* ENGINE#*", GET, PUT)  # and note how models fare
    return {
        "chat": [
            items(table, "JOB#* OPEN", GET, PUT),
            items(table, "SESSION#*", GET, PUT),
            read_objects(bucket, "progress/"),
            find_objects(bucket),
            workflow.start,
        ],
        "jobs": [
            items(table, "JOB#* OPEN", GET, PUT, DROP),
            items(table, "SONG#* ART#* UPLOAD#*", GET),
            items(table, "CONSENT#*", GET, PUT),
            items(table, "TICKET#*", PUT),
            items(table, "SEAL", GET, PUT),
            owned_items(table),
            read_objects(bucket, "songs/", "artifacts/", "manifests/", "progress/", "uploads/"),
            write_objects(bucket, "cancel/", "artifacts/"),  # an upload becomes one of the files
            find_objects(bucket),
            workflow.start,
            workflow.stop,
        ],
        "accompany": [
            items(table, "JOB#* OPEN", GET, PUT),
            items(table, "SAMPLE#*", GET, PUT),
            items(table, "SONG#* UPLOAD#*", GET),
            items(table, "SEAL", GET, PUT),
            owned_items(table),
            read_objects(bucket, "songs/", "artifacts/", "manifests/", "uploads/", "analyses/"),
            write_objects(bucket, "songs/", "analyses/"),
            find_objects(bucket),
            workflow.start,
        ],
        "filters": [
            items(table, "UPLOAD#*", GET),
            items(table, "ART#*", GET, PUT),
            items(table, "CHAIN#*", GET, PUT, DROP),
            items(table, "JOB#* OPEN", GET, PUT),
            items(table, "SEAL", GET, PUT),
            owned_items(table),
            read_objects(bucket, "uploads/", "artifacts/"),
            write_objects(bucket, "artifacts/"),
            find_objects(bucket),
            workflow.start,
        ],
        "harmony": [],  # it works everything out by itself
        "tabs": [
            items(table, "SONG#*", GET),
            read_objects(bucket, "songs/"),
            find_objects(bucket),
        ],
        "uploads": [
            items(table, "UPLOAD#*", GET, PUT, DROP),
            items(table, "SEAL", GET, PUT),
            owned_items(table),
            read_objects(bucket, "uploads/"),
            write_objects(bucket, "uploads/"),
            drop_objects(bucket, "uploads/"),
            find_objects(bucket),
        ],
        "listen": [
            items(table, "UPLOAD#*", GET),
            items(table, "JOB#* OPEN", GET, PUT),
            read_objects(bucket, "uploads/", "analyses/"),
            write_objects(bucket, "analyses/", "artifacts/"),
            find_objects(bucket),
            workflow.start,
        ],
        "webhooks": [items(table, "HOOK#*", GET, LIST, PUT, DROP), owned_items(table), send],
        "socket": [
            items(table, "TICKET#*", DROP),
            items(table, "CONN#*", GET, PUT, DROP),
            items(table, "JOB#*", GET),
            to.live.post,
        ],
        "jam": [
            items(table, "LIVE#*", GET, PUT),
            items(table, "CONN#*", GET),
            to.live.post,
        ],
        "compose_song": [
            move_jobs,
            read_objects(bucket, "results/compose/", "artifacts/"),
            write_objects(bucket, "songs/", "results/compose/"),
            find_objects(bucket),
        ],
        "start_inference": [
            ask_engines,
            read_objects(bucket, "songs/", "results/master/", *played),
            write_objects(bucket, "requests/"),
            find_objects(bucket),
            ask,  # and it may wake the workflow: see SongWorkflow.let_wake
        ],
        "finish_inference": [
            ask_engines,
            read_objects(bucket, "async-out/", "artifacts/"),
            write_objects(bucket, *played),
            find_objects(bucket),
            workflow.wake,
        ],
        "master_song": [
            move_jobs,
            read_objects(bucket, "songs/", "artifacts/", "results/master/", *played),
            write_objects(bucket, "artifacts/", "results/master/"),
            find_objects(bucket),
        ],
        "process_sound": [
            end_jobs,
            read_objects(bucket, "artifacts/", "analyses/"),
            write_objects(bucket, "artifacts/", "analyses/"),
            find_objects(bucket),
        ],
        "advance_job": [
            end_jobs,
            read_objects(bucket, "songs/", "results/master/", *played),
            write_objects(bucket, "manifests/"),
            find_objects(bucket),
        ],
        "announce": [
            owned_items(table),
            items(table, "CONN#*", DROP),
            to.live.post,
            send,
            tell,
        ],
        "deliver_webhook": [items(table, "HOOK#*", GET, PUT)],
        "reconcile": [
            items(table, "JOB#* OPEN", GET, LIST, PUT, DROP),
            write_objects(bucket, "cancel/"),
            workflow.start,
            workflow.stop,
            workflow.look,
        ],
    }
