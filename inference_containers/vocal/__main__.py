"""
The singer, as a server or on a file.

    python -m inference_containers.vocal serve
    python -m inference_containers.vocal render song.json --out DIR
"""

from __future__ import annotations

import sys

from inference_containers.serving.command import Command
from inference_containers.vocal.banks import open_banks
from inference_containers.vocal.singer import Singer

COMMAND = Command("vocal", "vocal", "sung", lambda storage: Singer(open_banks(), storage))

if __name__ == "__main__":
    sys.exit(COMMAND.run())
