"""
cdk-nag's AWS Solutions rules over a synthesised app, and where we depart from them, with reasons.

An exception names a rule, the constructs it is for and why. What no exception covers fails the
synthesis, so a new wildcard in a role needs a new line here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import aws_cdk as cdk
from cdk_nag import AwsSolutionsChecks


class BrokenRules(Exception):
    """Rules that the app breaks without a reason."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule and a construct that breaks it."""

    rule: str
    construct: str

    def __str__(self) -> str:
        return f"{self.construct} breaks {self.rule}"


@dataclass(frozen=True, slots=True)
class Exemption:
    """A departure from a rule: patterns of the rule and the construct, and why."""

    rule: str
    construct: str
    reason: str

    def covers(self, finding: Finding) -> bool:
        """Whether the finding is this departure."""
        return bool(
            re.fullmatch(f"AwsSolutions-{self.rule}", finding.rule)
            and re.fullmatch(f"Harmonia-[a-z]+-{self.construct}/Resource", finding.construct)
        )


PREFIXES = (
    "songs|artifacts|manifests|requests|results(/[a-z]+)?|progress|cancel|async-out|uploads"
    "|analyses|weights"
)

EXEMPTIONS = (
    Exemption(
        rf"IAM5\[Resource::.*/({PREFIXES})/\*\]",
        r"(Engine/[a-z]+-role|Service/\w+/role)/DefaultPolicy",
        "Objects lie under their hash or their job, so a role is held to a prefix of the bucket.",
    ),
    Exemption(
        r"IAM5\[Resource::\*\]",
        r"Service/(\w+/role|song/machine/Role)/DefaultPolicy",
        "X-Ray and the delivery of workflow logs know no resources.",
    ),
    Exemption(
        r"IAM5\[Resource::\*\]",
        r"Engine/[a-z]+-role/DefaultPolicy",
        "Metrics and ECR's login know no resources; metrics are held to SageMaker's namespaces.",
    ),
    Exemption(
        r"IAM5\[Resource::.*:log-group:/aws/sagemaker/Endpoints/\*\]",
        r"Engine/[a-z]+-role/DefaultPolicy",
        "SageMaker names the log group after the endpoint, which itself needs the role.",
    ),
    Exemption(
        r"IAM5\[Resource::.*:execution:.*:\*\]",
        r"Service/(jobs|reconcile)/role/DefaultPolicy",
        "Executions are named after jobs; the role is held to those of our one state machine.",
    ),
    Exemption(
        r"IAM5\[Resource::.*/live/POST/@connections/\*\]",
        r"Service/(announce|jam|socket)/role/DefaultPolicy",
        "Connections get their names when people come; the role is held to our one API.",
    ),
    Exemption(
        r"IAM5\[Resource::.*/stream/\*\]",
        r"Service/announce/role/DefaultPolicy",
        "Lambda lists a table's streams to find the newest; the role is held to our one table.",
    ),
    Exemption(
        "S1",
        "State/bucket",
        "Objects are fetched by links that our functions make and log; nobody has bucket access.",
    ),
    Exemption(
        "DDB3",
        "State/table",
        "Only prod pays for going back in time; the other stages' songs may be lost.",
    ),
    Exemption(
        "COG2",
        "State/users/pool",
        "A second factor is everyone's choice: songs are not worth keeping people out.",
    ),
    Exemption(
        "COG8",
        "State/users/pool",
        "The plus plan bills every user by the month; an idle stage costs nothing.",
    ),
    Exemption(
        "APIG4",
        r"Service/http/api/GET--v1--(health|version|openapi\.json|schemas--\{proxy\+\})",
        "These say what anyone may know: that the service is there and how it is called.",
    ),
    Exemption(
        "APIG4",
        "Service/http/rest",
        "The one who answers every other path knows nothing but that there is nothing.",
    ),
    Exemption(
        "APIG4",
        r"Service/live/api/(\$connect|\$disconnect|\$default|ping|job\.subscribe)-Route",
        "Browsers cannot send a token with a WebSocket: the function takes a one-time ticket on "
        "$connect, and nobody reaches the other routes without having come through it.",
    ),
    Exemption(
        "APIG1",
        "Service/live/stage",
        "Access logs of WebSockets need a role on the whole account; the function logs each call.",
    ),
    Exemption(
        "SQS3",
        "Service/undelivered",
        "This is the dead-letter queue, of a topic subscription and of a stream's reader.",
    ),
    Exemption(
        "L1",
        r"Service/\w+/function",
        "Python 3.13, not the newest: numerical wheels for it have been out for a year.",
    ),
)


def findings(app: cdk.App) -> Sequence[Finding]:
    """Every rule that a synthesised app breaks, and where."""
    return [
        Finding(violation.rule_name, resource.construct_path or "")
        for violation in AwsSolutionsChecks(app).validate_scope(app).violations
        for resource in violation.violating_resources
    ]


def unexcused(found: Sequence[Finding]) -> Sequence[Finding]:
    """The findings that no exemption covers."""
    return [
        finding
        for finding in found
        if not any(exemption.covers(finding) for exemption in EXEMPTIONS)
    ]


def check(app: cdk.App) -> None:
    """Raise BrokenRules where a synthesised app breaks a rule without a reason."""
    if broken := unexcused(findings(app)):
        raise BrokenRules("\n".join(map(str, broken)))
