"""What a chain costs, so that nobody is made to wait for what cannot be done in time."""

from harmonia.effects.chain import Chain, Effect
from harmonia.effects.dynamics import Denoise
from harmonia.effects.space import Chorus, Reverb
from harmonia.effects.time import Pitch, TimeStretch, Trim

WAITING = 14.0  # seconds of work: half of what the API waits, for a slow day
FILES = 0.012  # seconds to read and write a second of stereo sound
# Seconds of work for a second of stereo sound, measured on one core; all others cost `USUAL`.
USUAL = 0.006
COSTS: dict[type[Effect], float] = {
    Denoise: 0.025, Reverb: 0.010, Chorus: 0.009, Pitch: 0.066, TimeStretch: 0.055,
}  # fmt: skip


def cost(chain: Chain, seconds: float, decoded: float) -> float:
    """Seconds of work for so many seconds of sound, out of so many that must be decoded."""
    total = FILES * decoded
    for effect in chain.effects:
        work = COSTS.get(type(effect), USUAL) * seconds
        if isinstance(effect, TimeStretch):
            seconds *= effect.factor
            work *= effect.factor
        elif isinstance(effect, Pitch):
            work *= max(1.0, 2 ** (effect.semitones / 12))
        elif isinstance(effect, Trim):
            seconds = max(0.0, min(effect.end or seconds, seconds) - effect.start)
        total += work
    return total
