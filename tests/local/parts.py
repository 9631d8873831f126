"""Words of CloudFormation."""

from typing import Any

Template = dict[str, Any]


def ref(name: str) -> dict[str, str]:
    return {"Ref": name}


def arn(name: str) -> dict[str, list[str]]:
    return {"Fn::GetAtt": [name, "Arn"]}


def sub(text: str) -> dict[str, str]:
    return {"Fn::Sub": text}


def resource(kind: str, **properties: Any) -> Template:
    return {"Type": kind, "Properties": properties}
