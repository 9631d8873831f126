"""Checkpoints in the real formats, tiny, with weights that mean nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from transformers import (
    EncodecConfig,
    EncodecModel,
    MusicgenConfig,
    MusicgenForConditionalGeneration,
    MusicgenMelodyConfig,
    MusicgenMelodyForConditionalGeneration,
    T5Config,
    T5EncoderModel,
    T5Tokenizer,
)
from transformers.models.musicgen.configuration_musicgen import MusicgenDecoderConfig
from transformers.models.musicgen_melody.configuration_musicgen_melody import (
    MusicgenMelodyDecoderConfig,
)

LETTERS = [*"▁abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789,.'-/#&|:"]
HOP = (8, 5, 4, 4)  # 640 samples a frame
AS_MADE = ("positions", ".conv.", ".lstm.")  # random already, or no weights at all


def tokenizer() -> T5Tokenizer:
    """A tokenizer that knows letters."""
    pieces = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", -10.0)]
    return T5Tokenizer(vocab=[*pieces, *((one, -1.0) for one in LETTERS)], extra_ids=0)


def text_encoder(width: int = 32) -> T5Config:
    """A T5 of two layers."""
    return T5Config(vocab_size=96, d_model=width, d_kv=8, d_ff=37, num_layers=2, num_heads=4)


def codec(books: int = 4, rate: int = 32_000) -> EncodecConfig:
    """An EnCodec as MusicGen's, hardly any filters in it."""
    return EncodecConfig(
        sampling_rate=rate, num_filters=2, hidden_size=16, codebook_dim=16, codebook_size=2048,
        target_bandwidths=[books * 11 * 50 / 1000], upsampling_ratios=list(HOP),
        num_lstm_layers=2, use_causal_conv=False, norm_type="weight_norm", normalize=False,
        num_residual_layers=1,
    )  # fmt: skip


def stirred(model: Any, seed: int = 3) -> Any:
    """The model with weights large enough that its codes differ."""
    draw = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, weight in [*model.named_parameters(), *model.named_buffers()]:
            if weight.dim() > 1 and not any(part in name for part in AS_MADE):
                size = 0.5 if "codebook.embed" in name else 0.15
                weight.normal_(0, size, generator=draw)
    return model.eval()


def musicgen(channels: int = 1) -> MusicgenForConditionalGeneration:
    """transformers' MusicGen."""
    decoder = MusicgenDecoderConfig(
        num_hidden_layers=2, ffn_dim=128, num_attention_heads=2, hidden_size=32,
        num_codebooks=4 * channels, audio_channels=channels,
    )  # fmt: skip
    config = MusicgenConfig(
        text_encoder=text_encoder(24).to_dict(), audio_encoder=codec().to_dict(),
        decoder=decoder.to_dict(),
    )  # fmt: skip
    return stirred(MusicgenForConditionalGeneration(config))


def musicgen_melody() -> MusicgenMelodyForConditionalGeneration:
    """transformers' MusicGen that hears melodies."""
    decoder = MusicgenMelodyDecoderConfig(
        num_hidden_layers=2, ffn_dim=128, num_attention_heads=2, hidden_size=32
    )
    config = MusicgenMelodyConfig(
        text_encoder=text_encoder(24).to_dict(), audio_encoder=codec().to_dict(),
        decoder=decoder.to_dict(), chroma_length=13,
    )  # fmt: skip
    return stirred(MusicgenMelodyForConditionalGeneration(config))


def save(model: Any, folder: Path) -> Path:
    """The checkpoint as it is published: configuration, safetensors, tokenizer."""
    model.save_pretrained(folder)
    tokenizer().save_pretrained(folder)
    return folder


def save_text_encoder(folder: Path) -> Path:
    """A text encoder in a folder of its own."""
    return save(stirred(T5EncoderModel(text_encoder(24))), folder)


def save_codec(folder: Path) -> Path:
    """A codec in a folder of its own."""
    stirred(EncodecModel(codec())).save_pretrained(folder)
    return folder
