"""The draw: its noise has the distribution it should have."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed here; see docs/engines.md")

from inference_containers.models.musicgen import sampling  # noqa: E402


def test_gumbel_noise_is_gumbels() -> None:
    codes = torch.arange(2048).expand(1, 8, -1)

    noise = torch.cat([
        sampling.gumbel(torch.tensor([seed]), torch.tensor([3]), codes).flatten()
        for seed in range(8)
    ])  # fmt: skip

    assert noise.isfinite().all()
    assert noise.mean().item() == pytest.approx(0.5772, abs=0.01)  # Euler's constant
    assert noise.var().item() == pytest.approx(1.6449, abs=0.03)  # pi squared over six
    assert noise.unique().numel() > 0.98 * noise.numel()
