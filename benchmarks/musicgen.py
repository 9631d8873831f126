"""
MusicGen's decoding: ours, transformers' and audiocraft's, with the same weights, in one run.

    python -m benchmarks.musicgen [--steps 40] [--rounds 3] [--threads 1]
    python -m benchmarks.musicgen --device cuda --shapes small,medium,large --batch 1,64

Nothing is downloaded: the weights mean nothing, for speed does not depend on what they mean. All
three decode with guidance (two rows a request) and sample from the best 250. Rounds take turns, so
that a busy machine is busy for all; every figure is the best of its rounds. On a CPU milliseconds
are the processor's, on a GPU they are the clock's.

`overhead` is a step of a decoder of real depth and hardly any width: what the program costs beside
the arithmetic. On a GPU `roofline` is the share of the time that reading the weights and the cache
once must take, at the bandwidth that copying reaches in the same run.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

import torch

from benchmarks import musicgen_peers as peers
from inference_containers.models.musicgen.shape import SHAPES
from inference_containers.models.musicgen.tensors import Tensors, random_tensors

OURS, PEERS = "harmonia", ("transformers", "audiocraft")
THIN = 64  # width of a decoder that is nearly all overhead
STEPS = 1503  # of 30 s


@dataclass
class Figures:
    """What a decoder took."""

    name: str
    batch: int
    milliseconds: float  # a step
    kernels: int = 0  # a step, on a GPU
    graphs: int = 0  # captured

    @property
    def speed(self) -> float:
        """Seconds of music a second, all requests together."""
        return self.batch * 20 / self.milliseconds


def main() -> None:
    """Run everything and print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[1])
    parser.add_argument("--shapes", default="small")
    parser.add_argument("--peer", default=",".join(PEERS))
    parser.add_argument("--batch", default="1")
    parser.add_argument("--steps", type=int, default=0, help="0: 40 on a CPU, 30 s on a GPU")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--int8", action="store_true", help="int8 weights for ours")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    device = torch.device(arguments.device)
    dtype = torch.bfloat16 if device.type == "cuda" else torch.float32
    steps = arguments.steps or (STEPS if device.type == "cuda" else 40)
    names = [name for name in arguments.peer.split(",") if name]
    print(f"{where(device)}, {dtype}, {arguments.threads} thread(s), {steps} steps")
    for name in arguments.shapes.split(","):
        shape = SHAPES[name]
        thin = replace(shape, width=THIN, heads=1, hidden=4 * THIN)
        for batch in map(int, arguments.batch.split(",")):
            tensors = random_tensors(shape, dtype=dtype, device=device)
            made = list(measure(tensors, names, batch, steps, arguments.rounds, arguments.int8))
            table(f"{name}, batch {batch}", made, tensors, steps)
            del tensors
        tensors = random_tensors(thin, dtype=dtype, device=device)
        made = list(measure(tensors, names, 1, steps, arguments.rounds, False))
        table(f"overhead at the depth of {name}, {shape.layers} layers", made, None, steps)


def measure(
    tensors: Tensors, names: list[str], batch: int, steps: int, rounds: int, int8: bool
) -> Iterator[Figures]:
    """Every decoder's figures, ours first."""
    run, decoder = peers.ours(tensors.quantised() if int8 else tensors, batch, steps)
    runs = {OURS: run}
    for name in names:
        runs[name] = getattr(peers, name)(tensors, batch)
    for one in runs.values():
        one(8)  # graphs, kernels and buffers are made here
    found: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, one in runs.items():
            found[name].append(timed(one, steps, tensors.embedding.device))
    for name, one in runs.items():
        kernels = counted(one) if tensors.embedding.is_cuda else 0
        graphs = len(decoder.steps.graphs) if name == OURS else 0
        yield Figures(name, batch, 1000 * min(found[name]) / steps, kernels, graphs)


def timed(run: peers.Run, steps: int, device: torch.device) -> float:
    """Seconds that the run takes."""
    if device.type != "cuda":
        began = time.process_time()
        run(steps)
        return time.process_time() - began
    torch.cuda.synchronize()
    began = time.perf_counter()
    run(steps)
    torch.cuda.synchronize()
    return time.perf_counter() - began


def counted(run: peers.Run, fewer: int = 8, more: int = 16) -> int:
    """Kernels in a step: those of more steps less those of fewer, shared out."""
    return round((kernels_of(run, more) - kernels_of(run, fewer)) / (more - fewer))


def kernels_of(run: peers.Run, steps: int) -> int:
    """Kernels of a whole run."""
    kinds = [torch.profiler.ProfilerActivity.CUDA]
    with torch.profiler.profile(activities=kinds) as profile:
        run(steps)
        torch.cuda.synchronize()
    cuda = torch.autograd.DeviceType.CUDA
    return sum(event.device_type == cuda for event in profile.events())


def ideal(tensors: Tensors, batch: int, steps: int) -> float:
    """Seconds of a step if nothing took time but reading weights and cache."""
    shape, size = tensors.shape, tensors.embedding.element_size()
    context = steps / 2 + peers.WORDS
    cache = 2 * batch * 2 * shape.layers * context * shape.width
    return (shape.matrices + cache) * size / bandwidth(tensors.embedding.device)


def bandwidth(device: torch.device, size: int = 1 << 30) -> float:
    """Bytes a second that copying moves on the device, read and written."""
    source = torch.empty(size, dtype=torch.uint8, device=device)
    target = torch.empty_like(source)
    best = float("inf")
    for _ in range(5):
        torch.cuda.synchronize()
        began = time.perf_counter()
        target.copy_(source)
        torch.cuda.synchronize()
        best = min(best, time.perf_counter() - began)
    return 2 * size / best


def table(title: str, made: list[Figures], tensors: Tensors | None, steps: int) -> None:
    """Print one table; ratios are of the peer's time to ours."""
    mine = made[0].milliseconds
    on_gpu = tensors is not None and tensors.embedding.is_cuda
    print(f"\n{title}\n{'':14}{'ms/step':>9}{'x ours':>8}{'x real':>8}", end="")
    print(f"{'kernels':>9}{'graphs':>8}{'roofline':>10}" if on_gpu else "")
    for one in made:
        line = f"{one.name:14}{one.milliseconds:9.2f}{one.milliseconds / mine:8.2f}{one.speed:8.2f}"
        if on_gpu and tensors is not None:
            share = 1000 * ideal(tensors, one.batch, steps) / one.milliseconds
            line += f"{one.kernels:9}{one.graphs:8}{share:9.0%} "
        print(line)


def where(device: torch.device) -> str:
    """The machine, in words."""
    return torch.cuda.get_device_name(device) if device.type == "cuda" else "CPU"


if __name__ == "__main__":
    main()
