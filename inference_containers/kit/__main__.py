"""
Engines for operators.

    python -m inference_containers.kit list
    python -m inference_containers.kit pin musicgen --variant small
    python -m inference_containers.kit pull musicgen --variant small [--bucket s3://…/weights]
    python -m inference_containers.kit verify [musicgen] [--bucket s3://…/weights]
    python -m inference_containers.kit test band [--address http://… --storage s3://…]

A token for gated weights is read from HF_TOKEN, or from the secret HARMONIA_TOKEN_SECRET names.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import httpx

from harmonia.errors import HarmoniaError
from inference_containers.kit import verbs


def main() -> int:
    """Run the command; 0 if it went well, 1 if something was found wrong."""
    parser = argparse.ArgumentParser(prog="python -m inference_containers.kit")
    parser.add_argument("--engines", type=Path, default=Path("inference_containers"))
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="every engine, its weights and their terms")
    pin = commands.add_parser("pin", help="ask the hub what a revision holds, for engine.toml")
    pull = commands.add_parser("pull", help="fetch a snapshot, into a folder and into a bucket")
    verify = commands.add_parser("verify", help="check snapshots against what is pinned")
    test = commands.add_parser("test", help="prove that an engine keeps the contract")
    for one in (pin, pull, test):
        one.add_argument("engine")
    verify.add_argument("engine", nargs="?")
    for one in (pin, pull, verify, test):
        one.add_argument("--variant", default="")
    pin.add_argument("--folder", type=Path, help="pin what lies in a folder instead")
    for one in (pull, verify):
        one.add_argument("--root", type=Path, help="the folder with the snapshots of all engines")
        one.add_argument("--bucket", help="s3://bucket/weights")
    test.add_argument("--address", help="a server that runs; else one is started")
    test.add_argument("--storage", help="s3://bucket/prefix that the server and you may write to")
    test.add_argument("--seconds", type=float, help="to wait for one good answer")
    arguments = parser.parse_args()
    try:
        return verbs.VERBS[arguments.command](arguments)
    except (HarmoniaError, OSError, httpx.HTTPError) as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
