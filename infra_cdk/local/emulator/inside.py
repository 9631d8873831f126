"""
Reaching into the emulator.

ministack is untyped and the names we need are private to it, so every reach goes
through here: a name that moved stops the start with a message, never a quiet default.
"""

import importlib
import inspect
from collections.abc import Callable
from typing import Any


class MovedError(RuntimeError):
    """The emulator no longer has a name, or a signature, that we rely on."""


def library(path: str) -> Any:
    """A module of the emulator's environment, which ours need not have."""
    return importlib.import_module(path)


def module(path: str) -> Any:
    """A module of the emulator, e.g. `services.dynamodb`."""
    return library(f"ministack.{path}")


def name(path: str, attribute: str) -> Any:
    """A private name of the emulator; MovedError if it is gone."""
    try:
        return getattr(module(path), attribute)
    except AttributeError:
        raise MovedError(f"ministack.{path}.{attribute} is gone") from None


def replace(
    path: str, attribute: str, parameters: str, make: Callable[[Callable[..., Any]], Any]
) -> None:
    """Put `make(old)` in the place of a function whose parameter names are still `parameters`."""
    old = name(path, attribute)
    found = " ".join(inspect.signature(old).parameters)
    if found != parameters:
        raise MovedError(f"ministack.{path}.{attribute} takes ({found}), not ({parameters})")
    setattr(module(path), attribute, make(old))
