"""
The decode step as CUDA graphs, one for each extent; where there is no GPU it simply runs.

A step of a small model is hundreds of kernels that take less time than their launches. A captured
graph launches them all at once. The state's tensors never move, so a graph reads and writes the
same memory at every replay.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor

from inference_containers.models.musicgen.step import Extent, Reach, State, advance
from inference_containers.models.musicgen.tensors import Tensors

WARM = 2  # runs before capture, in which libraries choose their kernels and make room


@dataclass
class Steps:
    """Runs decode steps over one state."""

    tensors: Tensors
    state: State
    graphs: dict[Extent, tuple[torch.cuda.CUDAGraph, Tensor]] = field(default_factory=dict)
    reaches: dict[Extent, Reach] = field(default_factory=dict)
    pool: Any = None  # graphs never run at once, so they share their memory

    def run(self, extent: Extent) -> Tensor:
        """One step; the logits are overwritten by the next."""
        if not self.state.step.is_cuda:
            return advance(self.tensors, self.state, self.reach(extent))
        if extent not in self.graphs:
            self.graphs[extent] = self.capture(extent)
        graph, logits = self.graphs[extent]
        graph.replay()
        return logits

    def reach(self, extent: Extent) -> Reach:
        """What steps of that extent see, the same views every time."""
        if extent not in self.reaches:
            self.reaches[extent] = Reach.of(self.state, extent)
        return self.reaches[extent]

    def capture(self, extent: Extent) -> tuple[torch.cuda.CUDAGraph, Tensor]:
        """The step as a graph. What warming up decodes is taken back: nobody has heard it yet."""
        state, reach = self.state, self.reach(extent)
        kept = state.step.clone(), state.sequence.clone()
        aside = torch.cuda.Stream()
        aside.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(aside):
            for _ in range(WARM):
                state.step.copy_(kept[0])
                advance(self.tensors, state, reach)
        torch.cuda.current_stream().wait_stream(aside)
        state.step.copy_(kept[0])
        state.sequence.copy_(kept[1])
        graph = torch.cuda.CUDAGraph()
        self.pool = self.pool or torch.cuda.graph_pool_handle()
        with torch.cuda.graph(
            graph, pool=self.pool, capture_error_mode="thread_local"
        ):  # codecs run beside
            logits = advance(self.tensors, state, reach)
        state.step.copy_(kept[0])  # capture runs nothing, but the tensors must be as they were
        state.sequence.copy_(kept[1])
        return graph, logits
