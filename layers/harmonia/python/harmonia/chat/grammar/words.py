"""
The words people use for genres and moods, and what they mean to this band.

A genre the band does not have is played as the nearest one it does; the reply says so.
"""

from dataclasses import dataclass

from harmonia.songs.wishes import Genre


@dataclass(frozen=True, slots=True)
class Style:
    """What a genre word asks for; whatever is not the genre itself is only a suggestion."""

    genre: Genre
    own: bool = False  # whether the band has this very genre
    weak: bool = False  # a flavour, which any other genre word beats
    era: str | None = None
    meter: str | None = None
    moods: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    slow: bool = False


OWN = {
    "pop": Genre.POP, "pop music": Genre.POP, "rock": Genre.ROCK, "lofi": Genre.LOFI,
    "lo fi": Genre.LOFI, "low fi": Genre.LOFI, "jazz": Genre.JAZZ, "folk": Genre.FOLK,
    "house": Genre.HOUSE, "deep house": Genre.HOUSE, "house music": Genre.HOUSE,
    "cinematic": Genre.CINEMATIC, "bossa": Genre.BOSSA, "bossa nova": Genre.BOSSA,
    "bossanova": Genre.BOSSA,
}  # fmt: skip

NEAREST = {
    Genre.HOUSE: """techno, edm, electronic, electro, electronica, trance, dubstep, drum and bass,
        drum n bass, drum & bass, d&b, dnb, uk garage, future bass, rave, club, breakbeat,
        dance music, dance track,
        dance song, dance tune, dance beat, dance anthem, dancefloor, electropop, tech house""",
    Genre.FOLK: """country, bluegrass, americana, singer songwriter, celtic, irish, shanty,
        sea shanty, campfire, carol, christmas carol, hymn, nursery rhyme""",
    Genre.POP: """k pop, kpop, j pop, jpop, indie, r&b, rnb, r and b, funk, reggae, reggaeton, ska,
        gospel, worship, schlager, chanson, hyperpop, dream pop, bedroom pop, musical, afrobeat,
        afrobeats""",
    Genre.ROCK: """metal, heavy metal, death metal, punk, pop punk, hard rock, alternative, emo,
        shoegaze, prog, goth, stoner""",
    Genre.JAZZ: """swing, blues, soul, bebop, smooth jazz, gypsy jazz, neo soul, lounge, cool jazz,
        fusion, big band""",
    Genre.LOFI: """hip hop, hiphop, chillhop, chillout, study beats, study music, trip hop, rap,
        boom bap, trap, downtempo, vaporwave, jazzhop, jazz hop""",
    Genre.CINEMATIC: """orchestral, film, movie, soundtrack, film score, film music, trailer,
        ambient, classical, symphonic, symphony, neoclassical, new age, meditation, drone, opera,
        video game, chamber music, soundscape, sonata, score, documentary""",
    Genre.BOSSA: """samba, latin, salsa, rumba, bolero, mambo, tango, brazilian, mpb, cumbia,
        cha cha""",
}
FLAVOURS = {
    Genre.JAZZ: "jazzy bluesy swinging",
    Genre.FOLK: "folky folksy",
    Genre.ROCK: "rocky rocking",
    Genre.POP: "poppy",
    Genre.HOUSE: "dancey clubby synthy",
    Genre.LOFI: "chill chilled chilly",
    Genre.CINEMATIC: "epic",
}
PARTICULAR = {
    "synthwave": Style(Genre.HOUSE, era="1980s"),
    "synth wave": Style(Genre.HOUSE, era="1980s"),
    "retrowave": Style(Genre.HOUSE, era="1980s"),
    "synthpop": Style(Genre.POP, era="1980s"),
    "synth pop": Style(Genre.POP, era="1980s"),
    "city pop": Style(Genre.POP, era="1980s"),
    "disco": Style(Genre.HOUSE, era="1970s"),
    "eurodance": Style(Genre.HOUSE, era="1990s"),
    "motown": Style(Genre.POP, era="1960s"),
    "grunge": Style(Genre.ROCK, era="1990s"),
    "britpop": Style(Genre.ROCK, era="1990s"),
    "surf rock": Style(Genre.ROCK, era="1960s"),
    "rockabilly": Style(Genre.ROCK, era="1950s"),
    "rock and roll": Style(Genre.ROCK, era="1950s"),
    "rock'n'roll": Style(Genre.ROCK, era="1950s"),
    "rock 'n' roll": Style(Genre.ROCK, era="1950s"),
    "rock & roll": Style(Genre.ROCK, era="1950s"),
    "rock n roll": Style(Genre.ROCK, era="1950s"),
    "ragtime": Style(Genre.JAZZ, era="1920s"),
    "dixieland": Style(Genre.JAZZ, era="1920s"),
    "chiptune": Style(Genre.HOUSE, instruments=("square lead",)),
    "8 bit": Style(Genre.HOUSE, instruments=("square lead",)),
    "flamenco": Style(Genre.BOSSA, instruments=("nylon guitar",)),
    "waltz": Style(Genre.FOLK, weak=True, meter="3/4"),
    "polka": Style(Genre.FOLK, weak=True, meter="2/4"),
    "ballad": Style(Genre.POP, weak=True, slow=True),
    "power ballad": Style(Genre.ROCK, weak=True, slow=True),
    "lullaby": Style(Genre.FOLK, weak=True, moods=("gentle",), slow=True),
    "four on the floor": Style(Genre.HOUSE, weak=True),
    "acoustic": Style(Genre.FOLK, weak=True, instruments=("acoustic guitar",)),
    "unplugged": Style(Genre.FOLK, weak=True, instruments=("acoustic guitar",)),
    "beats to study": Style(Genre.LOFI),
    "for studying": Style(Genre.LOFI, weak=True, moods=("calm",)),
    "to study to": Style(Genre.LOFI, weak=True, moods=("calm",)),
    "for sleeping": Style(Genre.CINEMATIC, weak=True, moods=("sleepy",)),
    "to fall asleep to": Style(Genre.CINEMATIC, weak=True, moods=("sleepy",)),
    "baroque": Style(Genre.CINEMATIC, weak=True, era="baroque"),
}


def _styles() -> dict[str, Style]:
    styles = {word: Style(genre, own=True) for word, genre in OWN.items()}
    for genre, words in NEAREST.items():
        styles |= {" ".join(word.split()): Style(genre) for word in words.split(",")}
    for genre, words in FLAVOURS.items():
        styles |= {word: Style(genre, weak=True) for word in words.split()}
    return styles | PARTICULAR


STYLES = _styles()

MOODS = {
    word.strip(): mood
    for mood, words in {
        "happy": (
            "feliz, alegre, fröhlich, fröhliches, happy, happier, glad, feel good, feelgood, fun"
        ),
        "cheerful": "cheerful, cheery, merry, jolly",
        "joyful": "joyful, joyous, ecstatic, euphoric",
        "bright": "bright, brighter",
        "uplifting": "uplifting, inspiring, inspirational, motivational, triumphant",
        "playful": "playful, quirky, silly, funny, whimsical, goofy, cute",
        "sunny": "sunny, summery, summer vibes",
        "hopeful": "hopeful, optimistic",
        "festive": "festive, celebratory, party",
        "upbeat": "upbeat, peppy, bouncy",
        "energetic": "energetic, energy, high energy, powerful, lively, livelier, pumping",
        "driving": "driving, relentless, pulsing",
        "groovy": "groovy, funky, groovier, funkier",
        "sad": (
            "triste, traurig, trauriges, traurige, trauriger, sad, sadder, sorrowful, "
            "mournful, tearful, depressing, miserable, tearjerker"
        ),
        "melancholic": "melancholic, melancholy, wistful, somber, sombre",
        "bittersweet": "bittersweet",
        "nostalgic": "nostalgic, nostalgia, retro, vintage, old school, oldschool",
        "dark": "dark, darker, brooding, moody, moodier, noir",
        "gloomy": "gloomy, bleak, dreary",
        "tense": "tense, suspenseful, anxious, nervous, thrilling",
        "mysterious": "mysterious, enigmatic",
        "angry": "angry, angrier, aggressive, furious",
        "haunting": "haunting, spooky, eerie, ghostly, creepy, scary",
        "heartbroken": "heartbroken, heartbreaking",
        "lonely": "lonely, lonesome, lonelier",
        "ominous": "ominous, menacing, sinister",
        "epic": "epic, heroic, majestic, grand",
        "calm": (
            "ruhig, ruhiges, tranquila, tranquilo, calm, calmer, calming, soothing, serene, "
            "tranquil, quiet, meditative"
        ),
        "relaxed": (
            "relaxed, relaxing, chill, chilled, chiller, mellow, mellower, laid back, easygoing"
        ),
        "warm": "warm, warmer, cozy, cosy",
        "gentle": "gentle, gentler, soft, softer, delicate",
        "dreamy": "dreamy, dreamier, ethereal, floating, hazy",
        "sleepy": "sleepy, drowsy",
        "peaceful": "peaceful",
        "tender": "tender",
        "romantic": "romantic",
        "intimate": "intimate",
        "soulful": "soulful",
    }.items()
    for word in words.split(",")
}

OPPOSITES = (  # moods of one line push out those of the other
    frozenset("happy cheerful joyful bright uplifting sunny hopeful festive playful".split()),
    frozenset("sad melancholic gloomy heartbroken lonely dark ominous angry".split()),
), (
    frozenset("energetic driving upbeat festive epic angry tense".split()),
    frozenset("calm relaxed gentle sleepy peaceful tender dreamy".split()),
)  # fmt: skip

LANGUAGES = {
    word: code
    for code, words in {
        "en": "english englisch inglés ingles anglais",
        "de": "german deutsch allemand alemán",
        "es": "spanish español espanol spanisch castellano",
        "fr": "french français francais französisch",
        "it": "italian italiano italienisch",
        "pt": "portuguese português portugues brazilian",
        "nl": "dutch nederlands", "sv": "swedish svenska", "da": "danish dansk",
        "no": "norwegian norsk", "fi": "finnish suomi", "pl": "polish polski",
        "ru": "russian", "uk": "ukrainian", "ja": "japanese", "ko": "korean",
        "zh": "chinese mandarin", "tr": "turkish", "el": "greek", "ar": "arabic",
        "hi": "hindi", "he": "hebrew", "ga": "irish gaelic", "la": "latin", "cs": "czech",
    }.items()
    for word in words.split()
}  # fmt: skip
