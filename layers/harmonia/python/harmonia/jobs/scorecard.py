"""
The scorecard: what was asked for beside what was measured.

What the caller said, and what the house promises of every song, is a `must`: missing it fails the
job. What was inferred or left open is a `should`.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any

from harmonia.composing import words
from harmonia.music.chord import Chord
from harmonia.songs.brief import Brief, Source
from harmonia.songs.song import Song
from harmonia.songs.wishes import Output, SectionKind

LOUDNESS, LOUDNESS_TOLERANCE = -14.0, 0.5  # LUFS, LU
TRUE_PEAK = -1.0  # dBTP
TEMPO_TOLERANCE = 0.01  # of the wish
LENGTH_TOLERANCE = 0.15  # of the wish: a song ends at the end of a phrase
SOUNDING = frozenset({Output.MP3, Output.FLAC, Output.WAV})
LENGTH_BARS = 2  # that a short song may be off for the same reason


@dataclass(frozen=True, slots=True)
class Entry:
    """One constraint and how it was met."""

    constraint: str
    expected: str
    measured: str
    ok: bool


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Everything that was measured of a song."""

    must: tuple[Entry, ...] = ()
    should: tuple[Entry, ...] = ()

    @property
    def missed(self) -> tuple[Entry, ...]:
        """The musts that were not met."""
        return tuple(entry for entry in self.must if not entry.ok)


def score(
    song: Song,
    measured: Mapping[str, float],
    made: Set[Output],
    brief: Brief | None = None,
    *,
    shot: bool = False,
    taken: bool = False,
) -> Scorecard:
    """
    The song against its brief; `measured` is what the mastering desk read, in LUFS and dBTP.

    What had to be made is another job's `brief` to say, where the song was there before. A shot is
    a single sound, of which only the peak is promised; of what a model has `taken`, nobody promises
    that it plays the document's notes.
    """
    sound: tuple[Entry, ...] = ()
    if "loudness" in measured or made & SOUNDING:
        sound = _sound(measured)[1:] if shot else _sound(measured)
    house = (*sound, _outputs(brief or song.brief, made))
    if not song.parts or taken:
        return Scorecard(must=house)  # it was heard, not made: there was nothing to wish
    wished = {"bpm": _tempo(song), "key": _key(song), "seconds": _length(song)}
    if song.brief.lyrics and song.brief.voice != "none":
        wished["lyrics"] = _lyrics(song)
    if song.brief.chords:
        wished["chords"] = _chords(song)
    said = {name for name in wished if song.brief.sources.get(name) is Source.SAID}
    if "lyrics" in wished:
        said -= {"seconds"}  # words that were given take the time they take
    return Scorecard(
        must=(*house, *(wished[name] for name in wished if name in said)),
        should=tuple(wished[name] for name in wished if name not in said),
    )


def _sound(measured: Mapping[str, float]) -> tuple[Entry, Entry]:
    loudness = measured.get("loudness", float("-inf"))
    read = [value for name, value in measured.items() if name in ("true_peak", "mp3_true_peak")]
    peak = max(read, default=float("inf"))  # of every mix: an MP3's decoder may overshoot
    return (
        Entry(
            "loudness",
            f"{LOUDNESS:g} LUFS within {LOUDNESS_TOLERANCE:g} LU",
            f"{loudness:.2f} LUFS",
            abs(loudness - LOUDNESS) <= LOUDNESS_TOLERANCE,
        ),
        Entry(
            "true_peak",
            f"at most {TRUE_PEAK:g} dBTP",
            f"{peak:.2f} dBTP",
            peak <= TRUE_PEAK,
        ),
    )


def _outputs(brief: Brief, made: Set[Output]) -> Entry:
    return Entry(
        "outputs",
        ", ".join(sorted(brief.outputs)),
        ", ".join(sorted(made)),
        made >= set(brief.outputs),
    )


def _tempo(song: Song) -> Entry:
    wish, found = song.brief.bpm, song.tempo[0].bpm
    ok = abs(found - wish) <= TEMPO_TOLERANCE * wish
    return Entry("tempo", f"{wish:g} bpm", f"{found:g} bpm", ok)


def _key(song: Song) -> Entry:
    return Entry("key", str(song.brief.key), str(song.key), song.key == song.brief.key)


def _length(song: Song) -> Entry:
    wish, found = song.brief.seconds, song.seconds
    bar = song.clock.seconds(song.meter.bar)
    ok = abs(found - wish) <= max(LENGTH_TOLERANCE * wish, LENGTH_BARS * bar)
    return Entry("length", f"{wish:g} s", f"{found:.1f} s", ok)


def _lyrics(song: Song) -> Entry:
    """Every word that was given is sung."""
    stanzas = words.stanzas(song.brief.lyrics or "").values()
    lines = [line for kind in stanzas for stanza in kind for line in stanza]
    given = [word for line in lines for text in line.split() if (word := _letters(text))]
    sung = "".join(_letters(one.text) for part in song.sung for one in part.syllables)
    heard = sum(word in sung for word in given)
    return Entry("lyrics", f"{len(given)} words sung", f"{heard}", heard == len(given))


def _letters(text: str) -> str:
    """What of the text can be sung: its letters and figures."""
    return "".join(character for character in text.casefold() if character.isalnum())


def _chords(song: Song) -> Entry:
    """Every section whose chords were given plays exactly these, again and again."""
    matched = sum(_follows(song, kind, given) for kind, given in song.brief.chords.items())
    total = len(song.brief.chords)
    return Entry("chords", f"{total} sections as given", f"{matched}", matched == total)


def _follows(song: Song, kind: SectionKind, given: tuple[Chord, ...]) -> bool:
    sections: list[Any] = [one for one in song.sections if one.kind is kind]
    for section in sections:
        played = [span.chord for span in section.chords]
        changes = [
            chord for index, chord in enumerate(played) if index == 0 or chord != played[index - 1]
        ]
        turns = [chord for index, chord in enumerate(given) if chord != given[index - 1]]
        if played != _again(given, len(played)) and changes != _again(turns, len(changes)):
            return False
    return bool(sections)


def _again(chords: "tuple[Chord, ...] | list[Chord]", length: int) -> list[Chord]:
    return [chords[index % len(chords)] for index in range(length)] if chords else []
