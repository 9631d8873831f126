"""
The app: one stage of Harmonia as three stacks.

    python -m infra_cdk.app [stage ...]     writes cdk.out/<stage>, all stages if none is named
    cdk deploy --all -c stage=dev           the same through the CDK's own command
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import aws_cdk as cdk

from infra_cdk.checks import check
from infra_cdk.engine_stack import EngineStack
from infra_cdk.paths import CLOUD, ROOT
from infra_cdk.service_stack import ServiceStack
from infra_cdk.stages import STAGES, StageSettings
from infra_cdk.state_stack import StateStack

CONTEXT = {
    # A stack that others read from refuses to change what they read: better than a broken reader.
    "@aws-cdk/core:defaultCrossStackReferences": "strong",
}


def build(app: cdk.App, stage: StageSettings) -> None:
    """Put a stage's stacks into the app: what is kept, what plays, what serves."""
    prefix = f"Harmonia-{stage.name}"
    state = StateStack(app, f"{prefix}-State", stage=stage)
    engine = EngineStack(app, f"{prefix}-Engine", stage=stage, state=state)
    service = ServiceStack(app, f"{prefix}-Service", stage=stage, state=state, engine=engine)
    for stack in (state, engine, service):
        cdk.Tags.of(stack).add("application", "harmonia")
        cdk.Tags.of(stack).add("stage", stage.name)


def synth(
    stage: str, outdir: Path | None = None, *, context: Mapping[str, str] | None = None
) -> Path:
    """Write a stage's cloud assembly, `cdk.out/<stage>` if not told otherwise; where it lies."""
    describe()
    folder = outdir or CLOUD / stage
    if (folder / "cdk.out").exists():  # an earlier assembly, whose assets would pile up
        shutil.rmtree(folder)
    app = cdk.App(
        outdir=str(folder), context={**CONTEXT, **(context or {})}, analytics_reporting=False
    )
    build(app, STAGES[stage])
    app.synth()
    check(app)
    return folder


def describe() -> None:
    """Have the functions write down what they serve; the jobs function hands it out."""
    subprocess.run([sys.executable, "-m", "functions.openapi"], cwd=ROOT, check=True)


def main() -> None:
    """Serve the CDK's command where it calls, else write the stages named."""
    if "CDK_OUTDIR" in os.environ:
        describe()
        app = cdk.App(context=CONTEXT, analytics_reporting=False)
        build(app, STAGES[app.node.try_get_context("stage") or "dev"])
        app.synth()
        check(app)
        return
    for stage in sys.argv[1:] or STAGES:
        print(synth(stage))


if __name__ == "__main__":
    main()
