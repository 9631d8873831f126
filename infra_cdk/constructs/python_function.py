"""
One folder of `functions/` as one Lambda function with a role and a log group of its own.

The zip keeps the package path, so `functions.jobs.routes` is one name in the editor, in tests and
in Lambda, and it holds that folder alone: a neighbour's change does not redeploy it.
"""

from collections.abc import Sequence

from aws_cdk import Duration, IgnoreMode, RemovalPolicy, Size
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from harmonia_aws.settings import Settings
from infra_cdk.constructs.log_retention import log_retention
from infra_cdk.paths import ROOT
from infra_cdk.stages import StageSettings

RUNTIME = lambda_.Runtime.PYTHON_3_13
ARCHITECTURE = lambda_.Architecture.ARM_64  # a fifth cheaper than x86 for the same work


class PythonFunction(lambda_.Function):
    """The function in `functions/<folder>`, told its surroundings by its own settings class."""

    def __init__(
        self,
        scope: Construct,
        folder: str,
        *,
        stage: StageSettings,
        settings: Settings,
        layers: Sequence[lambda_.ILayerVersion],
        seconds: int = 30,
        memory: int = 512,
        storage: int = 512,
    ) -> None:
        construct = Construct(scope, folder)
        log_group = logs.LogGroup(
            construct,
            "log",
            retention=log_retention(stage.log_days),
            removal_policy=RemovalPolicy.DESTROY,
        )
        role = iam.Role(construct, "role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
        log_group.grant_write(role)  # instead of the managed policy, which writes to every group
        super().__init__(
            construct,
            "function",
            code=lambda_.Code.from_asset(
                str(ROOT), exclude=only(f"functions/{folder}"), ignore_mode=IgnoreMode.GIT
            ),
            handler=f"functions.{folder}.handler.handler",
            runtime=RUNTIME,
            architecture=ARCHITECTURE,
            layers=layers,
            role=role,
            log_group=log_group,
            timeout=Duration.seconds(seconds),
            memory_size=memory,
            ephemeral_storage_size=Size.mebibytes(storage),
            tracing=lambda_.Tracing.ACTIVE,
            environment={**settings.variables(), "POWERTOOLS_SERVICE_NAME": folder},
        )
        self.folder = folder
        self.logs = log_group


def only(folder: str) -> list[str]:
    """The patterns, in git's manner, that leave one folder of the repository."""
    patterns, path = ["/*"], ""
    *above, last = folder.split("/")
    for name in above:
        path += f"/{name}"
        patterns += [f"!{path}/", f"{path}/*", f"!{path}/__init__.py"]
    return [*patterns, f"!{path}/{last}/", "__pycache__/", "*.py[co]", ".DS_Store"]
