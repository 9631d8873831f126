"""What plays: the engines behind SageMaker's asynchronous endpoints."""

import json
import re

from aws_cdk import ArnFormat, Stack
from aws_cdk import aws_iam as iam
from constructs import Construct

from harmonia import document
from harmonia.engines.card import Card, Tier, find, forbidden
from harmonia.engines.offer import offer
from harmonia.engines.weights import Weights
from harmonia.errors import Invalid, NotFound
from infra_cdk.constructs.async_endpoint import AsyncEndpoint, Guest
from infra_cdk.constructs.engine_image import EngineImage
from infra_cdk.constructs.permissions import find_objects, read_objects, write_objects
from infra_cdk.constructs.place import place
from infra_cdk.paths import ENGINES
from infra_cdk.stages import StageSettings
from infra_cdk.state_stack import StateStack


class LicenceForbids(Exception):
    """A stage has weights whose terms do not allow what it is for."""


def guests(stage: StageSettings, named: str | None = None) -> list[tuple[Card, Weights]]:
    """
    The models of a stage, from its settings or named as `-c models=musicgen/small,bark/small`.

    NotFound if there is none of that name, LicenceForbids if the stage may not use its weights,
    Invalid if nobody has pinned them.
    """
    cards = {card.name: card for card in find(ENGINES)}
    found = []
    for name in named.split(",") if named else stage.models:
        engine, _, variant = name.partition("/")
        if engine not in cards or cards[engine].tier is not Tier.MODEL:
            raise NotFound(f"there is no model {engine}; there are {', '.join(sorted(cards))}")
        weights = cards[engine].variant(variant)
        reason = forbidden(weights, commercial=stage.commercial, accepted=stage.accepted_terms)
        if reason:
            raise LicenceForbids(f"{stage.name} cannot have {name}: {reason}")
        if not weights.pinned:
            raise Invalid(f"{name} has no pinned files; pin and pull them first")
        found.append((cards[engine], weights))
    return found


class EngineStack(Stack):
    """One endpoint an engine family; it has no memory and can be replaced at any time."""

    def __init__(
        self, scope: Construct, name: str, *, stage: StageSettings, state: StateStack
    ) -> None:
        super().__init__(scope, name, env=place(stage), description="Harmonia: what plays")
        self.music = self._endpoint("music", stage, state)
        self.vocal = self._endpoint("vocal", stage, state)
        self.video = self._endpoint("video", stage, state)
        self._images: dict[str, EngineImage] = {}
        self._models = [
            (card, weights, self._model(card, weights, stage, state))
            for card, weights in guests(stage, self.node.try_get_context("models"))
        ]

    @property
    def endpoints(self) -> tuple[AsyncEndpoint, ...]:
        """All of them."""
        return self.music, self.vocal, self.video, *(endpoint for *_, endpoint in self._models)

    @property
    def offers(self) -> str:
        """The models that run here, as the functions are told of them."""
        found = [
            document.plain(offer(card, weights, endpoint.endpoint_name))
            for card, weights, endpoint in self._models
        ]
        return json.dumps(found, separators=(",", ":"))

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

    def _model(
        self, card: Card, weights: Weights, stage: StageSettings, state: StateStack
    ) -> AsyncEndpoint:
        """An endpoint with a model, on a machine as its card wants it."""
        name = re.sub("[^a-z0-9]", "", card.name + weights.variant)
        folder = card.module.split(".")[1]
        if folder not in self._images:
            self._images[folder] = EngineImage(self, folder, stage=stage)
        role = self._role(name, state)
        role.add_to_policy(read_objects(state.bucket, "weights/"))
        self._images[folder].grant_pull(role)
        return AsyncEndpoint(
            self,
            name,
            stage=stage,
            image=self._images[folder].uri,
            environment={
                "HARMONIA_ENGINE": card.module,
                "HARMONIA_VARIANT": weights.variant,
                **card.environment,
            },
            role=role,
            bucket=state.bucket,
            succeeded=state.succeeded,
            failed=state.failed,
            guest=Guest(
                instance=card.hardware.instance,
                at_once=card.limits.at_once,
                weights=state.bucket.s3_url_for_object(f"weights/{card.name}/{weights.variant}/"),
            )
            if stage.on_aws
            else None,  # one machine has them in a folder, and runs every engine itself
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
