"""
Everything a song needs on this machine, installed once.

Runs on the system's Python with nothing but the standard library. System packages come through apt
where we may use it; without them wheels and our own instruments serve. A stamp of the locks makes
the second time instant.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = ROOT / "requirements"
OLDEST = (3, 11)
PACKAGES = {  # what proves a system package is there, and its name
    "/usr/share/sounds/sf2/FluidR3_GM.sf2": "fluid-soundfont-gm",
    "/usr/share/doc/libfluidsynth3": "libfluidsynth3",
    "/usr/bin/flite": "flite",
    "/usr/share/doc/fonts-dejavu-core": "fonts-dejavu-core",
}
TEST_PACKAGES = {
    "/usr/bin/ffmpeg": "ffmpeg",
    "/usr/bin/fluidsynth": "fluidsynth",
}
EDITABLE = (
    "layers/harmonia",
    "layers/harmonia_audio",
    "layers/harmonia_scores",
    "layers/harmonia_aws",
    "clients/cli",
)
SETS = {  # what is pinned, and the oldest Python it is for
    "installer": "3.11", "infra": "3.11", "studio": "3.11", "test": "3.11", "stage": "3.11",
    "layer-light": "3.13", "layer-audio": "3.13",  # Lambda's
    "models-test": "3.11", "models-peer": "3.11",
}  # fmt: skip
APART = {  # what is pinned otherwise: PyTorch is the machine's choice, and never one for CUDA
    "models-test": ("--override", LOCKS / "without-torch.txt", "--no-emit-package", "torch"),
    "models-peer": ("--no-deps",),
}


class Unprepared(Exception):
    """This machine lacks something we cannot install."""


def main() -> None:
    """Prepare the machine as the arguments say; one line and exit code 1 if it can't be."""
    parser = argparse.ArgumentParser(prog="prepare", description=__doc__)
    parser.add_argument("--tests", action="store_true", help="what the tests need as well")
    parser.add_argument("--lock", action="store_true", help="pin the requirements again")
    arguments = parser.parse_args()
    try:
        if arguments.lock:
            lock()
        else:
            prepare(tests=arguments.tests)
    except Unprepared as error:
        sys.exit(f"setup: {error}")
    except subprocess.CalledProcessError as error:
        sys.exit(f"setup: {' '.join(map(str, error.cmd[:4]))} … failed with {error.returncode}")


def prepare(*, tests: bool) -> None:
    """Install what is missing."""
    if sys.version_info < OLDEST:
        raise Unprepared(f"Python {'.'.join(map(str, OLDEST))} or newer is needed")
    lock_file = LOCKS / ("test.lock" if tests else "studio.lock")
    stamp, wanted = VENV / ".prepared", _fingerprint(lock_file)
    done = stamp.read_text().split() if stamp.exists() else []
    if wanted in done:
        return
    system_packages(PACKAGES | (TEST_PACKAGES if tests else {}))
    environment()
    say("installing Python packages")
    uv = ["-m", "uv", "pip", "install", "--quiet", "--python", str(PYTHON)]
    run(PYTHON, *uv, "--require-hashes", "-r", lock_file)
    run(PYTHON, *uv, "--no-deps", "--no-build-isolation", *_editable())
    covered = [wanted, _fingerprint(LOCKS / "studio.lock")] if tests else [wanted]
    stamp.write_text("\n".join(covered))


def environment() -> None:
    """Our own Python environment with uv in it."""
    if not PYTHON.exists():
        say("making a Python environment in .venv")
        _venv()
    run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
        "--require-hashes", "-r", LOCKS / "installer.lock")  # fmt: skip


def system_packages(wanted: dict[str, str]) -> None:
    """Install system packages through apt where that is allowed; say so where it isn't."""
    missing = [name for proof, name in wanted.items() if not Path(proof).exists()]
    if not missing:
        return
    apt = shutil.which("apt-get")
    rights = _rights()
    if not apt or rights is None:
        say(f"no right to install {', '.join(missing)}: our own instruments and voice will do")
        return
    say(f"installing {', '.join(missing)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        run(*rights, apt, "update", "-qq", env=quiet)
        run(*rights, apt, "install", "-y", "-qq", "--no-install-recommends", *missing, env=quiet)
    except subprocess.CalledProcessError:
        say(f"apt could not install {', '.join(missing)}: our own instruments and voice will do")


def lock() -> None:
    """Pin every set of requirements again, universal and with hashes."""
    for name, oldest in SETS.items():
        run(PYTHON, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes",
            "--no-emit-index-url", "--no-header", "--upgrade", "--python-version", oldest,
            *APART.get(name, ()),
            LOCKS / f"{name}.in", "-o", LOCKS / f"{name}.lock")  # fmt: skip


def say(what: str) -> None:
    """Tell the person what happens."""
    print(f"setup: {what}", file=sys.stderr, flush=True)


def run(*command: object, env: dict[str, str] | None = None) -> None:
    """Run a command from the root; its output on standard error."""
    subprocess.run([str(word) for word in command], cwd=ROOT, check=True, env=env,
                   stdout=sys.stderr)  # fmt: skip


def _venv() -> None:
    try:
        run(sys.executable, "-m", "venv", VENV)
        return
    except subprocess.CalledProcessError:
        shutil.rmtree(VENV, ignore_errors=True)
    rights = _rights()
    if rights is None or not shutil.which("apt-get"):
        raise Unprepared("Python's venv module is missing; install python3-venv") from None
    run(*rights, "apt-get", "update", "-qq")
    run(*rights, "apt-get", "install", "-y", "-qq", "python3-venv")
    run(sys.executable, "-m", "venv", VENV)


def _rights() -> list[str] | None:
    """What to put before a command that needs root; None if we can't be root."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True).returncode == 0:
        return [sudo, "-n"]
    return None


def _editable() -> list[str]:
    return [word for folder in EDITABLE for word in ("-e", folder)]


def _fingerprint(lock_file: Path) -> str:
    """What an environment was made from: the lock, the packages' own descriptions, the place."""
    described = [
        lock_file,
        LOCKS / "installer.lock",
        *(ROOT / one / "pyproject.toml" for one in EDITABLE),
    ]
    content = b"".join(path.read_bytes() for path in described) + str(ROOT).encode()
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    main()
