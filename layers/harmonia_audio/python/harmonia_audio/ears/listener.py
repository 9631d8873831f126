"""The ears as a service wants them: files in, analyses out."""

from dataclasses import dataclass
from pathlib import Path

from harmonia.listening.analysis import Analysis
from harmonia_audio.ears.listen import LISTENER, listen
from harmonia_audio.ears.recording import recording

AT_ONCE = 360.0  # seconds; what is longer takes more than a caller waits for


@dataclass(frozen=True)
class Listener:
    """Listens to files of at most so many seconds."""

    longest: float = AT_ONCE
    name: str = LISTENER

    def listen(self, path: Path) -> Analysis:
        """What is heard in the file; Invalid if it is no sound, too long or broken."""
        return listen(recording(path, self.longest))
