"""
Choosing the next codes, all on the device.

Sampling is the Gumbel trick: the largest of log-probability + Gumbel noise is a draw from the
distribution. The noise is a hash of (seed, step, codebook, code) and not a generator's state, so a
request draws the same codes whoever decodes beside it, and a captured graph draws anew each time.
"""

from __future__ import annotations

import torch
from torch import Tensor

LOW = 0xFFFFFFFF
FEW = 256  # candidates that are looked at when top-k asks for no more


def mixed(value: Tensor) -> Tensor:
    """MurmurHash3's finaliser on 32 bits held in int64."""
    value = ((value ^ (value >> 16)) * 0x85EBCA6B) & LOW
    value = ((value ^ (value >> 13)) * 0xC2B2AE35) & LOW
    return value ^ (value >> 16)


def gumbel(seed: Tensor, step: Tensor, codes: Tensor) -> Tensor:
    """Gumbel noise for codes [slots, codebooks, n] at a slot's seed and step, both [slots]."""
    books = torch.arange(codes.shape[1], device=codes.device)
    key = mixed(mixed(seed & LOW) ^ (seed >> 32) ^ (step * 0x9E3779B1 & LOW))
    key = mixed(key[:, None] + books * 0x632BE5AB & LOW)  # [slots, codebooks]
    hashed = mixed(mixed(codes + 1) ^ key[..., None])
    uniform = ((hashed >> 9).float() + 0.5) * 2.0**-23  # never 0 nor 1 in single precision
    return -torch.log(-torch.log(uniform))


def guided(logits: Tensor, guidance: Tensor) -> Tensor:
    """
    Classifier-free guidance, in single precision.

    Logits are [slots, 2, codebooks, cardinality] with and without the words, guidance is [slots].
    """
    said, unsaid = logits.float().unbind(1)
    return unsaid + (said - unsaid) * guidance[:, None, None]


def choose(
    logits: Tensor,
    *,
    temperature: Tensor,
    top_k: Tensor,
    top_p: Tensor,
    greedy: Tensor,
    seed: Tensor,
    step: Tensor,
    candidates: int,
) -> Tensor:
    """
    The next code of each slot and codebook, [slots, codebooks].

    Logits are [slots, codebooks, cardinality], all else is [slots]. `top_k` is at most
    `candidates`; `top_p` of 1 keeps all. With both, the probabilities of top-p are those before
    top-k, as they are where only one of them is used.
    """
    scaled = logits / temperature[:, None, None]
    values, codes = scaled.topk(candidates, dim=-1)  # falling
    rank = torch.arange(candidates, device=logits.device)
    total = scaled.logsumexp(-1, keepdim=True)
    share = (values - total).exp()
    kept = (rank < top_k[:, None, None]) & (share.cumsum(-1) - share <= top_p[:, None, None])
    noisy = values + gumbel(seed, step, codes)
    noisy = torch.where(kept, noisy, -torch.inf)
    best = torch.where(greedy[:, None], 0, noisy.argmax(-1))
    return codes.gather(-1, best[..., None]).squeeze(-1)
