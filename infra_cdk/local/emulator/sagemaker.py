"""
A stand-in for SageMaker's asynchronous endpoints, which the emulator does not have.

CloudFormation creates models, configurations and endpoints; an endpoint is in
service once its engine has answered `/ping`, and stays so while a dead one is started
again: what is asked meanwhile waits in line. Which engine a model means, its container's
variable `HARMONIA_ENGINE` says: a Python module whose `serve` is the container's.
"""

import re
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from infra_cdk.local.emulator import inside
from infra_cdk.local.emulator.engine import Engine, Machine
from infra_cdk.local.emulator.invocations import Invocations, Objects
from infra_cdk.local.emulator.state import Shelf

ACCOUNT = "arn:aws:sagemaker:us-east-1:000000000000"
ASYNC_PATH = re.compile(r"/endpoints/([^/]+)/async-invocations")
KINDS = {  # CloudFormation's type: what names it, and its part of the ARN
    "AWS::SageMaker::Model": ("ModelName", "model"),
    "AWS::SageMaker::EndpointConfig": ("EndpointConfigName", "endpoint-config"),
    "AWS::SageMaker::Endpoint": ("EndpointName", "endpoint"),
}
Reply = tuple[int, dict[str, str], dict[str, Any]]


class SageMaker:
    def __init__(self, folder: Path, machine: Machine, client: Callable[[str], Any]) -> None:
        self.folder = folder
        self.machine = machine
        self.objects = Objects(client)
        self.shelf = Shelf(folder / "resources.json")
        self.engines: dict[str, Engine] = {}
        self.queues: dict[str, Invocations] = {}

    def install(self) -> None:
        """Teach the emulator's CloudFormation our resource types."""
        handlers = inside.name("services.cloudformation.provisioners", "_RESOURCE_HANDLERS")
        for kind in KINDS:
            handlers[kind] = {"create": self._creator(kind), "delete": self._delete}

    def open(self) -> None:
        """Bring the endpoints of the stored stacks back, engines and queues."""
        for name in self.shelf.names():
            if self.shelf.get(name)["kind"] == "AWS::SageMaker::Endpoint":
                self._run_endpoint(name)

    def close(self) -> None:
        for engine in self.engines.values():
            engine.end()

    def answer(self, path: str, headers: dict[str, str], request: dict[str, Any]) -> Reply:
        """The reply to one API call signed for SageMaker."""
        if found := ASYNC_PATH.fullmatch(path):
            return self._invoke(found[1], headers)
        action = headers.get("x-amz-target", "").removeprefix("SageMaker.")
        if action == "DescribeEndpoint":
            return self._describe(request.get("EndpointName", ""))
        return _refusal("UnknownOperationException", f"{action or path} is not part of this stage")

    def _creator(self, kind: str) -> Callable[[str, dict[str, Any], str], Any]:
        key, part = KINDS[kind]

        def create(logical_id: str, props: dict[str, Any], stack: str) -> Any:
            # The same name each time: an update without a handler calls create again.
            unique = uuid.uuid5(uuid.NAMESPACE_OID, f"{stack}/{logical_id}").hex[:8]
            name = props.get(key) or f"{logical_id[:40]}-{unique}"
            self.shelf.put(name, {"kind": kind, "properties": props})
            if kind == "AWS::SageMaker::Endpoint":
                self._run_endpoint(name)
            return name, {key: name, f"{key[:-4]}Arn": f"{ACCOUNT}:{part}/{name.lower()}"}

        return create

    def _delete(self, physical_id: str, props: dict[str, Any]) -> None:
        self.shelf.drop(physical_id)
        if physical_id in self.engines:
            self.engines.pop(physical_id).end()
            self.queues.pop(physical_id).end()

    def _run_endpoint(self, name: str) -> None:
        config = self.shelf.get(self.shelf.get(name)["properties"]["EndpointConfigName"])
        variant = config["properties"]["ProductionVariants"][0]
        model = self.shelf.get(variant["ModelName"])["properties"]
        container = model.get("PrimaryContainer") or model["Containers"][0]
        variables = {key: str(value) for key, value in container.get("Environment", {}).items()}
        if name in self.engines:
            self.engines[name].end()
            self.queues[name].end()
        engine = Engine(name, variables["HARMONIA_ENGINE"], variables, self.machine)
        self.engines[name] = engine
        self.queues[name] = Invocations(
            self.folder / "queue" / name, config["properties"], engine, self.objects
        )

    def _invoke(self, endpoint: str, headers: dict[str, str]) -> Reply:
        queue = self.queues.get(endpoint)
        if queue is None:
            return _refusal("ValidationError", f"Endpoint {endpoint} not found.")
        if not headers.get("x-amzn-sagemaker-inputlocation", "").startswith("s3://"):
            return _refusal("ValidationError", "InputLocation must be an S3 URI.")
        invocation = queue.accept(endpoint, headers)
        places = {"X-Amzn-SageMaker-OutputLocation": invocation.output}
        if invocation.failure:
            places["X-Amzn-SageMaker-FailureLocation"] = invocation.failure
        return 202, places, {"InferenceId": invocation.id}

    def _describe(self, endpoint: str) -> Reply:
        engine = self.engines.get(endpoint)
        if engine is None:
            return _refusal("ValidationException", f'Could not find endpoint "{endpoint}".')
        return (
            200,
            {},
            {
                "EndpointName": endpoint,
                "EndpointArn": f"{ACCOUNT}:endpoint/{endpoint.lower()}",
                "EndpointConfigName": self._config(endpoint, engine),
                "EndpointStatus": "InService" if engine.proven else "Creating",
                "CreationTime": time.time(),
                "LastModifiedTime": time.time(),
            },
        )

    def _config(self, endpoint: str, engine: Engine) -> str:
        """The configuration's name, which changes with the engine, as it does on AWS."""
        name: str = self.shelf.get(endpoint)["properties"]["EndpointConfigName"]
        return f"{name}-{engine.identity}" if engine.identity else name


def _refusal(kind: str, message: str) -> Reply:
    return 400, {"x-amzn-errortype": kind}, {"message": message}
