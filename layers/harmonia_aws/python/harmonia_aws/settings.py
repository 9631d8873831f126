"""A function's settings: the same class reads them at run time and spells them for the template."""

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Self


@dataclass(frozen=True)
class Settings:
    """Subclass with string fields; each is one environment variable."""

    @classmethod
    def read(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """The settings in the environment; a missing one fails the start, never a request."""
        return cls(**{field.name: environ[field.name.upper()] for field in fields(cls)})

    def variables(self) -> dict[str, str]:
        """The environment variables that `read` takes."""
        return {name.upper(): value for name, value in asdict(self).items()}
