"""Loading other people's models: from a verified folder, from safetensors alone, from no hub."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch

from harmonia.errors import EngineFailed
from inference_containers.models import device
from inference_containers.serving.work import Work

STEPS = "HARMONIA_STEPS"  # of denoising, where the model's usual number is not wanted
LOCAL = {"local_files_only": True, "use_safetensors": True}


@contextmanager
def loading(what: str, folder: Path) -> Iterator[None]:
    """Say in the domain's words why a model cannot be loaded."""
    try:
        with device.memory():
            yield
    except (OSError, ValueError, KeyError, RuntimeError, TypeError, AttributeError) as error:
        said = f"{folder} holds no {what} that can be loaded: {type(error).__name__}: {error}"
        raise EngineFailed(said) from error


def diffusion(kind: Any, folder: Path, place: torch.device, precision: torch.dtype) -> Any:
    """A pipeline of diffusers, of that kind and no other."""
    with loading(kind.__name__, folder):
        names = kind.load_config(str(folder), local_files_only=True)
        if names.get("_class_name") != kind.__name__:
            raise ValueError(f"it is a {names.get('_class_name')}")
        pipeline = kind.from_pretrained(str(folder), torch_dtype=precision, **LOCAL)
        pipeline.set_progress_bar_config(disable=True)
        return pipeline.to(place)


def every_step(
    work: Work, steps: int, first: float = 0.0, last: float = 0.9
) -> Callable[..., dict[str, Any]]:
    """A callback for diffusers that reports, and ends the work when nobody wants it any more."""

    def report(_: Any, step: int, __: Any, kept: dict[str, Any]) -> dict[str, Any]:
        work.go_on(first + (last - first) * (step + 1) / steps)
        return kept

    return report
