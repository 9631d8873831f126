"""A synthesized cloud assembly, read as far as deploying it needs."""

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FIXED_TIME = (2020, 1, 1, 0, 0, 0)  # so that the same files give the same bytes


@dataclass(frozen=True)
class Asset:
    path: Path
    zipped: bool
    bucket: str
    key: str

    def body(self) -> bytes:
        """The bytes to upload; folders are stored, not deflated: they are read at once here."""
        if not self.zipped:
            return self.path.read_bytes()
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
            for file in sorted(self.path.rglob("*")):
                if file.is_file():
                    entry = zipfile.ZipInfo(file.relative_to(self.path).as_posix(), FIXED_TIME)
                    entry.external_attr = (file.stat().st_mode & 0o777) << 16
                    archive.writestr(entry, file.read_bytes())
        return out.getvalue()


@dataclass(frozen=True)
class StackPlan:
    name: str
    template: dict[str, Any]
    assets: tuple[Asset, ...]


@dataclass(frozen=True)
class Assembly:
    """The stacks of an assembly, those first that others need."""

    stacks: tuple[StackPlan, ...]

    @property
    def digest(self) -> str:
        """Changes exactly when what would be deployed changes."""
        parts = [
            [stack.name, stack.template, [asset.key for asset in stack.assets]]
            for stack in self.stacks
        ]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def read(folder: Path) -> Assembly:
    """The assembly in that folder, nested assemblies of stages included."""
    return Assembly(tuple(_stacks(folder)))


def _stacks(folder: Path) -> list[StackPlan]:
    artifacts: dict[str, Any] = json.loads((folder / "manifest.json").read_text())["artifacts"]
    stacks = []
    for name in _in_order(artifacts):
        artifact = artifacts[name]
        properties = artifact.get("properties", {})
        if artifact["type"] == "cdk:cloud-assembly":
            stacks += _stacks(folder / properties["directoryName"])
        elif artifact["type"] == "aws:cloudformation:stack":
            template = json.loads((folder / properties["templateFile"]).read_text())
            manifest = folder / f"{name}.assets.json"
            assets = tuple(_assets(manifest)) if manifest.exists() else ()
            stacks.append(StackPlan(properties.get("stackName", name), template, assets))
    return stacks


def _in_order(artifacts: dict[str, Any]) -> list[str]:
    done: list[str] = []

    def visit(name: str) -> None:
        if name not in done and name in artifacts:
            for needed in artifacts[name].get("dependencies", ()):
                visit(needed)
            done.append(name)

    for name in artifacts:
        visit(name)
    return done


def _assets(manifest: Path) -> list[Asset]:
    files = json.loads(manifest.read_text()).get("files", {})
    return [
        Asset(
            manifest.parent / file["source"]["path"],
            file["source"]["packaging"] == "zip",
            _plain(destination["bucketName"]),
            destination["objectKey"],
        )
        for file in files.values()
        for destination in file["destinations"].values()
        if not file["source"]["path"].endswith(".template.json")
    ]


def _plain(name: str) -> str:
    return name.replace("${AWS::AccountId}", "000000000000").replace("${AWS::Region}", "us-east-1")
