"""Where models run, and what it means when there is no room there."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import torch
from torch import Tensor

from harmonia.errors import Invalid, Unavailable

DEVICE, PRECISION, THREADS = "HARMONIA_DEVICE", "HARMONIA_PRECISION", "HARMONIA_THREADS"
PRECISIONS = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}
_one_at_a_time = threading.Lock()


def choose(environ: Mapping[str, str]) -> tuple[torch.device, torch.dtype]:
    """The device and precision that the environment names, or the best there are."""
    named = environ.get(DEVICE) or ("cuda" if torch.cuda.is_available() else "cpu")
    place = torch.device(named)
    usual = "bfloat16" if place.type == "cuda" else "float32"
    precision = environ.get(PRECISION, usual)
    if precision not in PRECISIONS:
        raise Invalid(f"{precision!r} is not a precision; choose of {', '.join(PRECISIONS)}")
    if place.type == "cpu":
        torch.set_num_threads(int(environ.get(THREADS, "1")))
    return place, PRECISIONS[precision]


@contextmanager
def memory() -> Iterator[None]:
    """Unavailable where memory ran out, with what was taken given back first."""
    try:
        yield
    except (torch.OutOfMemoryError, MemoryError) as error:
        _give_back()
        raise Unavailable("there is not enough memory on the device for this") from error
    except RuntimeError as error:
        if "can't allocate memory" not in str(error):
            raise
        _give_back()
        raise Unavailable("there is not enough memory on this machine for this") from error


@contextmanager
def alone() -> Iterator[None]:
    """The device for one job; Unavailable if another has it: whoever asks is told at once."""
    if not _one_at_a_time.acquire(blocking=False):
        raise Unavailable("the device is at work on another job")
    try:
        with memory():
            yield
    finally:
        _one_at_a_time.release()


def catch_up(tensor: Tensor) -> None:
    """Wait for what the device was told, so that nobody runs ahead of cancel and progress."""
    if tensor.is_cuda:
        torch.cuda.current_stream().synchronize()


def _give_back() -> None:
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
