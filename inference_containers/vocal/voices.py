"""
The voices: whose sound they sing with, and how it is bent to their size and manner.

Words are told apart best where `rms` sings them, at every size of head. Behind a lead, where
another sound is welcome and the words are heard already, women and children have the voice `slt`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from harmonia.errors import Invalid


@dataclass(frozen=True, slots=True)
class Voice:
    """A singer."""

    name: str
    speaker: str  # which recorded voice, where there are some
    tract: float  # formants against the speaker's: above 1 is a smaller head
    vibrato: float = 32.0  # cents either way
    rate: float = 5.6  # Hz, of the vibrato
    scoop: float = 35.0  # cents from below into a note
    breath: float = 0.0  # more air in the tone, 0 to 1
    tilt: float = 0.0  # dB per octave above 1 kHz
    ring: float = 2.0  # dB around 3 kHz: the singer's formant
    singers: int = 1


VOICES = {
    voice.name: voice
    for voice in (
        Voice("soprano", "rms", 1.17, rate=5.9),
        Voice("alto", "rms", 1.12),
        Voice("child", "rms", 1.26, vibrato=10.0, rate=6.0, ring=1.0, tilt=0.5),
        Voice("tenor", "rms", 1.05, rate=5.7),
        Voice("baritone", "rms", 0.96, rate=5.4),
    )
}


BEHIND = {"soprano": 1.05, "alto": 0.97, "child": 1.16}  # with what tract slt sings them


def singer(name: str, style: str, *, behind: bool = False) -> Voice:
    """
    The voice of that name singing in that style, maybe behind another that has the tune.

    Invalid if there is no such voice.
    """
    voice = VOICES.get(name)
    if voice and behind and name in BEHIND:
        voice = replace(voice, speaker="slt", tract=BEHIND[name])
    if voice is None:
        raise Invalid(f"{name!r} does not sing; voices are {', '.join(VOICES)}", field="instrument")
    match style:
        case "breathy":
            return replace(
                voice, breath=0.5, tilt=voice.tilt - 1.5, ring=0.0, vibrato=0.6 * voice.vibrato
            )
        case "strong":
            return replace(
                voice, tilt=voice.tilt + 1.2, ring=5.0, vibrato=1.3 * voice.vibrato, scoop=55.0
            )
        case "choir":
            return replace(voice, singers=5, breath=0.15, vibrato=0.8 * voice.vibrato, scoop=25.0)
    return voice
