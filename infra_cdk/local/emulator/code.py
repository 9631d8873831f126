"""
The code of functions and layers, unpacked once per content and shared by all workers.

Sharing also keeps the bytecode that the first import wrote.
"""

import hashlib
import io
import os
import shutil
import uuid
import zipfile
from pathlib import Path

KEPT = 64  # newest unpacked archives that survive a clean-up


def unpack(archive: bytes, shelf: Path) -> Path:
    """The folder with the archive's files, unpacked now if it is not there yet."""
    folder = shelf / hashlib.sha256(archive).hexdigest()[:24]
    if folder.exists():
        os.utime(folder)
        return folder
    fresh = shelf / f"{folder.name}.{uuid.uuid4().hex[:8]}"
    fresh.mkdir(parents=True)
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        files.extractall(fresh)  # it drops absolute names and every ".."
    try:
        fresh.rename(folder)
    except OSError:  # another worker was faster
        shutil.rmtree(fresh)
    return folder


def clean(shelf: Path) -> None:
    """Drop what was cut off half-way and all but the newest archives."""
    if not shelf.exists():
        return
    folders = sorted(shelf.iterdir(), key=lambda folder: folder.stat().st_mtime, reverse=True)
    whole = [folder for folder in folders if not folder.suffix]
    for folder in set(folders) - set(whole[:KEPT]):
        shutil.rmtree(folder)
