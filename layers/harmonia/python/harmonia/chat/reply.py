"""
The reply: what was understood, what was concluded, what was not, and an offer to make it.

It says only what the brief holds and the band can do; which words it chooses depends on nothing but
the session and the turn, so a repeated message reads the same.
"""

import random

from harmonia.chat.conversation import Conversation
from harmonia.chat.grammar import Understood
from harmonia.music.instrument import INSTRUMENTS
from harmonia.songs.brief import Brief
from harmonia.songs.wishes import Genre

GENRES = {
    Genre.POP: "pop", Genre.ROCK: "rock", Genre.LOFI: "lo-fi", Genre.JAZZ: "jazz",
    Genre.FOLK: "folk", Genre.HOUSE: "house", Genre.CINEMATIC: "cinematic",
    Genre.BOSSA: "bossa nova",
}  # fmt: skip
OPENINGS = ("Got it", "Lovely", "Right", "Good", "With pleasure")
CHANGES = ("Changed", "Done", "Noted", "All right")
OFFERS = (
    "Shall I make it?",
    'Say "go" and I\'ll make it.',
    "Change anything you like, or tell me to make it.",
)
STARTS = ("I'm making it now.", "The band is on it.", "Off it goes to the band.")
ASKS = (
    "What should it sound like? A genre, a mood, a tempo or an instrument is plenty.",
    "Tell me a genre, a mood or what it is about, and I'll take it from there.",
)
FIELDS = {
    "bpm": "the tempo", "key": "the key", "meter": "the meter", "seconds": "the length",
    "form": "the form", "instruments": "the band", "without": "who stays out", "title": "the title",
    "moods": "the mood", "era": "the era", "language": "the language", "voice": "the voice",
    "lyrics": "the lyrics", "chords": "the chords", "outputs": "the files", "theme": "the theme",
    "genre": "the genre", "seed": "the seed",
}  # fmt: skip


def reply(conversation: Conversation, understood: Understood, *, making: bool) -> str:
    """The answer to the message that `understood` is the meaning of."""
    draw = random.Random(f"{conversation.id}/{len(conversation.turns)}/{conversation.version}")
    brief = conversation.brief
    said = understood.wishes.said - {"seed"} if understood.again else understood.wishes.said
    parts: list[str] = []
    if said or making or understood.again:
        parts.append(f"{_opening(conversation, said, understood, draw)}: {described(brief)}.")
        parts += _concluded(brief, understood)
        parts += _limits(brief, understood)
    if understood.not_understood:
        words = ", ".join(f"“{words}”" for words in understood.not_understood)
        parts.append(f"I didn't understand {words}.")
    if making:
        parts.append(draw.choice(STARTS))
    elif said or understood.again:
        parts.append(draw.choice(OFFERS))
    else:
        parts.append(draw.choice(OFFERS) if conversation.wishes.said else draw.choice(ASKS))
    return " ".join(parts)


def _opening(
    conversation: Conversation, said: frozenset[str], understood: Understood, draw: random.Random
) -> str:
    if understood.again:
        return "Another take"
    if not conversation.turns or not said:
        return draw.choice(OPENINGS)
    changed = sorted(FIELDS[name] for name in said)
    return f"{draw.choice(CHANGES)} ({_listed(changed)})"


def described(brief: Brief) -> str:
    """The brief in a breath: a warm lo-fi song about the sea in D major, 4/4, at 84 bpm."""
    moods = ", ".join(brief.moods)
    words = [moods, GENRES[brief.genre], "song"]
    text = _article(" ".join(word for word in words if word))
    text += f" called “{brief.title}”" if brief.sources.get("title") == "said" else ""
    text += f" about {brief.theme}" if brief.theme else ""
    text += f" in {brief.key}, {brief.meter}, at {brief.bpm:g} bpm, {_clock(brief.seconds)} long"
    if brief.era:
        text += f", with the {brief.era} in mind"
    if brief.instruments:
        text += f", with {_listed(brief.instruments)}"
    return text + _absent(brief)


def _absent(brief: Brief) -> str:
    if not brief.without:
        return ""
    if set(brief.without) >= set(INSTRUMENTS) - set(brief.instruments):
        return " and nobody else"
    families = {
        str(one.family)
        for one in INSTRUMENTS.values()
        if all(
            other.name in brief.without
            for other in INSTRUMENTS.values()
            if other.family is one.family
        )
    }
    names = [name for name in brief.without if INSTRUMENTS[name].family not in families]
    return f", without {_listed([*sorted(families), *names], 'or')}"


def _concluded(brief: Brief, understood: Understood) -> list[str]:
    """What was not said in so many words, where it is worth saying."""
    parts = [
        f"{word.capitalize()} is not in my repertoire; {GENRES[genre]} is the nearest I play."
        for word, genre in understood.nearest
        if genre is brief.genre
    ]
    names = [
        FIELDS[name] for name in sorted(understood.inferred - {"genre", "seed"}) if name in FIELDS
    ]
    if names:
        parts.append(f"I chose {_listed(names)} from what you said; correct me if I'm off.")
    return parts


def _limits(brief: Brief, understood: Understood) -> list[str]:
    """What the band cannot do yet, where it was asked to."""
    said = understood.wishes.said
    if "lyrics" in said or ("voice" in said and brief.voice != "none"):
        return ["Nobody sings in the band yet: the melody is played, and your words stay with it."]
    return []


def _article(text: str) -> str:
    return f"{'an' if text[0] in 'aeiou' else 'a'} {text}"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"


def _listed(words: "list[str] | tuple[str, ...]", last: str = "and") -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
