"""Where the local stage keeps its things: everything is under `.harmonia/`."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Home:
    folder: Path = ROOT / ".harmonia"
    root: Path = ROOT

    @property
    def stage(self) -> Path:
        """What clients read; it is there exactly while the stage runs."""
        return self.folder / "stage.json"

    @property
    def state(self) -> Path:
        return self.folder / "state"

    @property
    def temporary(self) -> Path:
        return self.folder / "tmp"

    @property
    def log(self) -> Path:
        return self.folder / "logs" / "stage.log"

    @property
    def user(self) -> Path:
        return self.folder / "user.json"

    @property
    def deployed(self) -> Path:
        """What is deployed, and what clients need to reach it."""
        return self.state / "deployed.json"

    @property
    def python(self) -> Path:
        """The emulator's own interpreter."""
        return self.folder / "emulator" / "bin" / "python"

    @property
    def lock(self) -> Path:
        return self.root / "requirements" / "stage.lock"
