"""`python -m infra_cdk.local up [--detach] | down | status | logs`: the stage on this machine."""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

from infra_cdk.local import process, stage
from infra_cdk.local.errors import StageError
from infra_cdk.local.home import Home


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m infra_cdk.local")
    parser.add_argument("--home", type=Path, help="where the stage keeps its things")
    verbs = parser.add_subparsers(dest="verb", required=True)
    up = verbs.add_parser("up", help="start the stage, deploy what has changed")
    up.add_argument("--detach", action="store_true", help="return once it is ready")
    up.add_argument("--quiet", action="store_true", help="print nothing when all is well")
    up.add_argument("--assembly", type=Path, help="deploy this synthesized assembly")
    verbs.add_parser("down", help="stop the stage; its state stays")
    verbs.add_parser("status", help="say whether it runs, and what it does")
    logs = verbs.add_parser("logs", help="show what the functions logged")
    logs.add_argument("-n", "--lines", type=int, default=50)
    given = parser.parse_args()
    home = Home(given.home.resolve()) if given.home else Home()
    match given.verb:
        case "up":
            return _up(home, given.assembly, detach=given.detach, quiet=given.quiet)
        case "down":
            print("stopped" if process.stop(home) else "the stage was not running")
            return 0
        case "status":
            return _status(home)
        case _:
            return _logs(home, given.lines)


def _up(home: Home, assembly: Path | None, *, detach: bool, quiet: bool) -> int:
    begun = time.monotonic()
    try:
        description, child = stage.up(home, attached=not detach, cloud_assembly=assembly)
    except (StageError, OSError, subprocess.CalledProcessError) as error:
        print(f"the stage did not come up: {error}", file=sys.stderr)
        return 1
    if not quiet:
        shown = {name: value for name, value in description.items() if name != "password"}
        print(json.dumps(shown, indent=2))
        print(f"ready in {time.monotonic() - begun:.1f} s", file=sys.stderr)
    if detach or child is None:
        return 0
    try:
        child.wait()
    except KeyboardInterrupt:
        process.stop(home)
    return 0


def _status(home: Home) -> int:
    said = process.running(home)
    print(json.dumps(said, indent=2) if said else "the stage is not running")
    return 0 if said else 3


def _logs(home: Home, lines: int) -> int:
    if home.log.exists():
        print("\n".join(home.log.read_text(errors="replace").splitlines()[-lines:]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
