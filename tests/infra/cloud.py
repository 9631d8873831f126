"""A synthesised stage, read back: its resources and what their references mean."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PARTS = ("State", "Engine", "Service")


@dataclass(frozen=True)
class Resource:
    """One resource of one stack."""

    name: str  # its logical id
    type: str
    properties: Mapping[str, Any]
    whole: Mapping[str, Any]


@dataclass(frozen=True)
class Cloud:
    """All stacks of one stage as one."""

    stage: str
    folder: Path
    resources: Mapping[str, Resource]
    exports: Mapping[str, Any]

    @classmethod
    def read(cls, stage: str, folder: Path) -> "Cloud":
        """The stage whose assembly lies in the folder."""
        resources: dict[str, Resource] = {}
        exports: dict[str, Any] = {}
        for part in PARTS:
            template = json.loads((folder / f"Harmonia-{stage}-{part}.template.json").read_text())
            for name, whole in template["Resources"].items():
                assert name not in resources, f"{name} is in two stacks"
                resources[name] = Resource(name, whole["Type"], whole.get("Properties", {}), whole)
            for output in template.get("Outputs", {}).values():
                if "Export" in output:
                    exports[output["Export"]["Name"]] = output["Value"]
        return cls(stage, folder, resources, exports)

    def template(self, part: str) -> dict[str, Any]:
        """One stack's template."""
        path = self.folder / f"Harmonia-{self.stage}-{part}.template.json"
        found: dict[str, Any] = json.loads(path.read_text())
        return found

    def assets(self, part: str) -> dict[str, Any]:
        """What one stack needs uploaded."""
        path = self.folder / f"Harmonia-{self.stage}-{part}.assets.json"
        found: dict[str, Any] = json.loads(path.read_text())
        return found

    def all(self, *types: str) -> list[Resource]:
        """Every resource of these types, without the `AWS::`."""
        wanted = {f"AWS::{kind}" for kind in types}
        return [resource for resource in self.resources.values() if resource.type in wanted]

    def one(self, kind: str) -> Resource:
        """The only resource of its type."""
        (found,) = self.all(kind)
        return found

    def functions(self) -> dict[str, Resource]:
        """Our Lambda functions by folder."""
        return {
            function.properties["Environment"]["Variables"]["POWERTOOLS_SERVICE_NAME"]: function
            for function in self.all("Lambda::Function")
        }

    def spell(self, value: Any) -> str:
        """The value with its references as `{LogicalId}` or `{LogicalId.Attribute}`."""
        match value:
            case str():
                return value
            case {"Ref": name}:
                return f"{{{name.replace('::', '.')}}}"
            case {"Fn::GetAtt": [name, attribute]}:
                return f"{{{name}.{attribute}}}"
            case {"Fn::ImportValue": name}:
                return self.spell(self.exports[name])
            case {"Fn::Join": [separator, parts]}:
                return str(separator).join(self.spell(part) for part in parts)
            case {"Fn::Select": [index, {"Fn::Split": [separator, whole]}]}:
                return f"{self.spell(whole)}.split({separator})[{index}]"
            case {"Fn::Sub": str(text)}:
                return re.sub(r"\$\{([\w:]+)\}", lambda one: self.spell({"Ref": one[1]}), text)
        raise AssertionError(f"no idea what {value} means")

    def statements(self, role: str) -> Iterator[dict[str, Any]]:
        """Every statement of every policy of the role with that logical id."""
        for policy in self.all("IAM::Policy", "IAM::ManagedPolicy"):
            if {"Ref": role} in policy.properties.get("Roles", ()):
                yield from policy.properties["PolicyDocument"]["Statement"]
        for inline in self.resources[role].properties.get("Policies", ()):
            yield from inline["PolicyDocument"]["Statement"]

    def role(self, function: Resource) -> str:
        """The logical id of the function's role."""
        name: str = function.properties["Role"]["Fn::GetAtt"][0]
        return name

    def short(self, value: Any) -> str:
        """
        The value in the words of the constructs, for reading.

        `{bucket43879C71.Arn}/songs/*` is `bucket/songs/*`, and an ARN loses what every ARN of the
        stage has in common.
        """
        words = re.sub(r"\{(\w+?)[0-9A-F]{8}(\.\w+)?\}", r"\1", self.spell(value))
        return re.sub(r"^arn:[^:]+:([\w-]+):[^:]+:[^:]+:", r"\1:", words)


def listed(value: Any) -> list[Any]:
    """IAM writes one thing bare and several as a list."""
    return value if isinstance(value, list) else [value]
