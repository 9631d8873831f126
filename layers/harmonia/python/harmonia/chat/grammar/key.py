"""The key: "in D major", "F# minor", "Bb", "a-Moll", "E dorian", "a whole step up"."""

import re

from harmonia.chat.grammar.reading import Reading
from harmonia.errors import Invalid
from harmonia.music.chord import Chord
from harmonia.music.key import Key
from harmonia.music.note import Interval
from harmonia.music.scale import MODES

MODE = (
    r"(?:harmonic|natural|melodic)\s+minor|major|minor|maj|min|dur|moll|dorian|phrygian|lydian"
    r"|mixolydian|locrian|ionian|aeolian|aeolic"
)
SIGN = r"(?:#|b(?![a-z])|[\s-]?sharp\b|[\s-]?flat\b)"
NAMED = (
    rf"(?P<lead>\b(?:in|of|to|key|is)\s+|:\s*)?\b(?P<tonic>[A-Z]{SIGN}?)[\s-]*(?P<mode>{MODE})\b"
    rf"(?P<of>\s+(?:key|scale|mode|tonality))?"
)
GERMAN = r"\b(?P<tonic>[a-h](?:is|es|s)?)[\s-]?(?P<mode>dur|moll)\b"
KEY_OF = (
    rf"\b(?:the\s+)?(?:key|tonart)\b\s*(?:of|is|in|:|=)?\s*(?:the\s+)?(?P<tonic>[A-Z]{SIGN}?)"
    rf"(?P<minor>m(?:in)?)?(?![\w'#])"
)
END = (
    r"(?=\s*(?:$|[,.;!?\n)\x1f]|\d|\b(?:at|with|and|for|please|instead|around|about|about|slow"
    r"|fast|but|no|without|key|not|then|now|or|using|as)\b))"
)
PLACED = (
    rf"\b(?:in|into|to|en)\s+(?P<tonic>(?-i:[A-Z]){SIGN}?)(?P<minor>(?-i:m(?:in)?))?(?![\w'#-])"
    rf"{END}"
)
BARE = (
    r"(?<![\w'#/])(?-i:(?P<tonic>[A-G][#b]|[B-G](?=m))(?P<minor>m)?)(?![\w'#])"
    rf"|(?:(?<=^)|(?<=[,.;:(\n\x1f])|(?<=[,.;:\n\x1f] ))(?-i:(?P<tonic2>A)(?P<minor2>m))(?!"
    rf"[\w'#]){END}"
)
ONLY_MODE = (
    r"\b(?:in|to|into)\s+(?P<mode>minor|major)\b|\bmake\s+it\s+(?P<mode2>minor|major)\b"
    r"|\b(?P<mode3>minor|major)\s+(?:key|mode|tonality|scale|chords?|feel)\b"
)
GERMAN_NOTES = {
    "c": "C", "cis": "C#", "ces": "Cb", "d": "D", "dis": "D#", "des": "Db", "e": "E", "eis": "E#",
    "es": "Eb", "f": "F", "fis": "F#", "fes": "Fb", "g": "G", "gis": "G#", "ges": "Gb", "a": "A",
    "ais": "A#", "as": "Ab", "b": "Bb", "h": "B", "his": "B#",
}  # fmt: skip
STEPS = {
    r"half[\s-]?(?:a\s+)?(?:step|tone)s?|semitone": Interval(1, 1),
    r"whole[\s-]?(?:step|tone)s?|(?:a|one|1)\s+(?:step|tone)|2\s+(?:half[\s-]?steps|semitones)"
    r"|two\s+(?:half[\s-]?steps|semitones)": Interval(1, 2),
    r"(?:3|three)\s+semitones|minor\s+third": Interval(2, 3),
    r"(?:4|four)\s+semitones|(?:major\s+)?third": Interval(2, 4),
    r"(?:5|five)\s+semitones|fourth": Interval(3, 5),
    r"(?:7|seven)\s+semitones|fifth": Interval(4, 7),
}


def read(reading: Reading) -> None:
    """Find the key; the last one named wins."""
    _moved(reading)
    found: list[tuple[int, str]] = []
    for pattern in (GERMAN, NAMED, KEY_OF, PLACED, BARE):
        for match in list(reading.find(pattern)):
            if (text := _spelled(match)) is not None:
                reading.take(match)
                found.append((match.start(), text))
    if found:
        reading.say("key", _key(max(found)[1]))
    elif bare := reading.last(ONLY_MODE):
        reading.hints["mode"] = next(filter(None, bare.groups())).lower()


def settle(reading: Reading) -> None:
    """A mode without a tonic takes a tonic that the genre's players like, once that is known."""
    if mode := reading.hints.get("mode"):
        earlier = reading.now("key")
        usual = (reading.taste.majors if mode == "major" else reading.taste.minors).split()
        tonic = str(Key.parse(earlier).tonic) if earlier else usual[0]
        reading.infer("key", _key(f"{tonic} {mode}"))


def _spelled(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    if groups.get("tonic2"):
        return "A minor"
    tonic, mode = groups["tonic"], (groups.get("mode") or "").lower()
    if mode in ("dur", "moll") and tonic.lower() in GERMAN_NOTES:
        return f"{GERMAN_NOTES[tonic.lower()]} {mode}"
    if mode and tonic == "a" and (not groups.get("lead") or match["of"]):
        return None  # "a minor change", "in a minor key"
    if mode and tonic.lower() == "i":
        return None
    mode = re.sub(r"^melodic ", "", " ".join(mode.split())).replace("aeolic", "aeolian")
    tonic = re.sub(r"[\s-]*sharp", "#", re.sub(r"[\s-]*flat", "b", tonic, flags=re.I), flags=re.I)
    return f"{tonic[0].upper()}{tonic[1:]} {'minor' if groups.get('minor') else mode}".strip()


def _key(text: str) -> str:
    """The key under a name that a signature exists for; Invalid names the field."""
    try:
        return str(Key.parse(text))
    except Invalid as error:
        tonic, _, mode = text.partition(" ")
        neighbours = {"D#": "Eb", "G#": "Ab", "A#": "Bb", "E#": "F", "B#": "C", "Fb": "E",
                      "Db": "C#", "Gb": "F#", "Cb": "B", "Ab": "G#"}  # fmt: skip
        if tonic in neighbours and (mode or "major") in MODES:
            return str(Key.parse(f"{neighbours[tonic]} {mode}"))
        raise error.under("key") from error


def _moved(reading: Reading) -> None:
    """Transpose the earlier key, and chords with it."""
    wanted = "|".join(f"(?P<s{index}>{words})" for index, words in enumerate(STEPS))
    pattern = (
        rf"(?:\b(?:transpose|move|shift|take|raise|lower|bring|put|key)\b[^.,;\n]*?)?"
        rf"(?:\b(?P<before>up|down|higher|lower)\b\s*(?:by\s+)?)?(?:\b(?:an?|one|1)\s+)?"
        rf"(?:\b(?:{wanted})\b)\s*(?P<after>\b(?:up|down|higher|lower)\b)?"
    )
    if reading.earlier is None or reading.earlier.key is None:
        return
    for match in list(reading.find(pattern)):
        verb = re.search(r"\b(?:lower|raise|up|down|higher)\b", match.group(), re.IGNORECASE)
        if not verb:
            continue
        down = verb.group().lower() in ("down", "lower")
        step = next(value for index, value in enumerate(STEPS.values()) if match[f"s{index}"])
        _transpose(reading, -step if down else step)
        reading.take(match)


def _transpose(reading: Reading, step: Interval) -> None:
    key = Key.parse(reading.now("key"))
    reading.say("key", str(key.transposed(step)))
    if chords := reading.now("chords"):
        reading.say(
            "chords",
            {
                kind: tuple(str(Chord.parse(symbol).transposed(step)) for symbol in symbols)
                for kind, symbols in chords.items()
            },
        )
