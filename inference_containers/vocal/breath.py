"""Breath: what is heard of a singer who takes in air before a phrase."""

from __future__ import annotations

import numpy as np

from inference_containers.vocal.bank import Bank, word_of
from inference_containers.vocal.line import Phrase
from inference_containers.vocal.tract import NEPERS, Tract, loudness
from inference_containers.vocal.vocoder import BINS, HOP, SAMPLE_RATE, Audio, Frames, synthesise

ROOM = 0.45  # seconds of silence that invite a breath
LONGEST, SHORTEST = 0.42, 0.18  # seconds
READY = 0.05  # seconds between the breath and the first sound
LEVEL = -46.0  # dB; a vowel has -20
DEEP = 6.0  # seconds of phrase that ask for a full breath, 4 dB more than a short one does
MOUTH = word_of(("HH", "AH0"))  # shaped as for a word that begins with breath


def breath(
    phrase: Phrase, begin: float, bank: Bank, tract: Tract, seed: int
) -> tuple[int, Audio] | None:
    """The breath before a phrase that begins to sound at `begin`, [samples], if there is room."""
    end = begin - READY
    length = min(LONGEST, 0.55 * phrase.room, end)
    if phrase.room < ROOM or length < SHORTEST:
        return None
    count = round(length * SAMPLE_RATE / HOP)
    unit = bank.unit(MOUTH)
    mark = unit.marks[0]
    middle = unit.cepstra[(mark.first + mark.last) // 2][None]
    logs = tract.amplitudes(middle, np.array([0.6]))
    way = np.linspace(0, 1, count)
    swell = np.sin(np.pi * way**1.4) ** 0.8  # it swells slowly and stops soon
    depth = 4 * min(1.0, (phrase.end - phrase.start) / DEEP)
    level = LEVEL + depth - float(loudness(middle)[0])
    loud = (level * NEPERS + np.log(swell + 1e-4)).astype(np.float32)[:, None]

    def frames(first: int, last: int) -> Frames:
        return Frames(logs + loud[first:last], np.ones((last - first, BINS), np.float32))

    start = round(end * SAMPLE_RATE) - count * HOP
    return start, synthesise(np.full(count, 100.0), frames, seed)
