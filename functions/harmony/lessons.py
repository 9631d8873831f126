"""From a theme in people's words to the steps of a song."""

from dataclasses import dataclass

from harmonia.chat.grammar import understand
from harmonia.errors import Invalid
from harmonia.harmony.advice import known_mood
from harmonia.harmony.instructions.steps import Instructions, instructions
from harmonia.jobs.order import seed_for
from harmonia.music.key import Key
from harmonia.music.meter import Meter
from harmonia.songs.wishes import THEME, Genre, Wishes


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructionsRequest:
    """What the song is about, in any words; the other fields win over what these say."""

    theme: str
    style: Genre | None = None
    mood: str | None = None
    key: Key | None = None
    meter: Meter | None = None
    seed: int | None = None


def lesson(asked: InstructionsRequest) -> Instructions:
    """The steps for the request; Invalid names what cannot be."""
    typed = Wishes(
        genre=asked.style,
        moods=(known_mood(asked.mood),) if asked.mood else None,
        key=str(asked.key) if asked.key else None,
        meter=str(asked.meter) if asked.meter else None,
        seed=asked.seed,
    )
    return instructions(typed.over(_heard(asked.theme)), seed=seed_for(asked.theme))


def _heard(words: str) -> Wishes:
    """What the words ask for; words that ask for nothing are the theme itself."""
    try:
        understood = understand(words)
    except Invalid as error:
        raise Invalid(str(error), field="theme", code=error.code) from error
    wishes = understood.wishes
    if wishes.said or not any(letter.isalnum() for letter in words):
        return wishes
    return Wishes(theme=" ".join(words.split())[:THEME])
