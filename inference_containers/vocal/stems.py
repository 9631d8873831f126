"""The last touches to what was sung, before it becomes a file."""

from __future__ import annotations

from harmonia_audio.filters import filtered, high_pass
from inference_containers.vocal.vocoder import Audio

RUMBLE = 0.6  # of the lowest note: below it is no voice, only thumps of consonants


def finished(stem: Audio, lowest: float) -> Audio:
    """The stem, [channels, samples], without what lies below a voice whose lowest note is given."""
    return filtered(stem, high_pass(max(45.0, RUMBLE * lowest), order=4))
