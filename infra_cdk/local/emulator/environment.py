"""What a function's process sees of the world: its own variables and nothing of the host's."""

import os
import re
import uuid
from typing import Any

EXECUTE_API = re.compile(r"(https|wss)://([a-z0-9]+)\.execute-api\.[a-z0-9.-]+\.amazonaws\.com")


def host_variables() -> dict[str, str]:
    """The few variables of the host that any child process needs, and one thread to calculate on.

    Stages and engines run side by side here; threads of their libraries' own would be in the way.
    """
    kept = ("PATH", "HOME", "TMPDIR", "LANG")
    found = {name: os.environ[name] for name in kept if name in os.environ}
    return found | {"OPENBLAS_NUM_THREADS": "1"}


def aws_variables(endpoint: str) -> dict[str, str]:
    """Where AWS is, and the credentials it takes from anyone."""
    return {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def local_url(value: str, endpoint: str) -> str:
    """The value with every API Gateway address in it turned to this machine's.

    The template spells `https://<api>.execute-api.<region>.amazonaws.com/<stage>`, which
    does not resolve here; the same API answers under the emulator's own address.
    """
    address = endpoint.partition("://")[2]

    def here(found: re.Match[str]) -> str:
        scheme = {"https": "http", "wss": "ws"}[found[1]]
        return f"{scheme}://{address}/_aws/execute-api/{found[2]}"

    return EXECUTE_API.sub(here, value)


def function_variables(config: dict[str, Any], task_root: str, endpoint: str) -> dict[str, str]:
    """The environment of one function's process."""
    name = config["FunctionName"]
    own = config.get("Environment", {}).get("Variables", {})
    return (
        host_variables()
        | aws_variables(endpoint)
        | {"PYTHONUNBUFFERED": "1", "TZ": ":UTC"}
        | {key: local_url(value, endpoint) for key, value in own.items()}
        | {
            "LAMBDA_TASK_ROOT": task_root,
            "_HANDLER": config["Handler"],
            "AWS_EXECUTION_ENV": f"AWS_Lambda_{config.get('Runtime', 'python')}",
            "AWS_LAMBDA_FUNCTION_NAME": name,
            "AWS_LAMBDA_FUNCTION_VERSION": config.get("Version", "$LATEST"),
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(config.get("MemorySize", 128)),
            "AWS_LAMBDA_LOG_GROUP_NAME": f"/aws/lambda/{name}",
            "AWS_LAMBDA_LOG_STREAM_NAME": uuid.uuid4().hex,
        }
    )
