"""A chain kept under a name, to be used again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from harmonia.effects.chain import Chain
from harmonia.errors import Invalid

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptChain:
    """A chain and its name; the effects are written as callers write them."""

    name: str
    effects: tuple[Mapping[str, Any], ...]
    created_at: str = ""

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise Invalid("must be 1 to 40 small letters, digits, - or _", field="name")
        try:
            written = Chain.read(self.effects).written()
        except Invalid as error:
            raise error.under("effects") from error
        object.__setattr__(self, "effects", tuple(written))

    @property
    def chain(self) -> Chain:
        """The chain itself."""
        return Chain.read(self.effects)
