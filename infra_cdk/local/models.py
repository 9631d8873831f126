"""
An environment for the model engines beside the stage's own: PyTorch for CPUs, and what runs on it.

    python3 -m infra_cdk.local.models

The stage never needs it; the engines' tests and benchmarks do. PyTorch's name on a package index
may stand for several gigabytes of CUDA libraries. So pip is asked first what it would install, and
nothing is installed if that is not a build for CPUs.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from infra_cdk.local.prepare import LOCKS, PYTHON, ROOT, Unprepared, prepare, run, say

TORCH = "torch==2.13.0"
FOLDER = ROOT / ".harmonia" / "models"
MODELS_PYTHON = FOLDER / "bin" / "python"
DEPENDENCIES, PEER = LOCKS / "models-test.lock", LOCKS / "models-peer.lock"
PIP = (MODELS_PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
OURS = ("harmonia", "harmonia_audio", "harmonia_scores")
ADVICE = "let pip find a CPU build (its settings extra-index-url or find-links) and try again"


def main() -> None:
    """Make the environment; one line and exit code 1 if this machine can't have it."""
    prepare(tests=True)
    try:
        prepare_models()
    except Unprepared as error:
        sys.exit(f"setup: {error}")
    except subprocess.CalledProcessError as error:
        sys.exit(f"setup: {' '.join(map(str, error.cmd[:4]))} … failed with {error.returncode}")


def prepare_models() -> None:
    """Install what is missing; Unprepared if pip knows no PyTorch for CPUs."""
    stamp, wanted = FOLDER / ".prepared", _fingerprint()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    if not MODELS_PYTHON.exists():
        run(sys.executable, "-m", "venv", FOLDER)
    offered = what_pip_offers()
    if offered:
        raise Unprepared(f"pip's {TORCH} needs {offered[0]} and more; {ADVICE}")
    say("installing PyTorch for CPUs and the model engines' packages")
    run(*PIP, TORCH)
    uv = [PYTHON, "-m", "uv", "pip", "install", "--quiet", "--python", MODELS_PYTHON, "--no-deps"]
    for lock in (DEPENDENCIES, PEER):
        run(*uv, "--require-hashes", "-r", lock)
    folders = [str(ROOT / "layers" / name / "python") for name in OURS]
    packages = next((FOLDER / "lib").glob("python3*/site-packages"))
    (packages / "harmonia.pth").write_text("\n".join(folders))
    stamp.write_text(wanted)


def what_pip_offers() -> list[str]:
    """The CUDA libraries that pip's PyTorch would bring along; nothing if it is one for CPUs."""
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        ask = [*PIP, "--dry-run", "--no-deps", "--ignore-installed", "--report", report.name]
        try:
            run(*ask, TORCH)
        except subprocess.CalledProcessError as error:
            raise Unprepared(f"pip finds no {TORCH}; {ADVICE}") from error
        return cuda_libraries(json.loads(Path(report.name).read_text()))


def cuda_libraries(report: dict[str, list[dict[str, dict[str, list[str]]]]]) -> list[str]:
    """Those among the requirements in pip's installation report that are made for CUDA."""
    return [
        needed
        for install in report["install"]
        for needed in install["metadata"].get("requires_dist", [])
        if needed.lower().startswith(("nvidia", "cuda", "triton")) and "extra ==" not in needed
    ]


def _fingerprint() -> str:
    content = b"".join(path.read_bytes() for path in (DEPENDENCIES, PEER))
    return hashlib.sha256(content + f"{TORCH} {ROOT}".encode()).hexdigest()


if __name__ == "__main__":
    main()
