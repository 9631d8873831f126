"""
The band, as a server or on a file.

    python -m inference_containers.music serve
    python -m inference_containers.music render song.json --out DIR
"""

from __future__ import annotations

import sys

from inference_containers.music.band import Band
from inference_containers.music.banks import open_bank
from inference_containers.serving.command import Command

COMMAND = Command("music", "music", "played", lambda storage: Band(open_bank(), storage))

if __name__ == "__main__":
    sys.exit(COMMAND.run())
