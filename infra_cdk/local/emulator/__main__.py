"""
`python -m infra_cdk.local.emulator`: the stage's process.

Started by the launcher with a clean environment; SIGTERM, or the end of stdin where
it is a pipe, ends it with everything saved.
"""

import argparse
import asyncio
import fcntl
import json
import logging
import os
import signal
import stat
import sys
import threading
import time
from pathlib import Path
from typing import Any

from infra_cdk.local.emulator import code, functions, inside, resources
from infra_cdk.local.emulator.engine import Machine
from infra_cdk.local.emulator.forks import InitFailed
from infra_cdk.local.emulator.gate import Gate
from infra_cdk.local.emulator.journal import Journal
from infra_cdk.local.emulator.pool import Pool, service
from infra_cdk.local.emulator.sagemaker import SageMaker
from infra_cdk.local.emulator.saving import Saving
from infra_cdk.local.emulator.streams import Streams

log = logging.getLogger("harmonia.stage")


class Stage:
    def __init__(self, home: Path, python: str, port: int, instance: str) -> None:
        self.home = home
        self.port = port
        self.instance = instance
        endpoint = f"http://127.0.0.1:{port}"
        state = home / "state"
        self.saving = Saving(state)
        self.pool = Pool(
            home / "code",
            endpoint,
            inside.name("services.lambda_svc", "_resolve_layer_zip"),
            lambda name, text: print(f"{name} | {text}", file=sys.stderr),
        )
        self.journal = Journal(state / "dynamodb.journal", lambda: self.saving.save("dynamodb"))
        self.saving.tables = self.journal.compact
        self.streams = Streams(self.journal.note_positions)
        self.sagemaker = SageMaker(
            state / "sagemaker",
            Machine(python, Path.cwd(), home / "logs", endpoint),
            lambda kind: inside.library("boto3").client(kind, endpoint_url=endpoint),
        )
        self.gate = Gate(
            inside.name("app", "app"),
            self.sagemaker,
            self.saving,
            {
                ("GET", "/_harmonia/stage"): self.describe,
                ("POST", "/_harmonia/save"): self.save,
                ("POST", "/_harmonia/wake"): self.wake,
            },
        )

    def install(self) -> None:
        """Put every seam in place; a moved name stops the start here."""
        functions.run_in(self.pool, self.after_a_function)
        functions.run_sockets_too()
        functions.hide_errors()
        functions.retry_notifications()
        functions.fail_callback_with_its_function()
        functions.give_branches_a_context_each()
        self.journal.install()
        self.streams.install()
        self.sagemaker.install()
        resources.accept()
        inside.replace("app", "_load_persisted_state", "", self._loading)

    def after_a_function(self) -> None:
        self.saving.touch("sqs", "stepfunctions")  # what runs beside requests
        if self.journal.long:
            self.saving.touch("dynamodb")

    def describe(self, _: dict[str, Any]) -> dict[str, Any]:
        engines = self.sagemaker.engines.items()
        return {
            "instance": self.instance,
            "pid": os.getpid(),
            "engines": {name: {"ready": e.ready, "pid": e.pid} for name, e in engines},
            "functions": self.pool.describe(),
        }

    def save(self, _: dict[str, Any]) -> dict[str, Any]:
        self.saving.flush()
        return {"saved": True}

    def wake(self, request: dict[str, Any]) -> dict[str, Any]:
        """Invoke one function, then start a worker of others one by one, in the background."""
        threading.Thread(target=self._wake, kwargs=request, daemon=True).start()
        return request

    def _wake(self, invoke: str, warm: list[str]) -> None:
        stored = inside.name("services.lambda_svc", "_functions")
        functions = {service(func["config"]): func for func in stored._data.values()}
        execute = inside.name("services.lambda_svc", "_execute_function_with_config_scope")
        for name in (invoke, *warm):
            if name not in functions:
                continue
            try:
                if name == invoke:
                    execute(functions[name], {"source": "harmonia.local", "detail-type": "Start"})
                else:
                    self.pool.warm(functions[name]["config"], functions[name]["code_zip"])
            except InitFailed as failed:
                log.warning("%s cannot start: %s", name, failed)
            except Exception:
                log.exception("could not wake %s", name)

    def _loading(self, old: Any) -> Any:
        def load() -> None:
            old()
            self.journal.open()
            self.sagemaker.open()
            self.saving.start()
            threading.Thread(target=self._rest, daemon=True).start()

        return load

    def _rest(self) -> None:
        while True:
            time.sleep(30)
            self.pool.rest()

    async def serve(self) -> None:
        """Answer on 127.0.0.1 until told to stop."""
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
        if stat.S_ISFIFO(os.fstat(0).st_mode):
            threading.Thread(
                target=lambda: (os.read(0, 1), loop.call_soon_threadsafe(stop.set)), daemon=True
            ).start()
        config = inside.library("hypercorn.config").Config()
        config.bind = [f"127.0.0.1:{self.port}"]
        config.keep_alive_timeout = 75
        config.graceful_timeout = 1
        config.loglevel = "WARNING"
        serve = inside.library("hypercorn.asyncio").serve
        await serve(self.gate, config, shutdown_trigger=stop.wait)

    def close(self) -> None:
        self.sagemaker.close()
        self.pool.close()


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--home", type=Path, required=True)
    arguments.add_argument("--python", required=True)
    arguments.add_argument("--instance", required=True)
    given = arguments.parse_args()
    lock = (given.home / "lock").open("w")
    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # one stage per home, as long as we live
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    code.clean(given.home / "code")
    stage = Stage(given.home, given.python, int(os.environ["GATEWAY_PORT"]), given.instance)
    stage.install()
    asyncio.run(stage.serve())
    stage.close()
    print(json.dumps({"stopped": os.getpid()}), file=sys.stderr, flush=True)
    os._exit(0)  # threads of the emulator that wait for hours must not hold us


if __name__ == "__main__":
    main()
