"""The ear as live sessions want it: samples as strangers write them in, chords out."""

from typing import Any

import soxr

from harmonia.live.hearing import Heard, Hearing, Settled, Sounding
from harmonia.live.listening import Form
from harmonia.music.key import Key
from harmonia_audio.ears import live
from harmonia_audio.ears.frames import QUARTER
from harmonia_audio.ears.live_frames import LONGEST, take
from harmonia_audio.ears.samples import read


class LiveEar:
    """Hears chords in chunks of a stream."""

    def take(self, hearing: Hearing, audio: Any, form: Form) -> Sounding:
        """What sounds in the chunk, a text in base64 or a list of samples; Invalid if none."""
        wave, rate = read(audio, form, LONGEST)
        return take(live.pointed(hearing), soxr.resample(wave, rate, QUARTER, quality="MQ"))

    def follow(self, hearing: Hearing, sounding: Sounding, key: Key | None) -> Heard:
        """What it means after all that was heard before."""
        return live.follow(hearing, sounding, key)

    def finish(self, hearing: Hearing, key: Key | None) -> tuple[Settled, ...]:
        """The chords that were still open when the sound ended."""
        return live.finish(hearing, key)
