"""What callers of the harmony API send."""

from dataclasses import dataclass

from harmonia.harmony.suggestions import USUAL
from harmonia.music.key import Key
from harmonia.music.meter import Meter
from harmonia.music.note import Note
from harmonia.songs.wishes import Genre


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressionRequest:
    """Chords to analyse; `beats` are their lengths, a bar each where nothing is said."""

    chords: tuple[str, ...]
    key: Key | None = None
    meter: Meter | None = None
    beats: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionRequest:
    """Chords so far, if any, and what the next ones should be like."""

    chords: tuple[str, ...] = ()
    key: Key | None = None
    style: Genre = Genre.POP
    mood: str | None = None
    melody: tuple[Note | None, ...] = ()  # a note over each chord, which must still fit
    limit: int = USUAL
