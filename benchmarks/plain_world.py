"""
The plain way to sing with WORLD, to measure against: every line spoken, analysed and synthesised.

Flite speaks the line, WORLD (dio, cheaptrick, d4c) takes it apart, its frames are stretched to the
notes, get the score's pitch and are put together again at 44.1 kHz. Needs `pyworld-prebuilt`.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import numpy as np
import pyworld  # type: ignore[import-not-found,unused-ignore]
import soundfile
import soxr
from numpy.typing import NDArray

from inference_containers.vocal.bank import word_of
from inference_containers.vocal.flite import FliteSpeaker
from inference_containers.vocal.line import Phrase
from inference_containers.vocal.phones import nucleus
from inference_containers.vocal.stack import words_of

RATE = 44_100
PERIOD = 5.0  # ms


def sing(phrase: Phrase, speaker: FliteSpeaker) -> NDArray[np.float64]:
    """The phrase, [samples], by the plain chain."""
    phones = [one for word, _ in words_of(phrase) for one in word]
    with tempfile.TemporaryDirectory() as folder:
        wave = str(Path(folder) / "line.wav")
        names = " ".join(str(one).lower() for one in phones)
        command = [
            str(speaker.program), "-voice", speaker.voice, "-psdur", "--setf",
            "duration_stretch=1.35", "-p", f"pau {names} pau", "-o", wave,
        ]  # fmt: skip
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        speech, rate = soundfile.read(wave)
    ends = [float(token.rpartition(":")[2]) for token in said.split()]
    sound = soxr.resample(speech, rate, RATE)
    rough, times = pyworld.dio(sound, RATE, f0_floor=60, f0_ceil=400, frame_period=PERIOD)
    pitch = pyworld.stonemask(sound, rough, times, RATE)
    envelope = pyworld.cheaptrick(sound, pitch, times, RATE)
    breath = pyworld.d4c(sound, pitch, times, RATE)
    at, spoken, hertz = _anchors(phrase, ends)
    out = np.arange(at[0], at[-1], PERIOD / 1000)
    rows = np.clip(np.interp(out, at, spoken) / (PERIOD / 1000), 0, len(envelope) - 1.001)
    whole, part = rows.astype(int), (rows % 1)[:, None]
    logs = np.log(envelope + 1e-16)
    stretched = np.exp(logs[whole] * (1 - part) + logs[whole + 1] * part)
    air = breath[whole] * (1 - part) + breath[whole + 1] * part
    tune = np.interp(out, *hertz)
    result: NDArray[np.float64] = pyworld.synthesize(
        tune, np.ascontiguousarray(stretched), np.ascontiguousarray(air), RATE, PERIOD
    )
    return result


def _anchors(
    phrase: Phrase, ends: list[float]
) -> tuple[list[float], list[float], tuple[list[float], list[float]]]:
    """Times of the song, the times of speech that belong there, and the pitch over time."""
    at, spoken, phone = [phrase.start - 0.1], [ends[0]], 1
    times, hertz = [], []
    for one in phrase.syllables:
        carried = nucleus(word_of(one.phonemes))
        at += [one.start, max(one.start + 0.05, one.end - 0.1)]
        spoken += [ends[phone + carried - 1], ends[phone + carried]]
        phone += len(one.phonemes)
        for tone in one.tones:
            times += [tone.start, tone.end]
            hertz += [440 * 2 ** ((tone.key - 69) / 12)] * 2
    return [*at, phrase.end + 0.1], [*spoken, ends[-1]], (times, hertz)
