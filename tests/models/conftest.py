"""Tests of the model engines, on a CPU with tiny weights that mean nothing."""

from __future__ import annotations

import importlib.util

import pytest

# What the libraries warn of among themselves is theirs to mend.
THEIRS = ("DeprecationWarning", "FutureWarning", "UserWarning", "PendingDeprecationWarning")
LIBRARIES = ("torch", "transformers", "diffusers", "audiocraft", "accelerate", "omegaconf")


def pytest_configure(config: pytest.Config) -> None:
    """Keep our own warnings errors, and torch on one thread, as test machines are small."""
    for kind in THEIRS:
        for library in (
            "torch",
            "transformers",
            "diffusers",
            "audiocraft",
            "accelerate",
            "omegaconf",
        ):
            config.addinivalue_line("filterwarnings", rf"ignore::{kind}:{library}\b.*")
    if importlib.util.find_spec("torch"):
        import torch

        torch.set_num_threads(1)
