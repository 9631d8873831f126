"""
Other people's wheels as Lambda layers, built from their hash-pinned locks.

    python -m infra_cdk.layers

needs uv and a package index, no Docker, and takes under a minute. A built layer remembers the lock
it came from; with another lock it counts as not built.
"""

import hashlib
import shutil
import subprocess
import sys
from enum import StrEnum
from pathlib import Path

from infra_cdk.paths import BUILT_LAYERS, ROOT

PLATFORM = "aarch64-manylinux_2_28"  # Lambda's Amazon Linux 2023 on Graviton has glibc 2.34
PYTHON = "3.13"
UNUSED = ("tests", "testing/tests", "__pycache__")
LIMIT = 250 * 1024 * 1024  # bytes of all layers and the function, unzipped, that Lambda accepts


class Wheels(StrEnum):
    """A set of third-party packages that some functions need."""

    LIGHT = "light"  # HTTP, validation, logs, webhooks
    AUDIO = "audio"  # the light set and numerical audio

    @property
    def lock(self) -> Path:
        """The hash-pinned requirements."""
        return ROOT / "requirements" / f"layer-{self}.lock"

    @property
    def folder(self) -> Path:
        """The layer's root, with `python/` in it."""
        return BUILT_LAYERS / self / "root"

    @property
    def built(self) -> bool:
        """Whether the layer is there and made from the present lock."""
        stamp = BUILT_LAYERS / self / "lock.sha256"
        return stamp.exists() and stamp.read_text() == self.digest

    @property
    def digest(self) -> str:
        """The sha256 of the lock."""
        return hashlib.sha256(self.lock.read_bytes()).hexdigest()

    def build(self) -> int:
        """Install the lock for Lambda's platform; the layer's size in bytes."""
        shutil.rmtree(BUILT_LAYERS / self, ignore_errors=True)
        target = self.folder / "python"
        subprocess.run(
            [
                *(find_uv(), "pip", "install", "--quiet", "--no-deps", "--require-hashes"),
                *("--only-binary", ":all:", "--python-platform", PLATFORM),
                *("--python-version", PYTHON, "--target", str(target)),
                *("--link-mode", "copy", "--requirement", str(self.lock)),
            ],
            check=True,
        )
        strip(target)
        size = sum(file.stat().st_size for file in target.rglob("*") if file.is_file())
        if size > LIMIT:
            raise RuntimeError(f"the {self} layer has {size >> 20} MiB; Lambda takes 250")
        (BUILT_LAYERS / self / "lock.sha256").write_text(self.digest)
        return size


def strip(target: Path) -> None:
    """Drop what no function runs: the packages' own tests, scripts and caches."""
    for path in sorted(target.rglob("*"), reverse=True):
        if path.is_dir() and path.name in UNUSED:
            shutil.rmtree(path)
    shutil.rmtree(target / "bin", ignore_errors=True)


def find_uv() -> str:
    """The uv beside this Python, or the one on PATH."""
    beside = Path(sys.executable).parent / "uv"
    return str(beside) if beside.exists() else shutil.which("uv") or "uv"


def main() -> None:
    """Build every layer that is not there yet."""
    for wheels in Wheels:
        if wheels.built:
            print(f"{wheels}: there already")
        else:
            print(f"{wheels}: {wheels.build() >> 20} MiB")


if __name__ == "__main__":
    main()
