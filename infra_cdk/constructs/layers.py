"""
The Lambda layers, in the functions' own stack so that both change in one deployment.

Ours are folders of `layers/` as they stand. Other people's are wheels for Lambda's platform, built
by `python -m infra_cdk.layers`; the emulator carries those itself.
"""

from collections.abc import Sequence

from aws_cdk import CfnRule, CfnRuleAssertion, Fn, IgnoreMode, Stack
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra_cdk.constructs.python_function import ARCHITECTURE, RUNTIME
from infra_cdk.layers import Wheels
from infra_cdk.paths import LAYERS
from infra_cdk.stages import StageSettings

UNBUILT = "The third-party layers are not built for this lock: run `make layers`, then deploy."


LISTENING = (  # touch sound
    "accompany", "compose_song", "filters", "jam", "listen", "master_song", "process_sound",
    "uploads",
)  # fmt: skip


class Layers(Construct):
    """
    What functions share: the light set for all, the scores set for those that write music, the
    audio set for those that touch sound.
    """

    def __init__(self, scope: Construct, *, stage: StageSettings) -> None:
        super().__init__(scope, "layers")
        self._stage = stage
        self._unbuilt = False
        domain, aws = self._ours("harmonia"), self._ours("harmonia_aws")
        audio, scores = self._ours("harmonia_audio"), self._ours("harmonia_scores")
        light = self._wheels(Wheels.LIGHT)
        self.light: Sequence[lambda_.ILayerVersion] = [domain, aws, *light]
        self.scores: Sequence[lambda_.ILayerVersion] = [domain, aws, scores, *light]
        self.audio: Sequence[lambda_.ILayerVersion] = [
            domain,
            aws,
            audio,
            scores,
            *self._wheels(Wheels.AUDIO),
        ]
        if self._unbuilt:
            refuse_deployment(self, UNBUILT)

    def of(self, folder: str) -> Sequence[lambda_.ILayerVersion]:
        """What the function in that folder imports."""
        return {**dict.fromkeys(LISTENING, self.audio), "tabs": self.scores}.get(folder, self.light)

    def _ours(self, package: str) -> lambda_.LayerVersion:
        return self._layer(
            package,
            lambda_.Code.from_asset(
                str(LAYERS / package),
                exclude=["/*", "!/python/", "__pycache__/", "*.py[co]", "*.egg-info/"],
                ignore_mode=IgnoreMode.GIT,
            ),
        )

    def _wheels(self, wheels: Wheels) -> Sequence[lambda_.ILayerVersion]:
        if not self._stage.on_aws:
            return ()
        if not wheels.built:
            self._unbuilt = True
            return ()
        return (self._layer(wheels.value, lambda_.Code.from_asset(str(wheels.folder))),)

    def _layer(self, name: str, code: lambda_.Code) -> lambda_.LayerVersion:
        return lambda_.LayerVersion(
            self,
            name,
            code=code,
            compatible_runtimes=[RUNTIME],
            compatible_architectures=[ARCHITECTURE],
        )


def refuse_deployment(scope: Construct, reason: str) -> None:
    """Have CloudFormation turn the stack down, with that reason, before it makes anything."""
    CfnRule(
        Stack.of(scope),
        "Incomplete",
        assertions=[
            CfnRuleAssertion(
                assert_=Fn.condition_equals("incomplete", "complete"), assert_description=reason
            )
        ],
    )
