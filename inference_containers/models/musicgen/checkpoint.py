"""
Checkpoints of MusicGen, as transformers and as audiocraft lay them out, from safetensors alone.

Both hold the same matrices under other names; audiocraft keeps queries, keys and values together,
as we do. Nothing here unpickles: audiocraft's own files are converted once, offline, by `convert`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor

from harmonia.errors import EngineFailed
from inference_containers.models.musicgen.shape import Shape
from inference_containers.models.musicgen.tensors import (
    Affine,
    Cross,
    Layer,
    Matrix,
    Norm,
    Tensors,
)

CONFIG = "config.json"
AUDIOCRAFT = "audiocraft_musicgen"
KINDS = ("musicgen", "musicgen_melody", AUDIOCRAFT)


def config(folder: Path) -> Mapping[str, Any]:
    """What the checkpoint says it is; EngineFailed if it is none of MusicGen's."""
    try:
        found: Mapping[str, Any] = json.loads((folder / CONFIG).read_text())
    except (OSError, ValueError) as error:
        raise EngineFailed(f"{folder} holds no readable {CONFIG}: {error}") from error
    if found.get("model_type") not in KINDS:
        raise EngineFailed(f"{folder} holds a {found.get('model_type')!r}, which is no MusicGen")
    return found


def tensors_in(folder: Path) -> dict[str, Tensor]:
    """All tensors of a folder's safetensors files by name; EngineFailed if they cannot be read."""
    paths = sorted(folder.glob("*.safetensors"))
    if not paths:
        raise EngineFailed(f"there are no weights in {folder}")
    found: dict[str, Tensor] = {}
    for path in paths:
        try:
            found |= load_file(path)
        except (SafetensorError, OSError) as error:
            raise EngineFailed(f"{path.name} cannot be read: {error}") from error
    return found


def shape_of(config: Mapping[str, Any]) -> Shape:
    """The shape that a checkpoint's configuration describes."""
    if config["model_type"] == AUDIOCRAFT:
        return Shape(**config["shape"])
    decoder, codec = config["decoder"], config["audio_encoder"]
    hop = 1
    for ratio in codec.get("upsampling_ratios", (8, 5, 4, 2)):
        hop *= ratio
    melody = config["model_type"] == "musicgen_melody"
    rate = codec.get("sampling_rate", 24_000)
    return Shape(
        layers=decoder["num_hidden_layers"],
        width=decoder["hidden_size"],
        heads=decoder["num_attention_heads"],
        hidden=decoder["ffn_dim"],
        codebooks=decoder["num_codebooks"],
        cardinality=decoder["vocab_size"],
        channels=decoder.get("audio_channels", 1),
        chroma=config.get("chroma_length", 235) if melody else 0,
        frame_rate=-(-rate // hop),
        sample_rate=rate,
        window=30 * -(-rate // hop),
    )


def pack(shape: Shape, found: Mapping[str, Tensor]) -> Tensors:
    """The decoder of a checkpoint; EngineFailed names what is missing or of another size."""
    with complaints():
        if any(name.startswith("transformer.layers.") for name in found):
            return _audiocraft(shape, found)
        return _transformers(shape, found)


@contextmanager
def complaints() -> Iterator[None]:
    """Say of tensors that do not fit that they are of another model."""
    try:
        yield
    except KeyError as error:
        raise EngineFailed(f"these are weights of another model: no {error} in them") from error
    except (AssertionError, RuntimeError) as error:
        raise EngineFailed(f"these are weights of another size: {error}") from error


def _transformers(shape: Shape, found: Mapping[str, Tensor]) -> Tensors:
    def layer(number: int) -> Layer:
        at = f"decoder.model.decoder.layers.{number}."
        own, cross = at + "self_attn.", at + "encoder_attn."
        return Layer(
            norm(at + "self_attn_layer_norm"),
            together(f"{own}{one}_proj.weight" for one in "qkv"),
            Matrix(found[own + "out_proj.weight"]),
            Cross(
                norm(at + "encoder_attn_layer_norm"),
                Matrix(found[cross + "q_proj.weight"]),
                together(f"{cross}{one}_proj.weight" for one in "kv"),
                Matrix(found[cross + "out_proj.weight"]),
            )
            if shape.crossed
            else None,
            norm(at + "final_layer_norm"),
            Matrix(found[at + "fc1.weight"]),
            Matrix(found[at + "fc2.weight"]),
        )

    norm, together, affine = _readers(found)
    books = range(shape.codebooks)
    return Tensors(
        shape,
        together(f"decoder.model.decoder.embed_tokens.{book}.weight" for book in books).weight,
        tuple(layer(number) for number in range(shape.layers)),
        norm("decoder.model.decoder.layer_norm"),
        together(f"decoder.lm_heads.{book}.weight" for book in books),
        affine("enc_to_dec_proj"),
        None if shape.crossed else affine("audio_enc_to_dec_proj"),
    )


def _audiocraft(shape: Shape, found: Mapping[str, Tensor]) -> Tensors:
    def layer(number: int) -> Layer:
        at = f"transformer.layers.{number}."
        return Layer(
            norm(at + "norm1"),
            Matrix(found[at + "self_attn.in_proj_weight"]),
            Matrix(found[at + "self_attn.out_proj.weight"]),
            cross(at) if shape.crossed else None,
            norm(at + "norm2"),
            Matrix(found[at + "linear1.weight"]),
            Matrix(found[at + "linear2.weight"]),
        )

    def cross(at: str) -> Cross:
        whole = found[at + "cross_attention.in_proj_weight"]
        width = shape.width
        return Cross(
            norm(at + "norm_cross"),
            Matrix(whole[:width].contiguous()),
            Matrix(whole[width:].contiguous()),
            Matrix(found[at + "cross_attention.out_proj.weight"]),
        )

    norm, together, affine = _readers(found)
    heard = "condition_provider.conditioners."
    books = range(shape.codebooks)
    return Tensors(
        shape,
        together(f"emb.{book}.weight" for book in books).weight,
        tuple(layer(number) for number in range(shape.layers)),
        norm("out_norm"),
        together(f"linears.{book}.weight" for book in books),
        affine(heard + "description.output_proj"),
        None if shape.crossed else affine(heard + "self_wav.output_proj"),
    )


def _readers(
    found: Mapping[str, Tensor],
) -> tuple[Callable[[str], Norm], Callable[[Iterator[str]], Matrix], Callable[[str], Affine]]:
    def norm(name: str) -> Norm:
        return Norm(found[name + ".weight"], found[name + ".bias"])

    def together(names: Iterator[str]) -> Matrix:
        return Matrix(torch.cat([found[name] for name in names]))

    def affine(name: str) -> Affine:
        return Affine(found[name + ".weight"], found[name + ".bias"])

    return norm, together, affine
