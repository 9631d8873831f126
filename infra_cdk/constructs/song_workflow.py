"""The workflow of `workflows/song.asl.json`, with this stage's functions for its names."""

import re
from collections.abc import Sequence

from aws_cdk import ArnFormat, RemovalPolicy
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from aws_cdk import aws_stepfunctions as stepfunctions
from constructs import Construct

from infra_cdk.constructs.log_retention import log_retention
from infra_cdk.constructs.python_function import PythonFunction
from infra_cdk.paths import WORKFLOWS
from infra_cdk.stages import StageSettings

DEFINITION = WORKFLOWS / "song.asl.json"


class SongWorkflow(Construct):
    """The state machine that moves a job from its brief to its manifest."""

    def __init__(
        self, scope: Construct, *, stage: StageSettings, tasks: Sequence[PythonFunction]
    ) -> None:
        super().__init__(scope, "song")
        functions = {placeholder(task.folder): task for task in tasks}
        self.log = logs.LogGroup(
            self,
            "log",
            retention=log_retention(stage.log_days),
            removal_policy=RemovalPolicy.DESTROY,
        )
        self.machine = stepfunctions.StateMachine(
            self,
            "machine",
            definition_body=stepfunctions.DefinitionBody.from_file(str(DEFINITION)),
            definition_substitutions={
                name: functions[name].function_arn for name in placeholders()
            },
            logs=stepfunctions.LogOptions(
                destination=self.log,
                level=stepfunctions.LogLevel.ALL,
                include_execution_data=False,  # ids only, but people's words stay out of logs
            ),
            tracing_enabled=True,
        )
        self.machine.add_to_role_policy(
            iam.PolicyStatement(
                actions=["lambda:InvokeFunction"],
                resources=[task.function_arn for task in tasks],
            )
        )

    @property
    def arn(self) -> str:
        """The state machine's ARN."""
        return self.machine.state_machine_arn

    @property
    def start(self) -> iam.PolicyStatement:
        """Leave to start executions."""
        return iam.PolicyStatement(actions=["states:StartExecution"], resources=[self.arn])

    @property
    def stop(self) -> iam.PolicyStatement:
        """Leave to stop executions."""
        return self._on_executions("states:StopExecution")

    @property
    def look(self) -> iam.PolicyStatement:
        """Leave to see how executions are doing."""
        return self._on_executions("states:DescribeExecution")

    @property
    def wake(self) -> iam.PolicyStatement:
        """Leave to hand a waiting task its result."""
        return iam.PolicyStatement(
            actions=["states:SendTaskSuccess", "states:SendTaskFailure"], resources=[self.arn]
        )

    def let_wake(self, task: PythonFunction) -> None:
        """
        Let one of the tasks answer in the place of whoever it should wait for.

        In the task's own role this would close a circle: the task waits for its role, the role for
        the state machine, the state machine for the task.
        """
        assert task.role is not None
        iam.Policy(self, f"{task.folder}-wakes", statements=[self.wake], roles=[task.role])

    def _on_executions(self, action: str) -> iam.PolicyStatement:
        return iam.PolicyStatement(actions=[action], resources=[_executions(self.machine)])


def placeholders() -> list[str]:
    """The names that the definition leaves open."""
    return sorted(set(re.findall(r"\$\{(\w+)\}", DEFINITION.read_text())))


def placeholder(folder: str) -> str:
    """How the definition calls the function of a folder: compose_song is ComposeSong."""
    return "".join(word.capitalize() for word in folder.split("_"))


def _executions(machine: stepfunctions.StateMachine) -> str:
    stack = machine.stack
    return stack.format_arn(
        service="states",
        resource="execution",
        resource_name=f"{machine.state_machine_name}:*",
        arn_format=ArnFormat.COLON_RESOURCE_NAME,
    )
