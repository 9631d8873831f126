"""The ears as a service wants them: files in, analyses out."""

from dataclasses import dataclass
from pathlib import Path

from harmonia.listening.analysis import Analysis
from harmonia_audio.ears.listen import LISTENER, judged
from harmonia_audio.ears.recording import passing
from harmonia_audio.ears.traces import traces

AT_ONCE = 300.0  # seconds of sound that take a second or two to hear


@dataclass(frozen=True)
class Listener:
    """Listens to files of at most so many seconds, which pass by and are never held whole."""

    longest: float = AT_ONCE
    name: str = LISTENER

    def listen(self, path: Path) -> Analysis:
        """What is heard in the file; Invalid if it is no sound, too long or broken."""
        return judged(traces(passing(path, self.longest)))
