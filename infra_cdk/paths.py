"""Where things lie in the repository."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
FUNCTIONS = ROOT / "functions"
LAYERS = ROOT / "layers"
ENGINES = ROOT / "inference_containers"
WORKFLOWS = Path(__file__).parent / "workflows"
BUILT_LAYERS = ROOT / ".harmonia" / "layers"
CLOUD = ROOT / "cdk.out"
