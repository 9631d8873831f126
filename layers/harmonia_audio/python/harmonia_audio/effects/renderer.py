"""Files through chains of effects."""

from pathlib import Path

import soundfile

from harmonia.effects.chain import Chain
from harmonia.effects.ports import Outcome, Stretch
from harmonia.errors import Invalid
from harmonia_audio import gate
from harmonia_audio.audio import SAMPLE_RATE
from harmonia_audio.ears.recording import recording
from harmonia_audio.effects.render import render

LONGEST = 900.0  # seconds of a sound that is filtered while one waits
FORMATS = {".flac": "FLAC", ".wav": "WAV"}


class FileRenderer:
    """Reads what strangers sent with care, and writes 24 bits."""

    @property
    def name(self) -> str:
        """Who: name@version."""
        return "filters@1"

    def seconds(self, path: Path) -> float:
        """How long the sound in the file says it is; Invalid if it is none, or too long."""
        seconds = gate.inspect(path, "audio").seconds or 0.0
        if seconds > LONGEST:
            raise Invalid(
                f"{seconds / 60:.1f} minutes are too long; filter at most {LONGEST / 60:.0f}",
                code="too-long",
            )
        return seconds

    def render(self, path: Path, chain: Chain, part: Stretch | None, into: Path) -> Outcome:
        """Write the filtered sound as WAV or FLAC, by the suffix; Invalid if nothing is left."""
        audio = recording(path, LONGEST)
        if part:
            start = round(part.start * SAMPLE_RATE)
            audio = audio[:, start : start + round(part.seconds * SAMPLE_RATE)]
            if not audio.shape[1]:
                raise Invalid("begins after the sound ends", field="preview_start")
        made = render(audio, chain)
        soundfile.write(
            into, made.audio.T, made.rate, subtype="PCM_24", format=FORMATS[into.suffix]
        )
        channels, samples = made.audio.shape
        return Outcome(
            seconds=round(samples / made.rate, 4), sample_rate=made.rate, channels=channels
        )
