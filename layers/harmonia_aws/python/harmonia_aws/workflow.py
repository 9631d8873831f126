"""The workflow in Step Functions: one execution per attempt of a job, and tasks that wait."""

import json
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from harmonia.errors import HarmoniaError
from harmonia.jobs.job import Job
from harmonia.jobs.ports import Standing
from harmonia_aws.errors import code, domain_errors

MOVING = frozenset({"RUNNING", "PENDING_REDRIVE"})
LATE = frozenset({"TaskTimedOut", "TaskDoesNotExist", "InvalidToken"})


@dataclass(frozen=True)
class SongWorkflow:
    """Executions of song.asl.json, named after the job's attempt."""

    client: Any  # boto3's Step Functions client
    arn: str  # of the state machine

    def start(self, job: Job) -> None:
        """Set the job's current attempt going; harmless if that was done before."""
        given = {"job": job.id, "correlation_id": job.correlation_id}
        if job.sound:
            given["work"] = job.sound.work.value  # instead of a song
        with domain_errors("the workflow cannot start now"):
            try:
                self.client.start_execution(
                    stateMachineArn=self.arn, name=job.execution, input=json.dumps(given)
                )
            except ClientError as error:
                if code(error) != "ExecutionAlreadyExists":
                    raise

    def stop(self, job: Job) -> None:
        """Stop the current attempt; harmless if it does not run."""
        with domain_errors("the workflow cannot stop now"):
            try:
                self.client.stop_execution(
                    executionArn=self._execution(job),
                    error="Stopped",
                    cause="Nobody wants the job any more.",
                )
            except ClientError as error:
                if code(error) != "ExecutionDoesNotExist":
                    raise

    def standing(self, job: Job) -> Standing:
        """How the current attempt stands."""
        with domain_errors("the workflow cannot be asked now"):
            try:
                found = self.client.describe_execution(executionArn=self._execution(job))
            except ClientError as error:
                if code(error) != "ExecutionDoesNotExist":
                    raise
                return Standing.MISSING
        return Standing.RUNNING if found["status"] in MOVING else Standing.OVER

    def _execution(self, job: Job) -> str:
        return f"{self.arn.replace(':stateMachine:', ':execution:')}:{job.execution}"


@dataclass(frozen=True)
class TaskTokens:
    """Tasks that wait for their token to come back."""

    client: Any  # boto3's Step Functions client

    def succeed(self, token: str) -> None:
        """Let the workflow go on; harmless if it does not wait any more."""
        with domain_errors("the workflow cannot be told now"):
            try:
                self.client.send_task_success(taskToken=token, output="{}")
            except ClientError as error:
                if code(error) not in LATE:
                    raise

    def fail(self, token: str, failure: HarmoniaError) -> None:
        """Tell the workflow why not; harmless if it does not wait any more."""
        with domain_errors("the workflow cannot be told now"):
            try:
                self.client.send_task_failure(
                    taskToken=token, error=type(failure).__name__, cause=str(failure)[:2000]
                )
            except ClientError as error:
                if code(error) not in LATE:
                    raise
