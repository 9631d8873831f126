"""A checkpoint as audiocraft publishes it: pickled state, configuration as YAML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
import yaml

from tests.models import peers

from audiocraft.models import builders, encodec  # isort: skip  (peers makes room for it)
from audiocraft.modules import seanet  # isort: skip
from audiocraft.quantization import ResidualVectorQuantizer  # isort: skip

NET: dict[str, Any] = {
    "dimension": 16, "channels": 1, "causal": False, "n_filters": 2, "n_residual_layers": 1,
    "ratios": [8, 5, 4, 4], "activation": "ELU", "norm": "weight_norm", "kernel_size": 7,
    "residual_kernel_size": 3, "last_kernel_size": 7, "dilation_base": 2, "pad_mode": "reflect",
    "true_skip": True, "compress": 2, "lstm": 2,
}  # fmt: skip


def save_audiocraft(folder: Path) -> tuple[Any, Any]:
    """Write a tiny checkpoint; the language model and the codec that it holds."""
    folder.mkdir()
    shape = peers.TINY
    model, sounds = peers.audiocraft(shape), codec()
    state = dict(model.state_dict())
    heard = "condition_provider.conditioners.description."
    state[heard + "output_proj.weight"] = torch.randn(shape.width, 24) * 0.1  # T5's width
    state.pop(heard + "embed.weight")
    settings = {
        "transformer_lm": {
            "num_layers": shape.layers, "dim": shape.width, "num_heads": shape.heads,
            "hidden_scale": 4, "n_q": shape.codebooks, "card": shape.cardinality,
        },
        "dataset": {"segment_duration": 30},
        "fuser": {"cross": ["description"], "prepend": [], "sum": [], "input_interpolate": []},
    }  # fmt: skip
    torch.save({"best_state": state, "xp.cfg": yaml.safe_dump(settings)}, folder / "state_dict.bin")
    settings = {
        "seanet": {**NET, "encoder": {}, "decoder": {"trim_right_ratio": 1.0}},
        "encodec": {"sample_rate": 32_000, "channels": 1, "renormalize": False},
    }
    torch.save(
        {"best_state": sounds.state_dict(), "xp.cfg": yaml.safe_dump(settings)},
        folder / "compression_state_dict.bin",
    )
    return model, sounds


def codec() -> Any:
    """audiocraft's EnCodec, tiny."""
    torch.manual_seed(4)
    quantizer = ResidualVectorQuantizer(dimension=16, bins=2048, n_q=4)
    for layer in quantizer.vq.layers:
        layer._codebook.embed.normal_(0, 0.5)
        layer._codebook.inited.fill_(1)
    assert builders  # its import checks that the stand-ins are enough to build from a checkpoint
    return encodec.EncodecModel(
        seanet.SEANetEncoder(**NET), seanet.SEANetDecoder(**NET), quantizer,
        frame_rate=50, sample_rate=32_000, channels=1,
    ).eval()  # fmt: skip
