"""Which scenes play in a song's film."""

import random
import re
from dataclasses import dataclass

from harmonia.films.film import Scene
from harmonia.songs.song import Section, Song
from harmonia.songs.wishes import Genre, SectionKind

FAMILIES = {  # a genre's scenes, the likeliest first
    Genre.POP: "prism particles waves stars city",
    Genre.ROCK: "terrain city smoke prism particles",
    Genre.LOFI: "rain vinyl city paper stars",
    Genre.JAZZ: "smoke vinyl city ink rain",
    Genre.FOLK: "paper terrain ink aurora rain",
    Genre.HOUSE: "waves prism particles city vinyl",
    Genre.CINEMATIC: "terrain aurora stars ink smoke",
    Genre.BOSSA: "ink waves paper vinyl aurora",
}
LIVELY = frozenset({Scene.PARTICLES, Scene.PRISM, Scene.WAVES, Scene.CITY, Scene.TERRAIN,
                    Scene.STARS, Scene.AURORA})  # fmt: skip
WORDS = {  # what a song may be about, and what then is seen
    Scene.RAIN: "rain rainy storm tears window umbrella november lonely",
    Scene.WAVES: "sea ocean wave waves river water beach shore summer island",
    Scene.STARS: "star stars moon sky space galaxy night midnight dream dreamy cosmic",
    Scene.CITY: "city street streets neon downtown lights tokyo traffic urban",
    Scene.TERRAIN: "mountain mountains hill hills road home desert valley leaving journey epic",
    Scene.SMOKE: "smoke fire ash ashes ghost whiskey dark mysterious",
    Scene.AURORA: "snow winter north aurora frost ice calm peaceful",
    Scene.PAPER: "letter paper book story childhood autumn leaves nostalgic bittersweet",
    Scene.VINYL: "record vinyl tape radio retro cassette vintage disco",
    Scene.INK: "ink garden flower flowers tender gentle rose spring",
    Scene.PRISM: "glass light crystal rainbow bright euphoric happy",
    Scene.PARTICLES: "spark sparks fireflies firefly dance dust festive playful",
}
SAID = 3.5  # what a word weighs, in places of the genre's list


@dataclass(frozen=True, slots=True)
class Cast:
    """The scenes of one film by what they are for."""

    verse: Scene
    chorus: Scene
    elsewhere: Scene  # bridges, solos, breaks
    second: Scene  # every other verse, and in between once the chorus has been heard

    def scene(self, section: Section, index: int, verses: int, choruses: int) -> Scene:
        """The scene of a section's shot of that index, after so many verses and chorus shots."""
        if section.kind is SectionKind.CHORUS:
            return self.chorus
        if section.kind in (SectionKind.BRIDGE, SectionKind.SOLO, SectionKind.BREAK):
            return self.elsewhere
        if section.kind is SectionKind.PRECHORUS:
            return self.second
        if section.kind is SectionKind.VERSE and verses % 2:
            return self.second
        return self.second if choruses and index % 2 else self.verse

    def instead(self, scene: Scene, before: list[Scene]) -> Scene:
        """The scene, or another one where it would be the third time running."""
        if scene is self.chorus or before[-2:] != [scene, scene]:
            return scene
        return self.verse if scene is self.second else self.second


def cast(song: Song, draw: random.Random) -> Cast:
    """Four scenes for a song, by its genre, its moods, what it is about and the seed."""
    said = {
        *song.brief.moods,
        *re.findall(r"[^\W\d_]+", f"{song.title} {song.brief.theme}".lower()),
    }
    family = FAMILIES.get(song.genre, FAMILIES[Genre.POP]).split()

    def weight(scene: Scene) -> float:
        place = family.index(scene) if scene in family else len(family) + 2
        return draw.uniform(0, 2.5) - place + SAID * len(said & set(WORDS[scene].split()))

    ranked = sorted(Scene, key=weight, reverse=True)[:4]
    chorus = next((one for one in ranked if one in LIVELY), ranked[1])
    verse, elsewhere, second = (one for one in ranked if one is not chorus)
    return Cast(verse, chorus, elsewhere, second)
