"""
The delay pattern as a table of indices.

The codes of one frame are not decoded at once: codebook k comes delays[k] steps after the first, so
that it can hear what the ones before it said (Copet et al., 2023, figure 1). Step 0 is all special
tokens, step s holds frame s - 1 - delays[k] in codebook k:

    step        0  1  2  3  4  5
    codebook 0  -  0  1  2  -  -
    codebook 1  -  -  0  1  2  -
    codebook 2  -  -  -  0  1  2
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

UNKNOWN = -1  # a code that is still to be decoded


def steps(frames: int, delays: Sequence[int]) -> int:
    """How many steps decode so many frames."""
    return frames + max(delays)


def table(frames: int, delays: Sequence[int], device: torch.device | str = "cpu") -> Tensor:
    """The frame that each step holds, [steps + 1, codebooks]; `frames` where it holds none."""
    step = torch.arange(steps(frames, delays) + 1, device=device)[:, None]
    frame = step - 1 - torch.tensor(list(delays), device=device)
    return torch.where((frame >= 0) & (frame < frames), frame, frames)


def delayed(codes: Tensor, pattern: Tensor, special: int) -> Tensor:
    """The codes, [codebooks, frames], laid out in steps, [steps + 1, codebooks]."""
    none = torch.full_like(codes[:, :1], special)
    padded = torch.cat((codes, none), dim=1).t()  # [frames + 1, codebooks]
    return padded.gather(0, pattern)


def aligned(sequence: Tensor, first: int, last: int, delays: Sequence[int]) -> Tensor:
    """The frames from `first` to before `last` of a sequence of steps, [codebooks, frames]."""
    frame = torch.arange(first, last, device=sequence.device)[:, None]
    step = frame + 1 + torch.tensor(list(delays), device=sequence.device)
    return sequence.gather(0, step).t()
