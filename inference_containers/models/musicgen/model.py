"""A whole MusicGen: words and melody in, sound out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import torch
from torch import Tensor

from inference_containers.models.musicgen import checkpoint, chroma, codec, words
from inference_containers.models.musicgen.codec import Codec
from inference_containers.models.musicgen.decoder import Conditions, Decoder
from inference_containers.models.musicgen.shape import Shape
from inference_containers.models.musicgen.tensors import Tensors
from inference_containers.models.musicgen.words import Words

TOKENS = 128  # of a prompt


@dataclass
class MusicGen:
    """The three models that are one: text encoder, decoder over codes, codec."""

    shape: Shape
    tensors: Tensors
    words: Words
    codec: Codec

    @classmethod
    def load(
        cls,
        folder: Path,
        *,
        device: torch.device | str = "cpu",
        dtype: torch.dtype = torch.float32,
        int8: bool = False,
    ) -> Self:
        """The checkpoint in that folder; EngineFailed says what is wrong with it."""
        config = checkpoint.config(folder)
        shape = checkpoint.shape_of(config)
        found = checkpoint.tensors_in(folder)
        tensors = checkpoint.pack(shape, found).to(device, dtype)
        reader, player = parts(folder, config, shape, found)
        reader.model.to(device)
        player.model.to(device)
        return cls(shape, tensors.quantised() if int8 else tensors, reader, player)

    def decoder(self, slots: int = 1) -> Decoder:
        """Room for so many requests at once."""
        prefix = self.shape.chroma and self.shape.chroma + TOKENS
        return Decoder(self.tensors, slots=slots, words=TOKENS, prefix=prefix)

    @torch.inference_mode()
    def conditions(self, prompt: str, melody: Tensor | None = None) -> Conditions:
        """
        What a prompt and a melody, one-hot [frames, 12], are to the decoder.

        Without a melody, and where nobody says anything, a model that knows melodies hears the
        first pitch class throughout: that is what it was trained to take for none.
        """
        like = self.tensors.embedding
        said = self.tensors.words(self.words.read(prompt).to(like))
        if self.tensors.melody is None:
            return Conditions(said)
        none = chroma.fitted(chroma.written([0]), self.shape.chroma).to(like)
        tune = none if melody is None else chroma.fitted(melody.to(like), self.shape.chroma)
        with_words = torch.cat((self.tensors.melody(tune), said))
        without = torch.cat((self.tensors.melody(none), torch.zeros_like(said)))
        return Conditions(said, torch.stack((with_words, without)))


def parts(folder: Path, config: Any, shape: Shape, found: dict[str, Tensor]) -> tuple[Words, Codec]:
    """The text encoder and the codec, wherever the checkpoint keeps them."""
    if config["model_type"] == checkpoint.AUDIOCRAFT:
        return (
            words.load_folder(folder / "text_encoder", TOKENS),
            codec.load_folder(folder / "audio_encoder", shape.channels),
        )
    return (
        words.load(config["text_encoder"], below("text_encoder.", found), folder, TOKENS),
        codec.load(config["audio_encoder"], below("audio_encoder.", found), shape.channels),
    )


def below(prefix: str, found: dict[str, Tensor]) -> dict[str, Tensor]:
    """The tensors whose names begin so, without that beginning."""
    return {
        name.removeprefix(prefix): one for name, one in found.items() if name.startswith(prefix)
    }
