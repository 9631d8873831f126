"""Which bank the band plays on this machine."""

from __future__ import annotations

import os
from collections.abc import Mapping

from inference_containers.music.bank.bank import SynthesisedBank
from inference_containers.music.fluidsynth import LibraryMissing
from inference_containers.music.playing import Bank
from inference_containers.music.soundfont import SoundfontBank, find_soundfont


def open_bank(environ: Mapping[str, str] = os.environ) -> Bank:
    """The best bank there is: recorded instruments, or our own where those cannot be had."""
    path = find_soundfont(environ)
    if path is None:
        return SynthesisedBank()
    try:
        return SoundfontBank(path)
    except LibraryMissing:
        return SynthesisedBank()
