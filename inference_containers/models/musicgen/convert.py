"""
audiocraft's checkpoints as safetensors: done once, offline, never while serving.

    python -m inference_containers.models.musicgen.convert CHECKPOINT --text-encoder T5 --out DIR

CHECKPOINT is a folder with audiocraft's `state_dict.bin` and `compression_state_dict.bin`, T5 one
with the text encoder it was trained with as transformers saves it. The files are read with
`weights_only=True`, which builds tensors and plain values and runs nothing.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
import yaml
from safetensors.torch import save_file
from transformers import EncodecConfig, EncodecModel

from harmonia.errors import EngineFailed, HarmoniaError
from inference_containers.models.musicgen import checkpoint
from inference_containers.models.musicgen.shape import Shape

HOP = 4096  # samples of a frame of melody
RENAMED = (  # of audiocraft's convolutions, as transformers calls them
    (r"\.convtr\.convtr\.", ".conv."),
    (r"\.conv\.conv\.", ".conv."),
    (r"weight_g$", "parametrizations.weight.original0"),
    (r"weight_v$", "parametrizations.weight.original1"),
    (r"^(encoder|decoder)\.model\.", r"\1.layers."),
    (r"^quantizer\.vq\.layers\.(\d+)\._codebook\.", r"quantizer.layers.\1.codebook."),
)


def main() -> int:
    """Run the command; 0 if it went well."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[1])
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--text-encoder", type=Path, required=True)
    parser.add_argument("--codec", type=Path, help="an EnCodec folder, if the checkpoint has none")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    try:
        convert(arguments.checkpoint, arguments.text_encoder, arguments.out, arguments.codec)
    except (HarmoniaError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def convert(folder: Path, text_encoder: Path, out: Path, codec: Path | None = None) -> None:
    """Write the checkpoint as the engine loads it."""
    package = load(folder / "state_dict.bin")
    config = yaml.safe_load(package["xp.cfg"])
    compression = load(folder / "compression_state_dict.bin")
    out.mkdir(parents=True, exist_ok=True)
    sounds = out / "audio_encoder"
    if "pretrained" in compression:
        if codec is None:
            raise EngineFailed(f"the codec is {compression['pretrained']}; give it with --codec")
        shutil.copytree(codec, sounds, dirs_exist_ok=True)
        settings = json.loads((sounds / checkpoint.CONFIG).read_text())
    else:
        model = encodec(compression)
        model.save_pretrained(sounds)
        settings = model.config.to_dict()
    shape = shape_of(config, settings)
    save_file({name: one.contiguous() for name, one in package["best_state"].items()},
              out / "model.safetensors")  # fmt: skip
    said = {"model_type": checkpoint.AUDIOCRAFT, "shape": asdict(shape)}
    (out / checkpoint.CONFIG).write_text(json.dumps(said, indent=1))
    shutil.copytree(text_encoder, out / "text_encoder", dirs_exist_ok=True)


def load(path: Path) -> Mapping[str, Any]:
    """A file that torch saved, as long as it holds nothing but tensors and plain values."""
    try:
        found: Mapping[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:
        raise EngineFailed(f"{path.name} holds more than tensors, or is broken: {error}") from error
    return found


def shape_of(config: Mapping[str, Any], codec: Mapping[str, Any]) -> Shape:
    """The shape that audiocraft's training configuration describes."""
    lm, rate = config["transformer_lm"], codec["sampling_rate"]
    hop = 1
    for ratio in codec["upsampling_ratios"]:
        hop *= ratio
    seconds = config["dataset"]["segment_duration"]
    stereo = (config.get("interleave_stereo_codebooks") or {}).get("use", False)
    melody = "self_wav" in (config["fuser"]["prepend"] or [])
    return Shape(
        layers=lm["num_layers"],
        width=lm["dim"],
        heads=lm["num_heads"],
        hidden=int(lm["hidden_scale"] * lm["dim"]),
        codebooks=lm["n_q"],
        cardinality=lm["card"],
        channels=2 if stereo else 1,
        chroma=int(seconds * rate) // HOP + 1 if melody else 0,
        frame_rate=rate // hop,
        sample_rate=rate,
        window=int(seconds * rate) // hop,
    )


def encodec(package: Mapping[str, Any]) -> EncodecModel:
    """audiocraft's codec as the same model of transformers."""
    config = yaml.safe_load(package["xp.cfg"])
    net = config["seanet"]
    decoder = {**net, **(net.get("decoder") or {})}
    rate, state = config["encodec"]["sample_rate"], package["best_state"]
    hop = 1
    for ratio in net["ratios"]:
        hop *= ratio
    found = {renamed(name): one for name, one in state.items()}
    books = sum(name.endswith("codebook.embed") for name in found)
    size = found["quantizer.layers.0.codebook.embed"].shape
    bits = (size[0] - 1).bit_length()
    model = EncodecModel(
        EncodecConfig(
            sampling_rate=rate,
            target_bandwidths=[books * bits * (rate / hop) / 1000],
            audio_channels=config["encodec"]["channels"],
            normalize=config["encodec"].get("renormalize", False),
            hidden_size=net["dimension"],
            num_filters=net["n_filters"],
            num_residual_layers=net["n_residual_layers"],
            upsampling_ratios=list(net["ratios"]),
            norm_type=net["norm"],
            kernel_size=net["kernel_size"],
            last_kernel_size=net["last_kernel_size"],
            residual_kernel_size=net["residual_kernel_size"],
            dilation_growth_rate=net["dilation_base"],
            use_causal_conv=net["causal"],
            pad_mode=net["pad_mode"],
            compress=net["compress"],
            num_lstm_layers=net["lstm"],
            trim_right_ratio=decoder.get("trim_right_ratio", 1.0),
            codebook_size=size[0],
            codebook_dim=size[1],
            use_conv_shortcut=not net["true_skip"],
        )
    ).eval()
    with checkpoint.complaints():
        model.load_state_dict(found)
    return model


def renamed(name: str) -> str:
    """What transformers calls a tensor of audiocraft's codec."""
    for pattern, instead in RENAMED:
        name = re.sub(pattern, instead, name)
    return name


if __name__ == "__main__":
    sys.exit(main())
