"""
`python -m infra_cdk.local.leash MODULE ARGS…`: run a module, and end when stdin does.

The pipe on stdin is held by whoever started us. When that process is gone, even by
`kill -9`, the pipe closes and nothing of us is left behind.
"""

import os
import runpy
import sys
import threading

NICE = 10  # it computes for seconds; requests that people wait for come first


def hold() -> None:
    """End this process when stdin ends."""

    def wait() -> None:
        while os.read(0, 4096):
            pass
        os._exit(0)

    threading.Thread(target=wait, name="leash", daemon=True).start()


if __name__ == "__main__":
    hold()
    os.nice(NICE)
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
