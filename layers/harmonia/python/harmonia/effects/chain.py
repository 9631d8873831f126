"""
A chain of effects, in the order in which sound goes through them.

Written as `[{"effect": "high_pass", "hertz": 80}, {"effect": "limiter"}]`: each names what it is,
and what is not said takes its usual value. Equal chains have equal canonical forms, so a result can
be kept under the chain's hash.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from harmonia import document
from harmonia.effects.dynamics import Compressor, Denoise, Gate, Limiter, Normalise
from harmonia.effects.space import Chorus, Delay, Reverb
from harmonia.effects.time import Fade, Pitch, Resample, TimeStretch, Trim
from harmonia.effects.tone import HighPass, HighShelf, LowPass, LowShelf, Peak
from harmonia.errors import Invalid

Effect = (
    HighPass | LowPass | LowShelf | HighShelf | Peak
    | Compressor | Gate | Denoise | Limiter | Normalise
    | Reverb | Delay | Chorus
    | Pitch | TimeStretch | Fade | Trim | Resample
)  # fmt: skip
KINDS: dict[str, type[Effect]] = {
    "high_pass": HighPass, "low_pass": LowPass, "low_shelf": LowShelf, "high_shelf": HighShelf,
    "peak": Peak, "compressor": Compressor, "gate": Gate, "denoise": Denoise, "limiter": Limiter,
    "normalise": Normalise, "reverb": Reverb, "delay": Delay, "chorus": Chorus, "pitch": Pitch,
    "time_stretch": TimeStretch, "fade": Fade, "trim": Trim, "resample": Resample,
}  # fmt: skip
NAMES = {kind: name for name, kind in KINDS.items()}
MOST = 16  # effects
TAG = "effect"


@dataclass(frozen=True, slots=True)
class Chain:
    """Effects one after the other."""

    effects: tuple[Effect, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.effects) <= MOST:
            raise Invalid(f"must be 1 to {MOST} effects, not {len(self.effects):,}")
        for index, effect in enumerate(self.effects[:-1]):
            if isinstance(effect, Resample):
                raise Invalid("must be the last effect", field=str(index))

    @classmethod
    def read(cls, data: Sequence[Mapping[str, Any]]) -> "Chain":
        """
        The chain that the data describes; Invalid names the effect by its place, and the field.

        >>> Chain.read([{"effect": "peak", "hertz": 400, "decibels": -3}]).effects[0]
        Peak(hertz=400.0, decibels=-3.0, q=0.7)
        """
        if len(data) > MOST:
            raise Invalid(f"must be 1 to {MOST} effects, not {len(data):,}")
        made = []
        for index, one in enumerate(data):
            try:
                made.append(_effect(one))
            except Invalid as error:
                raise error.under(index) from error
        return cls(tuple(made))

    def written(self) -> list[dict[str, Any]]:
        """The chain as data; `read` gives it back."""
        return [{TAG: NAMES[type(one)], **document.plain(one)} for one in self.effects]


def _effect(data: Mapping[str, Any]) -> Effect:
    if not isinstance(data, Mapping):
        raise Invalid('expected an object like {"effect": "high_pass", "hertz": 80}')
    name = data.get(TAG)
    kind = KINDS.get(name) if isinstance(name, str) else None
    if kind is None:
        raise Invalid(f"must be one of {', '.join(KINDS)}", field=TAG)
    return document.restore(kind, {key: value for key, value in data.items() if key != TAG})
