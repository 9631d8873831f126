"""
Lines: a row of written words made ready to be sung.

Every blank-separated token is a word of the line; what can't be said (an emoji, a dash) hangs on
to the word before it, so that nothing of the text is lost. A figure's first syllable carries its
text, the others none: "1999" is sung on five and read at the first.
"""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from harmonia.errors import Invalid
from harmonia.lyrics import foreign, speech
from harmonia.lyrics.pronunciation import RULES, Pronunciations, pronounced
from harmonia.lyrics.syllables import Spoken, divided, parts_of, weights

LIGHT = frozenset(
    "a an the of to in on at by for from with as and but or nor so if than that is are was were be "
    "been am has had have do does did can could will would shall should may might must i you he "
    "she it we they me him her us them my your his its our their this there when i'm you're it's "
    "we're i'll you'll we'll i've you've we've don't into like till 'til what who how just then "
    "some".split()
)
SCRIPTS = {"greek": "el", "cyrillic": "ru"}
WORD = 60  # letters; the longest in any dictionary has 45
LONGEST = 16  # syllables in one breath; longer lines are broken


@dataclass(frozen=True)
class Line:
    """A line of lyrics with its syllables; it may have none."""

    text: str
    syllables: tuple[Spoken, ...]

    def __len__(self) -> int:
        return len(self.syllables)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words as they are written, each once for all its syllables."""
        found: dict[int, str] = {}
        for one in self.syllables:
            found[one.word] = found.get(one.word, "") + one.text
        return tuple(found.values())


@lru_cache(4096)  # a song says most of its lines again
def read(text: str, known: Pronunciations = RULES, language: str = "en") -> Line:
    """
    A line of text, spoken; Invalid if it is in an alphabet that can't be sung.

    >>> [one.text for one in read("Leaving home, again!").syllables]
    ['Leav', 'ing', 'home,', 'a', 'gain!']
    """
    tokens = _tokens(text)
    shouted = text.upper() == text and sum(one.isalpha() for one in text) > 5
    found: list[Spoken] = []
    for index, token in enumerate(tokens):
        before = tokens[index - 1] if index else ""
        after = tokens[index + 1] if index + 1 < len(tokens) else ""
        tongue = _tongue(token, language)
        found += _word(token, index, (before, after), known, tongue, shouted)
    return Line(" ".join(text.split()), tuple(found))


def _tongue(text: str, language: str) -> str:
    """The language to read the text in: its alphabet's where that is another."""
    script = speech.script(text)
    if script == "latin":
        return language if language in foreign.LANGUAGES and language not in ("el", "ru") else "en"
    if script not in SCRIPTS:
        raise Invalid(
            f"words in {script} letters can't be sung yet; write them in Latin letters, as they "
            "sound, or ask for an instrumental",
            field="lyrics",
        )
    return language if language == "uk" else SCRIPTS[script]


def _tokens(text: str) -> list[str]:
    """The blank-separated words, each with the unspeakable ones beside it."""
    tokens: list[str] = []
    waiting = ""
    for token in text.split():
        if not speech.chunks(token):
            if tokens:
                tokens[-1] += f" {token}"
            else:
                waiting += f"{token} "
            continue
        tokens.append(waiting + token)
        waiting = ""
    return tokens


def _word(
    token: str,
    index: int,
    beside: tuple[str, str],
    known: Pronunciations,
    tongue: str,
    shouted: bool,
) -> list[Spoken]:
    """The syllables of one token; together they hold all of its text."""
    if len(token) > WORD:
        raise Invalid(f"{token[:20]}… is too long for a word; part it with blanks", field="lyrics")
    spans = speech.chunks(token)
    edges = [0, *(start for start, _ in spans[1:]), len(token)]
    found: list[Spoken] = []
    for at, (start, end) in enumerate(spans):
        piece = token[start:end]
        sign = "." if token[end : end + 1] == "." else ""
        words = speech.spoken(piece + sign, *_near(beside), shouted=shouted)
        lead, tail = token[edges[at] : start], token[end : edges[at + 1]]
        found += _sung(piece, words, lead, tail, index, known, tongue)
    return found


def _near(beside: tuple[str, str]) -> tuple[str, str]:
    before, after = beside
    return before.strip("\"'(.,"), after.strip("\"'(")


def _sung(
    piece: str,
    words: list[str],
    lead: str,
    tail: str,
    index: int,
    known: Pronunciations,
    tongue: str,
) -> list[Spoken]:
    """The syllables of a stretch of letters or figures, with what stands around it."""
    plain = piece.lower().replace("’", "'").strip(".")
    literal = words == [plain]
    found: list[Spoken] = []
    for word in words:
        figure = not literal and word in speech.NAMES
        phonemes = (
            tuple(speech.NAMES[word].split())
            if figure
            else pronounced(word, known, tongue if literal else "en")
        )
        parts = parts_of(phonemes)
        heavy = weights(parts, word in LIGHT if tongue == "en" else len(word) < 3)
        if literal:
            texts: tuple[str, ...] = divided(piece, parts)
        else:
            texts = (piece if not found else "", *[""] * (len(parts) - 1))
        found += [
            Spoken(text, part, weight, index)
            for text, part, weight in zip(texts, parts, heavy, strict=True)
        ]
    first = found[0]
    if not literal:  # a figure is read at once, with what stands after it
        found[0] = Spoken(lead + piece + tail, first.phonemes, first.stress, index)
        return found
    found[0] = Spoken(lead + first.text, first.phonemes, first.stress, index)
    last = found[-1]
    found[-1] = Spoken(last.text + tail, last.phonemes, last.stress, index)
    return found


def broken(text: str, known: Pronunciations = RULES, language: str = "en") -> list[Line]:
    """
    The text as lines of one breath each: itself, or cut at stops and blanks where it is too long.
    """
    whole = read(text, known, language)
    if len(whole) <= LONGEST:
        return [whole]
    phrases = re.split(r"(?<=[.,;:!?…—])\s+", " ".join(text.split()))
    lines: list[Line] = []
    for phrase in phrases:
        line = read(phrase, known, language)
        joined = read(f"{lines[-1].text} {phrase}", known, language) if lines else None
        if joined and len(joined) <= LONGEST * 3 // 4:
            lines[-1] = joined
        elif len(line) <= LONGEST:
            lines.append(line)
        else:
            lines += _halved(phrase, known, language)
    return lines


def _halved(phrase: str, known: Pronunciations, language: str) -> list[Line]:
    """A phrase without stops, cut between words into equal breaths."""
    line = read(phrase, known, language)
    words = phrase.split()
    if len(line) > LONGEST * 2 and len(words) < 2:
        raise Invalid(
            f"{phrase[:20]}… has {len(line)} syllables and no blank to breathe at; part it",
            field="lyrics",
        )
    if len(line) <= LONGEST or len(words) < 2:
        return [line]
    middle = len(words) // 2
    return [
        *_halved(" ".join(words[:middle]), known, language),
        *_halved(" ".join(words[middle:]), known, language),
    ]
