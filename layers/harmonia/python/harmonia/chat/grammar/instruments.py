"""
Instruments wanted and unwanted: "sax and upright bass", "no drums", "just piano and cello".

Who refuses "drums" refuses the whole family; who asks for nothing but a few leaves everybody else
out. A bare "guitar" or "bass" becomes the one that the genre's players would pick up.
"""

import re

from harmonia.chat.grammar.counting import NUMBER, number
from harmonia.chat.grammar.reading import TAKEN, Reading, phrase
from harmonia.errors import Invalid
from harmonia.music.instrument import INSTRUMENTS, Family, instrument, names
from harmonia.songs.wishes import MOST_INSTRUMENTS, Genre

MORE = {
    "fingerpicked guitar": ("acoustic guitar",), "fingerstyle guitar": ("acoustic guitar",),
    "12 string guitar": ("acoustic guitar",), "gitarre": ("guitar",), "guitarra": ("guitar",),
    "string quartet": ("violin", "viola", "cello"), "string trio": ("violin", "viola", "cello"),
    "horn section": ("brass",), "rhodes piano": ("electric piano",), "klavier": ("piano",),
    "bassline": ("bass",), "bass line": ("bass",), "contrabass": ("upright bass",),
    "schlagzeug": ("drums",), "geige": ("violin",), "synth strings": ("slow strings",),
    "batería": ("drums",), "drumming": ("drums",), "drummer": ("drums",), "pianist": ("piano",),
    "guitarist": ("guitar",), "cellist": ("cello",), "moog": ("saw lead",),
    "glock": ("celesta",), "distorted guitars": ("overdriven guitar",),
    "heavy guitars": ("overdriven guitar",), "keyboards": ("piano",), "synthesizers": ("synth",),
    "synthesiser": ("synth",), "fiddles": ("violin",), "brushed drums": ("jazz drums",),
    "drum machines": ("electronic drums",), "ukulele": ("ukulele",), "ukelele": ("ukulele",),
    "nylon string guitar": ("nylon guitar",),
    "steel string guitar": ("acoustic guitar",), "slap bass": ("electric bass",),
    "klavierstück": ("piano",), "808s": ("electronic drums",), "tenor saxophone": ("tenor sax",),
    "alto saxophone": ("alto sax",),
}  # fmt: skip
UNSAID = frozenset({"beat", "beats", "keys", "kit", "bells", "horn", "vibes", "8-bit", "arpeggio"})
WORDS = frozenset(names()) | frozenset(MORE)
PATTERN = rf"(?<![\w-])(?P<name>{phrase(WORDS)})(?:s|es)?(?![\w])"
SPLIT = (
    r"\b(?P<kind>acoustic|electric|nylon|jazz|classical)\b(?=(?:[\s,]+[\w-]+){1,2}\s+guitars?\b)"
)
COUNT = rf"(?P<count>{NUMBER})\s+(?:different\s+|other\s+)*(?:instruments?|players|musicians)\b"
ONLY = (
    r"\b(?:just|only|nothing\s+but|nothing\s+except|solely"
    r"|purely|solo|unaccompanied|nur|solo\s+para"
    r"|(?:duet|duo|trio|quartet|quintet)\s*(?:for|of|:|with|between))"
    r"(?:\s+(?:a|an|the|one|some|my|soft|quiet|gentle|solo|with|use|using|want))*"
)
ALONE = (
    r"(?:\s*(?:[,]?\s*(?:only(?!\s+(?:in|at|on|for)\b)|alone"
    r"|and\s+nothing\s+else|nothing\s+else|and\s+that'?s\s+it"
    r"|duo|duet)))\b"
)
SOLO = r"\s+solo\b(?!\s+(?:in|after|before|over|at|on|section|part)\b)"
OPENING = (
    r"(?:^|[.;!?\n])\W*(?:(?:i\s+want|make(?:\s+me)?|give\s+me|just)\s+)?(?:an?\s+)?(?:\w+\s+)?$"
)
NOTHING = (
    r"\b(?:(?:and\s+)?nothing\s+else|no\s+other\s+instruments?"
    r"|no\s+one\s+else|and\s+that'?s\s+(?:it|all))\b"
)
GROUPS = {  # what else a bare word refuses
    "guitar": ("acoustic guitar", "nylon guitar", "electric guitar", "jazz guitar",
               "overdriven guitar"),
    "guitars": ("acoustic guitar", "nylon guitar", "electric guitar", "jazz guitar",
                "overdriven guitar"),
    "electric guitar": ("electric guitar", "overdriven guitar", "jazz guitar"),
    "electric guitars": ("electric guitar", "overdriven guitar", "jazz guitar"),
    "piano": ("piano", "bright piano"), "pianos": ("piano", "bright piano"),
    "keys": ("piano", "bright piano", "electric piano"),
    "strings": ("strings", "slow strings", "pizzicato"),
    "sax": ("alto sax", "tenor sax"), "saxophone": ("alto sax", "tenor sax"),
    "orchestra": ("strings", "slow strings", "pizzicato", "brass", "orchestral drums"),
    "pad": ("warm pad", "sweep pad"), "pads": ("warm pad", "sweep pad"),
    "organ": ("organ", "church organ"), "choir": ("choir",),
}  # fmt: skip
FAMILY_WORDS = {
    Family.DRUMS: "drums drum percussion beat beats kit drumming drummer schlagzeug batería",
    Family.BASS: "bass bassline",
    Family.SYNTH: "synth synths synthesizer synthesizers synthesiser",
    Family.BRASS: "brass horns",
}
PICKS = {
    "guitar": {Genre.FOLK: "acoustic guitar", Genre.BOSSA: "nylon guitar",
               Genre.JAZZ: "jazz guitar", Genre.LOFI: "jazz guitar"},
    "bass": {Genre.JAZZ: "upright bass", Genre.BOSSA: "upright bass", Genre.FOLK: "upright bass",
             Genre.HOUSE: "synth bass"},
    "drums": {Genre.JAZZ: "jazz drums", Genre.HOUSE: "electronic drums",
              Genre.CINEMATIC: "orchestral drums"},
    "sax": {Genre.JAZZ: "tenor sax", Genre.BOSSA: "tenor sax"},
}  # fmt: skip
SAME = {"guitars": "guitar", "drum": "drums", "drum kit": "drums", "percussion": "drums",
        "saxophone": "sax", "saxophones": "sax", "gitarre": "guitar", "guitarra": "guitar",
        "guitarist": "guitar", "bassline": "bass", "bass line": "bass", "drumming": "drums",
        "drummer": "drums"}  # fmt: skip


def read(reading: Reading) -> None:
    """Find who plays and who must not."""
    _count(reading)
    wanted: list[str] = []
    unwanted: list[str] = []
    only = bool(reading.last(NOTHING))
    spans: list[tuple[int, int]] = []
    _gather(reading)
    for match in list(reading.find(PATTERN)):
        word = _tidy(match["name"])
        if word in UNSAID and not reading.negated(match.start(), known=WORDS):
            if word not in ("beat", "beats") and reading.before(
                match.start(), r"\b(?:with|and|,|some|soft|warm)"
            ):
                _add(wanted, _played(reading, word))
                reading.take(match)
            elif word in ("beat", "beats"):
                reading.take(match)
            continue
        if reading.before(match.start(), r"\b(?:less|fewer)\s+(?:of\s+)?(?:the\s+)?"):
            continue  # quieter, perhaps; there is no wish for that
        if reading.before(match.start(), r"\bmore\s+(?:of\s+)?(?:the\s+)?"):
            _add(wanted, _played(reading, word))
        elif reading.negated(match.start(), known=WORDS | {"loud", "big"}):
            _add(unwanted, refused(word))
        else:
            _add(wanted, _played(reading, word))
            spans.append(match.span())
        reading.take(match)
    only = only or _alone(reading, spans)
    _settle(reading, wanted, unwanted, only)


def refused(word: str) -> tuple[str, ...]:
    """Everybody who stays out when that word is refused."""
    for family, words in FAMILY_WORDS.items():
        if word in words.split():
            return tuple(one.name for one in INSTRUMENTS.values() if one.family is family)
    if word in GROUPS:
        return GROUPS[word]
    return tuple(instrument(one).name for one in MORE.get(word, (word,)))


def _played(reading: Reading, word: str) -> tuple[str, ...]:
    """Who plays when that word is said, in this genre."""
    picks = PICKS.get(SAME.get(word, word), {})
    genre = reading.now("genre")
    if genre in picks:
        return (picks[genre],)
    return tuple(instrument(one).name for one in MORE.get(word, (word,)))


def _count(reading: Reading) -> None:
    for match in list(reading.find(COUNT)):
        count = number(match["count"])
        if not 1 <= count <= MOST_INSTRUMENTS:
            raise Invalid(
                f"{count:g} instruments; the band has room for 1 to {MOST_INSTRUMENTS}",
                field="instruments",
            )


def _gather(reading: Reading) -> None:
    """ "acoustic, fingerpicked guitar" is an acoustic guitar."""
    for match in list(reading.find(SPLIT)):
        name = f"{match['kind'].lower()} guitar"
        after = re.search(r"\bguitars?\b", reading.rest[match.end() :], re.IGNORECASE)
        if after and TAKEN not in reading.rest[match.end() : match.end() + after.start()]:
            reading.hints.setdefault("gathered", []).append(instrument(name).name)
            if reading.negated(match.start(), known=WORDS):
                continue
            reading.take(match)
            reading.blank(match.end() + after.start(), match.end() + after.end())


def _alone(reading: Reading, spans: list[tuple[int, int]]) -> bool:
    """Whether it says that nobody but these plays."""
    if not spans:
        return False
    first, last = spans[0][0], spans[-1][1]
    lead = re.search(ONLY + r"\s*$", reading.text[:first], re.IGNORECASE)
    if not lead and len(spans) == 1:
        lead = re.search(ONLY + r"\s+(?:[a-z]+\s+)?$", reading.text[:first], re.IGNORECASE)
        if lead and not re.search(r"\b(?:just|only|solo)\b", lead.group(), re.IGNORECASE):
            lead = None
    if not lead and len(spans) > 1:
        for start, _ in spans[1:]:
            if re.search(
                r"\b(?:just|only|nothing\s+but)\s+(?:an?\s+|the\s+|some\s+)?$",
                reading.text[:start],
                re.IGNORECASE,
            ):
                lead = re.search("$", "")
    if lead:
        return True
    if re.match(SOLO, reading.text[last:], re.IGNORECASE):
        return bool(re.search(OPENING, reading.text[:first], re.IGNORECASE))
    return re.match(ALONE, reading.text[last:], re.IGNORECASE) is not None


def _settle(reading: Reading, wanted: list[str], unwanted: list[str], only: bool) -> None:
    earlier = reading.earlier
    unaccompanied = bool(reading.hints.get("unaccompanied"))
    _add(wanted, tuple(reading.hints.get("gathered", ())))
    if not unaccompanied and (not earlier or not earlier.instruments):
        for name in reading.hints.get("instruments", ()):
            if not wanted:
                reading.infer("instruments", (name,))
    before = list((earlier.instruments if earlier else None) or ())
    refused_before = list((earlier.without if earlier else None) or ())
    named = [name for name in wanted if name in unwanted]
    wanted = [name for name in wanted if name not in named or unwanted.index(name) < 0]
    if unaccompanied or (only and wanted):
        if wanted or before:
            reading.say("instruments", tuple(wanted))
        reading.say("without", tuple(name for name in INSTRUMENTS if name not in wanted))
        return
    if wanted or (unwanted and set(before) & set(unwanted)):
        kept = [name for name in before if name not in unwanted and name not in wanted]
        if kept or wanted:
            reading.say("instruments", (*kept, *wanted)[-MOST_INSTRUMENTS:])
        elif before:
            reading.say("instruments", ())
    without = [name for name in refused_before if name not in wanted]
    _add(without, tuple(name for name in unwanted if name not in wanted))
    if without != refused_before:
        reading.say("without", tuple(without))


def _add(names: list[str], more: tuple[str, ...]) -> None:
    names.extend(name for name in more if name not in names)


def _tidy(word: str) -> str:
    tidy = re.sub(r"[\s-]+", " ", word.lower())
    return tidy if tidy in WORDS else word.lower()
