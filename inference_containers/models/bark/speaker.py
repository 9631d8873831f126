"""Bark's model, asked for one line at a time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import torch
from transformers import AutoTokenizer, BarkModel
from transformers.models.bark.generation_configuration_bark import BarkGenerationConfig

from inference_containers.models import device, pipelines
from inference_containers.models.take import Sound

RATE = 24_000
LONGEST = 13.0  # seconds of one line, as the model was trained
TOKENS = 256  # of a line's text
FRAMES = 50  # semantic tokens a second


@dataclass(frozen=True)
class Speaker:
    """The loaded model."""

    model: Any
    tokenizer: Any

    @classmethod
    def load(cls, folder: Path, place: torch.device, precision: torch.dtype) -> Self:
        """The model in that folder; EngineFailed says why not."""
        with pipelines.loading("BarkModel", folder):
            model = BarkModel.from_pretrained(
                str(folder), torch_dtype=precision, **pipelines.LOCAL
            ).eval()
            if not isinstance(model.generation_config, BarkGenerationConfig):
                model.generation_config = settings()
            tokenizer = AutoTokenizer.from_pretrained(str(folder), local_files_only=True)
            return cls(model.to(place), tokenizer)

    def sing(self, line: str, seconds: float, seed: int) -> Sound:
        """A line, [1, samples] at 24 kHz, in about so many seconds; the notes are Bark's own."""
        told = self.tokenizer(
            f"♪ {line} ♪", max_length=TOKENS, padding="max_length", truncation=True,
            add_special_tokens=False, return_tensors="pt",
        ).to(self.model.device)  # fmt: skip
        most = max(1, round(min(seconds, LONGEST) * FRAMES))
        torch.manual_seed(seed)
        with device.memory(), torch.inference_mode():
            made = self.model.generate(
                input_ids=told["input_ids"], attention_mask=told["attention_mask"],
                semantic_max_new_tokens=most, do_sample=True,
            )  # fmt: skip
        sound: Sound = made.float().cpu().numpy()
        return sound[:1]


def settings() -> BarkGenerationConfig:
    """How Bark generates where a checkpoint does not say."""
    from transformers.models.bark.generation_configuration_bark import (
        BarkCoarseGenerationConfig,
        BarkFineGenerationConfig,
        BarkSemanticGenerationConfig,
    )

    made = BarkGenerationConfig.from_sub_model_configs(
        BarkSemanticGenerationConfig(), BarkCoarseGenerationConfig(), BarkFineGenerationConfig()
    )
    for name in ("semantic_config", "coarse_acoustics_config", "fine_acoustics_config"):
        part = getattr(made, name)
        setattr(made, name, part if isinstance(part, dict) else part.to_dict())
    return made
