"""Chords as degrees, "ii V I" or "I-V-vi-IV", in the key that was named, or in C major."""

import re

from harmonia.chat.grammar.reading import Reading
from harmonia.music.key import ROMAN, Key
from harmonia.songs.wishes import MOST_CHORDS, SectionKind

DEGREE = (
    r"(?P<sign>[b#]?)(?P<numeral>(?:VII|VI|IV|V|III|II|I|vii"
    r"|vi|iv|v|iii|ii|i))(?P<quality>maj7|m7|7|°|dim)?"
)
TOKEN = re.sub(r"\?P<\w+>", "", DEGREE)
ROW = rf"(?-i:(?<![\w'#])[|]?\s*{TOKEN}(?:[ ]*[-,|>][ ]*{TOKEN}|[ ]+{TOKEN})+(?![\w']))"


def read(reading: Reading) -> None:
    """Find the degrees and turn them into chords for verse and chorus."""
    for match in list(reading.find(ROW)):
        degrees = [one.groups() for one in re.finditer(DEGREE, match.group())]
        if len(degrees) < 3:
            continue
        if not reading.now("key"):
            reading.infer("key", "C major")
        key = Key.parse(reading.now("key"))
        symbols = tuple(_symbol(key, *degree) for degree in degrees)[:MOST_CHORDS]
        reading.take(match)
        before = reading.now("chords") or {}
        reading.say("chords", {**before, SectionKind.VERSE: symbols, SectionKind.CHORUS: symbols})


def _symbol(key: Key, sign: str, numeral: str, quality: str | None) -> str:
    """The chord of that degree; small numerals are minor, or diminished on a leading note."""
    degree = ROMAN.index(numeral.upper()) + 1
    small = numeral.islower()
    shape = "dim" if quality in ("°", "dim") else quality or ""
    if small and shape in ("", "7"):
        third_and_fifth = [key.notes[(degree + step) % 7].semitone for step in (1, 3)]
        root = key.notes[degree - 1].semitone
        diminished = (third_and_fifth[1] - root) % 12 == 6 and not sign
        shape = ("m7b5" if shape else "dim") if diminished else f"m{shape}"
    return str(key.chord(degree, shape, {"b": -1, "#": 1}.get(sign, 0)))
