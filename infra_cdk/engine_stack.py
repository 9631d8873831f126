"""What plays: the engines behind SageMaker's asynchronous endpoints."""

from aws_cdk import ArnFormat, Stack
from aws_cdk import aws_iam as iam
from constructs import Construct

from infra_cdk.constructs.async_endpoint import AsyncEndpoint
from infra_cdk.constructs.engine_image import EngineImage
from infra_cdk.constructs.permissions import find_objects, read_objects, write_objects
from infra_cdk.constructs.place import place
from infra_cdk.stages import StageSettings
from infra_cdk.state_stack import StateStack


class EngineStack(Stack):
    """One endpoint an engine family; it has no memory and can be replaced at any time."""

    def __init__(
        self, scope: Construct, name: str, *, stage: StageSettings, state: StateStack
    ) -> None:
        super().__init__(scope, name, env=place(stage), description="Harmonia: what plays")
        self.music = self._endpoint("music", stage, state)
        self.vocal = self._endpoint("vocal", stage, state)
        self.video = self._endpoint("video", stage, state)

    @property
    def endpoints(self) -> tuple[AsyncEndpoint, ...]:
        """All of them."""
        return self.music, self.vocal, self.video

    def _endpoint(self, engine: str, stage: StageSettings, state: StateStack) -> AsyncEndpoint:
        image = EngineImage(self, engine, stage=stage)
        role = self._role(engine, state)
        image.grant_pull(role)
        return AsyncEndpoint(
            self,
            engine,
            stage=stage,
            image=image.uri,
            environment={"HARMONIA_ENGINE": f"inference_containers.{engine}"},
            role=role,
            bucket=state.bucket,
            succeeded=state.succeeded,
            failed=state.failed,
        )

    def _role(self, engine: str, state: StateStack) -> iam.Role:
        role = iam.Role(
            self, f"{engine}-role", assumed_by=iam.ServicePrincipal("sagemaker.amazonaws.com")
        )
        statements = [
            read_objects(state.bucket, "requests/", "songs/", "artifacts/", "cancel/"),
            write_objects(state.bucket, "artifacts/", "async-out/", "progress/"),
            find_objects(state.bucket),
            iam.PolicyStatement(
                actions=["sns:Publish"],
                resources=[state.succeeded.topic_arn, state.failed.topic_arn],
            ),
            iam.PolicyStatement(
                actions=["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
                resources=[
                    self.format_arn(
                        service="logs",
                        resource="log-group",
                        resource_name="/aws/sagemaker/Endpoints/*",
                        arn_format=ArnFormat.COLON_RESOURCE_NAME,
                    )
                ],
            ),
            iam.PolicyStatement(
                actions=["cloudwatch:PutMetricData"],  # has no resources, only namespaces
                resources=["*"],
                conditions={
                    "StringEquals": {
                        "cloudwatch:namespace": ["AWS/SageMaker", "/aws/sagemaker/Endpoints"]
                    }
                },
            ),
        ]
        for statement in statements:
            role.add_to_policy(statement)
        return role
