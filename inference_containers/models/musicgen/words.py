"""The text encoder: a prompt as vectors, by T5."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from transformers import AutoTokenizer, T5Config, T5EncoderModel

from harmonia.errors import EngineFailed
from inference_containers.models.musicgen import checkpoint

SHARED = {"encoder.embed_tokens.weight", "shared.weight"}  # one table under two names


@dataclass
class Words:
    """Reads prompts."""

    model: T5EncoderModel
    tokenizer: Any
    most: int  # tokens; what is longer is cut

    @torch.inference_mode()
    def read(self, prompt: str) -> Tensor:
        """The prompt's vectors, [tokens, width of the encoder]."""
        tokens = self.tokenizer(
            prompt, return_tensors="pt", truncation=True, max_length=self.most
        ).to(self.model.device)
        read: Tensor = self.model(**tokens).last_hidden_state[0]
        return read


def load(config: Mapping[str, Any], found: dict[str, Tensor], folder: Path, most: int) -> Words:
    """The encoder of a checkpoint's configuration and tensors, with the folder's tokenizer."""
    model = T5EncoderModel(T5Config(**config)).eval()
    table = next((found[name] for name in SHARED if name in found), None)
    if table is None:
        raise EngineFailed("these are weights of another model: no text encoder in them")
    with checkpoint.complaints():
        strange = model.load_state_dict({**found, **dict.fromkeys(SHARED, table)}, strict=False)
        assert not strange.missing_keys, strange.missing_keys
    try:
        tokenizer = AutoTokenizer.from_pretrained(str(folder), local_files_only=True)
    except (OSError, ValueError) as error:
        raise EngineFailed(f"there is no tokenizer in {folder}: {error}") from error
    return Words(model, tokenizer, most)


def load_folder(folder: Path, most: int) -> Words:
    """The encoder that lies in a folder of its own."""
    try:
        config = json.loads((folder / checkpoint.CONFIG).read_text())
    except (OSError, ValueError) as error:
        raise EngineFailed(f"{folder} holds no text encoder: {error}") from error
    return load(config, checkpoint.tensors_in(folder), folder, most)
