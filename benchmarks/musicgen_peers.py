"""The decoders that ours is measured beside, all three with the very same weights."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from inference_containers.models.musicgen.decoder import Conditions, Decoder, Manner
from inference_containers.models.musicgen.tensors import Tensors

WORDS = 24  # of the prompt
Run = Callable[[int], None]  # decode so many steps


def ours(tensors: Tensors, batch: int, frames: int) -> tuple[Run, Decoder]:
    """Our decoder; the second is for looking at its graphs."""
    decoder = Decoder(tensors, slots=batch, frames=frames, words=32)
    with torch.inference_mode():
        words = torch.randn(WORDS, tensors.shape.width).to(tensors.embedding)

    def run(steps: int) -> None:
        lag = max(tensors.shape.delays)
        decoder.decode([(Conditions(words), steps - lag, Manner(seed=one)) for one in range(batch)])

    return run, decoder


def audiocraft(tensors: Tensors, batch: int) -> Run:
    """audiocraft's language model and its own loop."""
    model, asked = audiocraft_model(tensors)
    lag = max(tensors.shape.delays)

    def run(steps: int) -> None:
        model.generate(None, asked * batch, max_gen_len=steps - lag, top_k=250, cfg_coef=3.0)

    return run


def audiocraft_model(tensors: Tensors) -> tuple[Any, list[Any]]:
    """audiocraft's language model with those weights, and a prompt for it."""
    from benchmarks.audiocraft_alone import stand_in

    stand_in()
    from audiocraft.models.lm import LMModel
    from audiocraft.modules import codebooks_patterns, conditioners

    shape = tensors.shape
    words = conditioners.LUTConditioner(128, 16, shape.width, tokenizer="whitespace")
    fused: dict[str, list[str]] = {"sum": [], "input_interpolate": [], "cross": ["description"]}
    fused["prepend"] = []
    with torch.device("meta"):
        model = LMModel(
            codebooks_patterns.DelayedPatternProvider(shape.codebooks, list(shape.delays)),
            conditioners.ConditioningProvider({"description": words}),
            conditioners.ConditionFuser(fused),
            n_q=shape.codebooks, card=shape.cardinality, dim=shape.width, num_heads=shape.heads,
            num_layers=shape.layers, hidden_scale=shape.hidden // shape.width, norm="layer_norm",
            norm_first=True, bias_proj=False, bias_ff=False, bias_attn=False, causal=True,
            custom=False, memory_efficient=True, dropout=0.0, cross_attention=True,
            activation="gelu", positional_embedding="sin",
        ).eval()  # fmt: skip
    like = tensors.embedding
    model.condition_provider.conditioners["description"] = words.to(like)
    model.condition_provider.device = like.device
    model.load_state_dict(named_by_audiocraft(tensors), strict=False, assign=True)
    prompt = " ".join(f"word{number}" for number in range(WORDS))
    return model, [conditioners.ConditioningAttributes(text={"description": prompt})]


def transformers(tensors: Tensors, batch: int) -> Run:
    """transformers' MusicGen and its `generate`."""
    model = transformers_model(tensors)
    tokens = torch.randint(3, 60, (1, WORDS), device=model.device).expand(batch, -1)

    def run(steps: int) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model.generate(
                input_ids=tokens, attention_mask=torch.ones_like(tokens), do_sample=True,
                top_k=250, guidance_scale=3.0, max_new_tokens=steps,
            )  # fmt: skip

    return run


def transformers_model(tensors: Tensors) -> Any:
    """transformers' MusicGen with those weights; its text encoder and codec weigh nothing."""
    from transformers import (
        EncodecConfig,
        MusicgenConfig,
        MusicgenForConditionalGeneration,
        T5Config,
        logging,
    )
    from transformers.models.musicgen.configuration_musicgen import MusicgenDecoderConfig

    logging.set_verbosity_error()
    shape, like = tensors.shape, tensors.embedding
    codec = EncodecConfig(
        sampling_rate=32_000, num_filters=2, hidden_size=8, codebook_dim=8, codebook_size=2048,
        target_bandwidths=[2.2], upsampling_ratios=[8, 5, 4, 4], num_lstm_layers=1,
    )  # fmt: skip
    decoder = MusicgenDecoderConfig(
        num_hidden_layers=1, ffn_dim=8, num_attention_heads=1, hidden_size=8,
        num_codebooks=shape.codebooks,
    )  # fmt: skip
    t5 = T5Config(vocab_size=64, d_model=16, d_kv=8, d_ff=16, num_layers=1, num_heads=2)
    model = MusicgenForConditionalGeneration(
        MusicgenConfig(
            text_encoder=t5.to_dict(), audio_encoder=codec.to_dict(), decoder=decoder.to_dict()
        )
    )
    sizes = {
        "num_hidden_layers": shape.layers, "ffn_dim": shape.hidden, "hidden_size": shape.width,
        "num_attention_heads": shape.heads,
    }  # fmt: skip
    for name, size in sizes.items():
        setattr(decoder, name, size)
    with torch.device("meta"):
        model.decoder = type(model.decoder)(decoder)
    model.decoder.load_state_dict(named_by_transformers(tensors), strict=False, assign=True)
    positions = model.decoder.model.decoder.embed_positions
    positions.weights = positions.get_embedding(2048, shape.width).to(like)
    model.config.decoder = decoder
    model.enc_to_dec_proj = torch.nn.Linear(16, shape.width)
    return model.to(like.device, like.dtype).eval()


def named_by_audiocraft(tensors: Tensors) -> dict[str, Tensor]:
    """The tensors under audiocraft's names."""
    shape = tensors.shape
    found = {"out_norm.weight": tensors.norm.weight, "out_norm.bias": tensors.norm.bias}
    for book, (table, head) in enumerate(books(tensors)):
        found |= {f"emb.{book}.weight": table, f"linears.{book}.weight": head}
    for number, layer in enumerate(tensors.layers):
        assert layer.cross is not None
        query_key_value = (layer.cross.query.weight, layer.cross.key_value.weight)
        named = {
            "self_attn.in_proj_weight": layer.query_key_value.weight,
            "self_attn.out_proj.weight": layer.out.weight,
            "cross_attention.in_proj_weight": torch.cat(query_key_value),
            "cross_attention.out_proj.weight": layer.cross.out.weight,
            "linear1.weight": layer.feed_in.weight,
            "linear2.weight": layer.feed_out.weight,
        }
        norms = {"norm1": layer.norm, "norm_cross": layer.cross.norm, "norm2": layer.feed_norm}
        for name, norm in norms.items():
            named |= {f"{name}.weight": norm.weight, f"{name}.bias": norm.bias}
        found |= {f"transformer.layers.{number}.{name}": one for name, one in named.items()}
    assert len(tensors.layers) == shape.layers
    return found


def named_by_transformers(tensors: Tensors) -> dict[str, Tensor]:
    """The tensors under transformers' names."""
    at = "model.decoder."
    norm = tensors.norm
    found = {at + "layer_norm.weight": norm.weight, at + "layer_norm.bias": norm.bias}
    for book, (table, head) in enumerate(books(tensors)):
        found |= {f"{at}embed_tokens.{book}.weight": table, f"lm_heads.{book}.weight": head}
    for number, layer in enumerate(tensors.layers):
        assert layer.cross is not None
        named = {
            "self_attn.out_proj.weight": layer.out.weight,
            "encoder_attn.q_proj.weight": layer.cross.query.weight,
            "encoder_attn.out_proj.weight": layer.cross.out.weight,
            "fc1.weight": layer.feed_in.weight,
            "fc2.weight": layer.feed_out.weight,
        }
        for name, one in zip("qkv", layer.query_key_value.weight.chunk(3), strict=True):
            named[f"self_attn.{name}_proj.weight"] = one
        for name, one in zip("kv", layer.cross.key_value.weight.chunk(2), strict=True):
            named[f"encoder_attn.{name}_proj.weight"] = one
        norms = {
            "self_attn_layer_norm": layer.norm, "encoder_attn_layer_norm": layer.cross.norm,
            "final_layer_norm": layer.feed_norm,
        }  # fmt: skip
        for name, one in norms.items():
            named |= {f"{name}.weight": one.weight, f"{name}.bias": one.bias}
        found |= {f"{at}layers.{number}.{name}": one for name, one in named.items()}
    return found


def books(tensors: Tensors) -> list[tuple[Tensor, Tensor]]:
    """The embedding and the head of every codebook."""
    count = tensors.shape.codebooks
    heads = tensors.heads.weight.chunk(count)
    return list(zip(tensors.embedding.chunk(count), heads, strict=True))
