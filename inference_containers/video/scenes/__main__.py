"""
The scenes, to look at.

    python -m inference_containers.video.scenes sheet --out DIR [SCENE ...]
    python -m inference_containers.video.scenes cost [SCENE ...]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import cv2

from inference_containers.video.scenes import sheet
from inference_containers.video.scenes.registry import SCENES


def main() -> int:
    """Run the command; 0 if it went well."""
    parser = argparse.ArgumentParser(prog="python -m inference_containers.video.scenes")
    commands = parser.add_subparsers(dest="command", required=True)
    names = [name.value for name in SCENES]
    for name, purpose in (("sheet", "paint contact sheets"), ("cost", "measure CPU time")):
        command = commands.add_parser(name, help=purpose)
        command.add_argument("scenes", nargs="*", metavar="SCENE", help=", ".join(names))
        if name == "sheet":
            command.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    unknown = set(arguments.scenes) - set(names)
    if unknown:
        parser.error(f"no such scene: {', '.join(sorted(unknown))}")
    cv2.setNumThreads(1)
    for scene, maker in SCENES.items():
        if arguments.scenes and scene.value not in arguments.scenes:
            continue
        if arguments.command == "sheet":
            arguments.out.mkdir(parents=True, exist_ok=True)
            for (width, height), columns, tile in (((1280, 720), 6, 320), ((720, 1280), 6, 240)):
                picture = sheet.contact(maker, (width, height), columns, tile)
                path = arguments.out / f"{scene.value}-{width}x{height}.png"
                cv2.imwrite(str(path), picture[..., ::-1])
        for size in sheet.SIZES:
            set_up, each = sheet.cost(maker, size)
            name = f"{scene.value:10s} {size[0]}x{size[1]}"
            print(f"{name}: {set_up:6.1f} ms once, {each:5.2f} ms a frame")
    return 0


if __name__ == "__main__":
    sys.exit(main())
