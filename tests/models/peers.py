"""MusicGen in audiocraft and in transformers, tiny, with weights that mean nothing."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from benchmarks.audiocraft_alone import stand_in
from inference_containers.models.musicgen import chroma
from inference_containers.models.musicgen.decoder import Conditions
from inference_containers.models.musicgen.shape import Shape

stand_in()

from audiocraft.models import lm as audiocraft_lm  # noqa: E402
from audiocraft.modules import codebooks_patterns, conditioners  # noqa: E402

logging.getLogger("audiocraft").setLevel(logging.ERROR)
TINY = Shape(layers=2, width=64, heads=2, hidden=256, codebooks=4)
STEREO = Shape(layers=2, width=64, heads=2, hidden=256, codebooks=8, channels=2)
MELODY = Shape(layers=2, width=64, heads=2, hidden=256, codebooks=4, chroma=9)


class Tunes(conditioners.WaveformConditioner):
    """A melody conditioner that is told the pitch classes: sample n of the sound is class n."""

    def __init__(self, frames: int, width: int) -> None:
        super().__init__(chroma.CLASSES, width, "cpu")
        self.frames = frames
        self._use_masking = False

    def _get_wav_embedding(self, x: Any) -> Tensor:
        rows = [chroma.written(one.long().tolist()) for one in x.wav[:, 0]]
        return torch.stack([chroma.fitted(one, self.frames) for one in rows])


def audiocraft(shape: Shape, seed: int = 0) -> Any:
    """audiocraft's language model of that shape, as its checkpoints configure it."""
    torch.manual_seed(seed)
    words = conditioners.LUTConditioner(128, 16, shape.width, tokenizer="whitespace")
    provided: dict[str, Any] = {"description": words}
    fused: dict[str, list[str]] = {"sum": [], "input_interpolate": [], "cross": [], "prepend": []}
    if shape.crossed:
        fused["cross"] = ["description"]
    else:
        provided["self_wav"] = Tunes(shape.chroma, shape.width)
        fused["prepend"] = ["self_wav", "description"]
    model = audiocraft_lm.LMModel(
        codebooks_patterns.DelayedPatternProvider(shape.codebooks, list(shape.delays)),
        conditioners.ConditioningProvider(provided),
        conditioners.ConditionFuser(fused),
        n_q=shape.codebooks, card=shape.cardinality, dim=shape.width, num_heads=shape.heads,
        num_layers=shape.layers, hidden_scale=shape.hidden // shape.width, norm="layer_norm",
        norm_first=True, bias_proj=False, bias_ff=False, bias_attn=False, causal=True,
        custom=False, memory_efficient=True, attention_as_float32=False, dropout=0.0,
        cross_attention=shape.crossed, activation="gelu", positional_embedding="sin",
    ).eval()  # fmt: skip
    for weight in model.parameters():
        if weight.dim() > 1:
            weight.data.normal_(0, 0.09)
        else:
            weight.data.add_(torch.randn_like(weight) * 0.02)
    return model


def asked(prompts: Sequence[str], tunes: Sequence[Sequence[int]] = ()) -> list[Any]:
    """Prompts, and tunes where there are any, as audiocraft takes them."""
    made = [conditioners.ConditioningAttributes(text={"description": one}) for one in prompts]
    for one, tune in zip(made, tunes, strict=False):
        wave = torch.tensor(list(tune), dtype=torch.float32)[None, None]
        length = torch.tensor([wave.shape[-1]])
        one.wav["self_wav"] = conditioners.WavCondition(wave, length, [32_000], [None], [0.0])
    return made


@torch.no_grad()
def conditions(model: Any, attributes: list[Any]) -> list[Conditions]:
    """What audiocraft conditions its model on, as ours takes it."""
    nothing = conditioners.ClassifierFreeGuidanceDropout(p=1.0)(attributes)
    provider = model.condition_provider
    made = provider(provider.tokenize(attributes + nothing))
    words = made["description"][0]
    count = len(attributes)
    if "self_wav" not in made:
        return [Conditions(words[one]) for one in range(count)]
    before = torch.cat((made["self_wav"][0], words), dim=1)
    return [Conditions(words[one], before[[one, one + count]]) for one in range(count)]
