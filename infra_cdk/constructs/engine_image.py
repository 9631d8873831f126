"""
The container image of an engine: built from the tree when deployed, or one that exists.

    cdk deploy -c music_image=123456789012.dkr.ecr.eu-west-1.amazonaws.com/harmonia-music:1

names an image, for those whose deploying machine has no Docker.
"""

import re

from aws_cdk import IgnoreMode
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_ecr_assets as assets
from aws_cdk import aws_iam as iam
from constructs import Construct

from infra_cdk.paths import ROOT
from infra_cdk.stages import StageSettings

URI = re.compile(
    r"(?P<account>\d{12})\.dkr\.ecr\.(?P<region>[a-z0-9-]+)\.amazonaws\.com(\.cn)?"
    r"/(?P<repository>[a-z0-9._/-]+)(:[\w.-]+|@sha256:[0-9a-f]{64})"
)
# What the Dockerfiles copy: a change of anything else must not replace a running endpoint.
CONTEXT = [
    *("/*", "!/inference_containers/", "!/layers/", "/layers/*"),
    *("!/layers/harmonia/", "!/layers/harmonia_audio/"),
    *("__pycache__/", "*.egg-info/"),
]


class EngineImage(Construct):
    """The image of `inference_containers/<engine>`; `uri` is its address."""

    def __init__(self, scope: Construct, engine: str, *, stage: StageSettings) -> None:
        super().__init__(scope, f"{engine}-image")
        self._repository: ecr.IRepository | None = None
        given = self.node.try_get_context(f"{engine}_image")
        if not stage.on_aws:
            self.uri = f"harmonia/{engine}"  # the emulator runs the server itself, as a process
        elif given:
            self.uri = given
            self._repository = self._find(given)
        else:
            image = assets.DockerImageAsset(
                self,
                "asset",
                directory=str(ROOT),
                file=f"inference_containers/{engine}/Dockerfile",
                platform=assets.Platform.LINUX_AMD64,
                exclude=CONTEXT,
                ignore_mode=IgnoreMode.GIT,
            )
            self.uri = image.image_uri
            self._repository = image.repository

    def grant_pull(self, role: iam.IRole) -> None:
        """Let the role read this image's repository."""
        if self._repository is not None:
            self._repository.grant_pull(role)

    def _find(self, uri: str) -> ecr.IRepository:
        found = URI.fullmatch(uri)
        if found is None:
            raise ValueError(f"not the address of an image in ECR with its tag: {uri}")
        return ecr.Repository.from_repository_attributes(
            self,
            "given",
            repository_name=found["repository"],
            repository_arn=(
                f"arn:aws:ecr:{found['region']}:{found['account']}:repository/{found['repository']}"
            ),
        )
