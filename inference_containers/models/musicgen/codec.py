"""
EnCodec: codes to sound and back, in one go or as the codes come.

The decoder is a convolution, an LSTM over all that came before, and a stack of convolutions that
see a few frames around them. So a stream keeps the LSTM's state and decodes every stretch with a
little context on both sides: the samples are those of decoding all at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from transformers import EncodecConfig, EncodecModel
from transformers.models.encodec.modeling_encodec import EncodecLSTM

from harmonia.errors import EngineFailed
from inference_containers.models.musicgen import checkpoint

CONTEXT = 6  # frames on each side that a stretch of the upsampling stack may depend on
EDGE = 8  # the same for the first convolution


@dataclass
class Codec:
    """An EnCodec model for mono codes, or for stereo codes interleaved by book."""

    model: EncodecModel
    channels: int

    @property
    def hop(self) -> int:
        """Samples in a frame."""
        hop = 1
        for ratio in self.model.config.upsampling_ratios:
            hop *= ratio
        return hop

    @torch.inference_mode()
    def latents(self, codes: Tensor) -> Tensor:
        """What the codes, [codebooks, frames], stand for: [channels, latents, frames]."""
        books, frames = codes.shape
        apart = codes.view(books // self.channels, self.channels, frames)
        decoded: Tensor = self.model.quantizer.decode(apart)
        return decoded

    @torch.inference_mode()
    def decode(self, codes: Tensor) -> Tensor:
        """The sound of codes [codebooks, frames]: [channels, frames * hop]."""
        sound: Tensor = self.model.decoder(self.latents(codes))
        return sound[:, 0, : codes.shape[1] * self.hop]

    @torch.inference_mode()
    def encode(self, sound: Tensor) -> Tensor:
        """The codes of sound [channels, samples]: [codebooks, frames]."""
        found = self.model.quantizer.encode(
            self.model.encoder(sound[:, None]), self.model.config.target_bandwidths[-1]
        )  # [books, channels, frames]
        return found.reshape(-1, found.shape[-1])


@dataclass
class Stream:
    """Decodes codes as they come; what it gives back, put together, is what `decode` gives."""

    codec: Codec
    memory: tuple[Tensor, Tensor] | None = None
    latents: list[Tensor] = field(default_factory=list)
    inner: list[Tensor] = field(default_factory=list)
    heard: int = 0  # frames through the LSTM
    given: int = 0  # frames given back

    @torch.inference_mode()
    def push(self, codes: Tensor, last: bool) -> Tensor:
        """The sound that is sure now: [channels, samples], maybe none."""
        layers = list(self.codec.model.decoder.layers)
        at = next(place for place, one in enumerate(layers) if isinstance(one, EncodecLSTM))
        self.latents.append(self.codec.latents(codes))
        latents = torch.cat(self.latents, dim=-1)
        self.latents = [latents]
        x, first, end = stretch(latents, self.heard, last, EDGE)
        for layer in layers[:at]:
            x = layer(x)
        x = x[..., self.heard - first : end - first].permute(2, 0, 1)
        if len(x):
            made, self.memory = layers[at].lstm(x, self.memory)
            self.inner.append((made + x).permute(1, 2, 0))
            self.heard = end
        if not self.inner:
            return latents.new_zeros(self.codec.channels, 0)
        inner = torch.cat(self.inner, dim=-1)
        self.inner = [inner]
        x, first, end = stretch(inner, self.given, last, CONTEXT)
        for layer in layers[at + 1 :]:
            x = layer(x)
        hop = self.codec.hop
        sound = x[:, 0, (self.given - first) * hop : max(end - first, self.given - first) * hop]
        self.given = max(self.given, end)
        return sound


def stretch(frames: Tensor, done: int, last: bool, context: int) -> tuple[Tensor, int, int]:
    """What must be looked at to go on after `done` frames, where it begins, and what is sure."""
    first = max(0, done - context)
    end = frames.shape[-1] if last else frames.shape[-1] - context
    return frames[..., first:], first, max(end, done)


def load(config: Any, found: dict[str, Tensor], channels: int) -> Codec:
    """The codec of a checkpoint's configuration and tensors."""
    model = EncodecModel(EncodecConfig(**config)).eval()
    with checkpoint.complaints():
        model.load_state_dict(found)
    return Codec(model, channels)


def load_folder(folder: Path, channels: int) -> Codec:
    """The codec that lies in a folder of its own."""
    import json

    try:
        config = json.loads((folder / checkpoint.CONFIG).read_text())
    except (OSError, ValueError) as error:
        raise EngineFailed(f"{folder} holds no EnCodec: {error}") from error
    return load(config, checkpoint.tensors_in(folder), channels)
