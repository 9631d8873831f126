"""
The mother of all workers: processes that import once and fork often.

The fork server has imported what most functions import. It forks a template for each
function, which imports the handler. The template forks the workers, so that a burst
of calls costs a hundredth of a second per worker, and they share that memory. Neither
has threads while it forks. A handler must not open a connection when it is imported.

Like the worker this stands alone. Requests come on a socket: a length, file
descriptors and JSON; the answer is a pid. When the socket ends, so does the process.
"""

import asyncio
import contextlib
import gc
import importlib
import json
import os
import signal
import socket
import struct
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = str(Path(__file__).parent)
PRELOADED = (
    "aws_lambda_powertools.logging",
    "aws_lambda_powertools.metrics",
    "boto3.dynamodb.conditions",
    "boto3.s3.transfer",
    "botocore.client",
    "botocore.httpsession",
    "fastapi",
    "mangum",
)
Become = Callable[[dict[str, Any], list[int]], None]


def serve(channel: socket.socket, become: Become) -> None:
    """Fork a process for each request until nobody asks any more."""
    gc.collect()
    gc.freeze()  # or the first collection in each child would copy every page
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the children
    while True:
        head, descriptors, _, _ = socket.recv_fds(channel, 4, 3)
        if not head:
            os._exit(0)
        body = b""
        while len(body) < struct.unpack("!I", head)[0]:
            body += channel.recv(65536)
        pid = os.fork()
        if pid == 0:
            try:
                channel.close()
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                become(json.loads(body), descriptors)
            finally:
                os._exit(1)
        for descriptor in descriptors:
            os.close(descriptor)
        channel.sendall(struct.pack("!I", pid))


def become_template(message: dict[str, Any], descriptors: list[int]) -> None:
    """Import the handler as its function would, and fork workers with it."""
    channel = socket.socket(fileno=descriptors[0])
    os.environ.clear()
    os.environ.update(message["variables"])
    time.tzset()
    os.nice(message["nice"])
    os.chdir(message["paths"][0])
    sys.path[:0] = message["paths"]
    module, _, function = message["handler"].replace("/", ".").rpartition(".")
    worker = importlib.import_module("worker")
    try:
        handler = getattr(importlib.import_module(module), function)
    except Exception as error:
        channel.sendall(json.dumps({"error": worker.failure(error)}).encode() + b"\n")
        return
    channel.sendall(b"{}\n")

    # A loop made in the import is wired to one epoll, which all workers would then share:
    # each takes a loop of its own. The old one is kept, since its end would unwire the others'.
    inherited: list[object] = []

    def become_worker(_: dict[str, Any], pipes: list[int]) -> None:
        for number, descriptor in enumerate(pipes):
            os.dup2(descriptor, number)
            os.close(descriptor)
        inherited.append(asyncio.get_event_loop_policy())
        asyncio.set_event_loop_policy(None)
        asyncio.set_event_loop(asyncio.new_event_loop())
        worker.main(handler)

    serve(channel, become_worker)


def main() -> None:
    channel = socket.socket(fileno=os.dup(0))
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    importlib.import_module("worker")
    sys.path.remove(HERE)
    for module in PRELOADED:
        with contextlib.suppress(ImportError):
            importlib.import_module(module)
    serve(channel, become_template)


if __name__ == "__main__":
    main()
