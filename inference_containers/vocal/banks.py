"""Whose sounds the singer has on this machine."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from harmonia import document
from inference_containers.vocal.bank import Bank, cache_folder
from inference_containers.vocal.flite import PITCH, FliteSpeaker, find_flite
from inference_containers.vocal.formants import FormantSpeaker
from inference_containers.vocal.unit import Speaker

SIZES = {"slt": 1.15, "rms": 1.0}  # of our own voice, in the place of the recorded ones


@dataclass(frozen=True)
class Banks:
    """A bank for each speaker."""

    by_speaker: Mapping[str, Bank]

    @property
    def name(self) -> str:
        """What to call them in a credit."""
        return ", ".join(dict.fromkeys(bank.speaker.name for bank in self.by_speaker.values()))

    @property
    def licence(self) -> str:
        """Under which terms their sounds may be used."""
        return " AND ".join(
            dict.fromkeys(bank.speaker.licence for bank in self.by_speaker.values())
        )

    @property
    def sha256(self) -> str:
        """The hash of all that the sounds depend on."""
        return document.digest([bank.sha256 for bank in self.by_speaker.values()])


def open_banks(environ: Mapping[str, str] = os.environ) -> Banks:
    """The best voices there are: recorded ones, or our own where those cannot be had."""
    program, folder = find_flite(environ), cache_folder(environ)
    return Banks({voice: Bank(_speaker(program, voice), folder) for voice in PITCH})


def _speaker(program: Path | None, voice: str) -> Speaker:
    return FliteSpeaker(program, voice) if program else FormantSpeaker(SIZES[voice])
