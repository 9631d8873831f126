"""
audiocraft 1.3.0 for inference, without what it pins: `stand_in()` before it is first imported.

It is installed with `pip install --no-deps audiocraft==1.3.0` beside einops, julius, omegaconf,
num2words and sentencepiece. What it imports besides is for training, for reading files or for other
models than MusicGen; empty modules stand there instead.
"""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

import torch

EMPTY = (
    "av", "librosa", "librosa.filters", "torchaudio", "torchaudio.transforms",
    "torchaudio.functional", "audiocraft.solvers",
)  # fmt: skip


def stand_in() -> None:
    """Put the empty modules where audiocraft looks for them; those that are there stay."""
    for name in EMPTY:
        module(name)
    module("xformers")
    unused = {"LowerTriangularMask": type("Mask", (), {}), "memory_efficient_attention": None}
    module("xformers.ops", unbind=torch.unbind, **unused)  # its "torch" backend needs no more
    module("spacy", load=lambda name: tokens)
    alone = {"is_distributed": lambda: False, "broadcast_tensors": lambda *_, **__: None}
    module("flashy")
    module("flashy.distrib", rank=lambda: 0, world_size=lambda: 1, **alone)
    module("audiocraft.solvers.compression", CompressionSolver=object)


def module(name: str, **contents: Any) -> None:
    """An empty module of that name with those contents, unless there is a real one."""
    if name in sys.modules:
        return
    made = ModuleType(name)
    made.__dict__.update(contents)
    made.__path__ = []
    made.__spec__ = ModuleSpec(name, None)
    sys.modules[name] = made
    parent, _, child = name.rpartition(".")
    if parent in sys.modules:
        setattr(sys.modules[parent], child, made)


class Token:
    """A word, as its tokenizer has it."""

    is_stop = False

    def __init__(self, text: str) -> None:
        self.text = self.lemma_ = text


def tokens(text: str) -> list[Token]:
    """The words of a text."""
    return [Token(word) for word in text.split()]
