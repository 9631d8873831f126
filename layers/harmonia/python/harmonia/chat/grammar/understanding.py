"""
From words to wishes.

The readers take turns: what must be kept word for word first (lyrics, title, theme), then spelling
is mended, then everything that has a shape of its own (chords, keys, figures), then single words.
What nobody took and is no small talk was not understood.
"""

import re
from dataclasses import dataclass, fields

from harmonia.chat.grammar import (
    chords,
    era,
    film,
    form,
    genre,
    instruments,
    key,
    length,
    lyrics,
    meter,
    mood,
    numerals,
    outputs,
    spelling,
    tempo,
    theme,
    title,
    voice,
)
from harmonia.chat.grammar.english import FILLERS
from harmonia.chat.grammar.reading import SAME, Reading
from harmonia.document import plain
from harmonia.errors import Invalid
from harmonia.songs.brief import Brief, Source
from harmonia.songs.wishes import Genre, Wishes

MESSAGE = 4000  # characters
MOST_MISSED = 8
MAKE = (
    r"\b(?:make|generate|create|render|record|build|compose|produce)\s+(?:it|this|that|the\s+song)"
    r"(?:\s+(?:now|please|for\s+me|then))*(?=\s*(?:$|[.!,;]))"
    r"|(?:^|[.!,;\n]|(?<!stop )\band)\s*(?:ok(?:ay)?[\s,]+|yes[\s,]+|now\s+)?"
    r"(?:go(?:\s+(?:ahead|for\s+it|on))?"
    r"|do\s+it|let'?s\s+(?:go|hear\s+it)|start(?:\s+(?:now|it))?|generate|yes|yeah|sure"
    r"|sounds\s+good|perfect|play\s+it|ship\s+it)(?:\s+(?:please|now|then))?(?=\s*(?:$|[.!]))"
)

AGAIN = (
    r"\b(?:another|different|new|second)\s+(?:take|version|try|one|variation)\b|\btry\s+again\b"
    r"|\bonce\s+more\b|\bsomething\s+different\b|\bsurprise\s+me\b"
)


@dataclass(frozen=True, slots=True)
class Understood:
    """What a message meant."""

    wishes: Wishes
    inferred: frozenset[str] = frozenset()  # the wishes that were concluded rather than read
    not_understood: tuple[str, ...] = ()
    nearest: tuple[
        tuple[str, Genre], ...
    ] = ()  # genres not in the repertoire, and what comes close
    make: bool = False  # whether it asks to make the song now
    again: bool = False  # whether it asks for another take


def understand(text: str, earlier: Wishes | Brief | None = None) -> Understood:
    """
    What the message asks for; `earlier` is what held before, for "slower" or "without the drums".

    >>> understand("a slow waltz in D").wishes.meter
    '3/4'
    """
    raw = _checked(text)
    reading = Reading(raw.translate(SAME), raw.translate(SAME), _wishes(earlier))
    lyrics.read(reading, raw)
    title.read(reading, raw)
    theme.read(reading, raw, spelling.known)
    reading.text = reading.rest = spelling.correct(reading.rest)
    make = bool(re.search(MAKE, reading.rest, re.IGNORECASE))
    again = reading.last(AGAIN) is not None
    form.letters(reading)
    for part in (film, meter, chords, key, numerals, outputs, length, tempo):
        part.read(reading)
    for part in (era, form, voice, genre, instruments, mood):
        part.read(reading)
    key.settle(reading)
    tempo.settle(reading)
    return Understood(
        Wishes(**reading.said),
        frozenset(reading.inferred),
        _missed(reading.rest),
        tuple(reading.nearest),
        make,
        again,
    )


def _checked(text: str) -> str:
    """The message without control characters; Invalid if there is nothing to read, or too much."""
    raw = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ud800-\udfff]", " ", text)
    if not raw.strip() or len(text) > MESSAGE:
        raise Invalid(f"must be 1 to {MESSAGE:,} characters, not {len(text):,}", field="text")
    return raw


def _wishes(earlier: Wishes | Brief | None) -> Wishes | None:
    """What held before, spelled as wishes are."""
    if not isinstance(earlier, Brief):
        return earlier
    values = {one.name: getattr(earlier, one.name, None) for one in fields(Wishes)}
    values |= {
        "key": str(earlier.key),
        "meter": str(earlier.meter),
        "chords": plain(earlier.chords),
    }
    if earlier.sources.get("genre") is Source.DEFAULT:
        values["genre"] = None  # nobody has spoken of it yet
    return Wishes(**{name: None if value in ((), {}) else value for name, value in values.items()})


def _missed(rest: str) -> tuple[str, ...]:
    """The stretches that nobody understood, small talk left out."""
    missed: list[str] = []
    for stretch in re.split(r"[\x1f.,;:!?()\n\"|/]+", rest):
        words = [word.strip("'-") for word in re.findall(r"[\w'#&%-]+", stretch)]
        group: list[str] = []
        for word in [*words, ""]:
            if len(word) > 1 and word.lower() not in FILLERS:
                group.append(word)
                continue
            if group and " ".join(group) not in missed:
                missed.append(" ".join(group)[:60])
            group = []
    return tuple(missed[:MOST_MISSED])
