"""
Voices: who sings, how high and in what manner.

Each voice sings where it is at ease, not as high as it can. The manner follows the genre and is
bent by the moods: bossa and lo-fi close to the microphone, rock from the chest.
"""

import random
from dataclasses import dataclass

from harmonia.composing.staff import nearest
from harmonia.music.key import Key
from harmonia.songs.brief import Brief
from harmonia.songs.wishes import Genre

EASE = {  # MIDI keys that each voice sings with ease, all song long
    "soprano": (60, 77), "alto": (57, 74), "tenor": (48, 67), "baritone": (43, 62),
    "child": (60, 76),
}  # fmt: skip
CASTS = {  # who sings what was asked for; the second name sings with the first
    "male": ("tenor",), "deep male": ("baritone",), "child": ("child",),
    "choir": ("soprano", "alto", "tenor", "baritone"), "duet": ("alto", "tenor"),
}  # fmt: skip
WOMEN = {Genre.CINEMATIC: 0.6, Genre.FOLK: 0.3, Genre.HOUSE: 0.3}  # how often a soprano, not alto
USUAL = {  # whom a genre likes to hear where nobody was asked for
    Genre.POP: "alto alto tenor soprano", Genre.ROCK: "tenor tenor baritone alto",
    Genre.LOFI: "alto alto tenor", Genre.JAZZ: "alto alto baritone tenor",
    Genre.FOLK: "alto tenor baritone soprano", Genre.HOUSE: "alto soprano alto tenor",
    Genre.CINEMATIC: "soprano alto baritone", Genre.BOSSA: "alto alto tenor baritone",
}  # fmt: skip
MANNERS = {Genre.BOSSA: "breathy", Genre.LOFI: "breathy", Genre.ROCK: "strong"}
SOFT = frozenset(
    "calm gentle dreamy sleepy tender intimate peaceful relaxed romantic warm lonely".split()
)
LOUD = frozenset("angry energetic driving epic festive uplifting happy upbeat".split())
PARTNERS = {"soprano": "alto", "alto": "soprano", "tenor": "baritone", "baritone": "tenor",
            "child": "soprano"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cast:
    """The singers: the first has the tune, a second shares it, the others join in choruses."""

    leads: tuple[str, ...]
    others: tuple[str, ...]
    style: str

    @property
    def choir(self) -> bool:
        """Whether all of them sing all the time."""
        return self.style == "choir"


def cast(brief: Brief) -> Cast | None:
    """Who sings the song, if anybody."""
    if brief.voice == "none":
        return None
    draw = random.Random(f"{brief.seed}/voices")
    style = manner(brief)
    if brief.voice == "choir":
        first, *rest = CASTS["choir"]
        return Cast((first,), tuple(rest), "choir")
    if brief.voice == "duet":
        return Cast(CASTS["duet"], (), style)
    if brief.voice == "female":
        singer = "soprano" if draw.random() < WOMEN.get(brief.genre, 0.2) else "alto"
    elif brief.voice == "any":
        singer = draw.choice(USUAL[brief.genre].split())
    else:
        singer = CASTS[brief.voice][0]
    return Cast((singer,), (PARTNERS[singer],), style)


def manner(brief: Brief) -> str:
    """How it is sung: plain, breathy or strong."""
    tilt = len(LOUD & set(brief.moods)) - len(SOFT & set(brief.moods))
    own = MANNERS.get(brief.genre, "plain")
    if tilt > 0:
        return "strong" if own != "breathy" else "plain"
    if tilt < 0:
        return "breathy" if own != "strong" else "plain"
    return own


def compass(
    singer: str, key: Key, span: int, draw: random.Random, *, duet: bool = False
) -> tuple[int, int]:
    """The lowest and highest step of a tune for that voice, at most `span` apart."""
    bottom, top = EASE[singer]
    if duet:  # an octave down it is a tenor's
        low, high = EASE["tenor"]
        bottom, top = max(bottom, low + 12), min(top, high + 12)
    first, last = nearest(bottom, key) + 1, nearest(top, key) - 1  # chords may bend a step
    span = min(span, last - first)
    lows = range(first, last - span + 1)
    rests = [step for step in lows if (step - key.tonic.letter) % 7 in (0, 4, 2)]
    low = draw.choice(rests or list(lows))
    return low, low + span
