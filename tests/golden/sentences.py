"""
What people write, and the brief a musician expects of it.

Each entry: the message, the wishes that matter as JSON has them, and the fields that must stay
unsaid. `never` names families nobody may play in, `only` says that nobody else joins, `missed` is
what must be reported as not understood, `inferred` what must be marked as concluded.
"""

from typing import Any, NamedTuple


class Sentence(NamedTuple):
    """A message and what it means."""

    text: str
    wishes: dict[str, Any]
    unsaid: str = ""
    never: str = ""
    only: bool = False
    missed: tuple[str, ...] = ()
    inferred: str = ""


FIRST = (
    Sentence(
        "a lofi beat with lyrics about rain",
        {"genre": "lofi", "voice": "any", "theme": "rain"},
    ),
    Sentence(
        "a warm lo-fi song about the sea in D major, 84 bpm",
        {"genre": "lofi", "moods": ["warm"], "theme": "the sea", "key": "D major", "bpm": 84},
        unsaid="instruments voice seconds title meter",
    ),
    Sentence(
        "sad piano ballad in A minor, slow, no drums",
        {"genre": "pop", "moods": ["sad"], "key": "A minor", "instruments": ["piano"], "bpm": 76},
        never="drums",
        inferred="genre bpm",
    ),
    Sentence(
        "jaz tune with sax and upright bass, around 140, instrumental pls",
        {
            "genre": "jazz",
            "instruments": ["tenor sax", "upright bass"],
            "bpm": 140,
            "voice": "none",
        },
    ),
    Sentence(
        "melancoly folk song with accoustic guitar and cello, female vocals, 3 minutes",
        {
            "genre": "folk",
            "moods": ["melancholic"],
            "instruments": ["acoustic guitar", "cello"],
            "voice": "female",
            "seconds": 180,
        },
    ),
    Sentence(
        "I don't want vocals, just piano and cello",
        {"voice": "none", "instruments": ["piano", "cello"]},
        only=True,
        unsaid="genre",
    ),
    Sentence(
        "something upbeat, anything but jazz",
        {"moods": ["upbeat"]},
        unsaid="genre",
    ),
    Sentence(
        "anything but pop please, maybe 2:30 long",
        {"genre": "folk", "seconds": 150},
        inferred="genre",
    ),
    Sentence(
        "80s synthwave for driving at night, no vocals, 110bpm",
        {"genre": "house", "era": "1980s", "voice": "none", "bpm": 110},
        inferred="genre",
    ),
    Sentence(
        "a rock song called 'Paper Boats' for my daughter's birthday",
        {"genre": "rock", "title": "Paper Boats", "theme": "my daughter's birthday"},
    ),
    Sentence(
        "Am F C G in the chorus and Dm7 G7 Cmaj7 in the verse, pop, 100 bpm",
        {
            "chords": {"chorus": ["Am", "F", "C", "G"], "verse": ["Dm7", "G7", "Cmaj7"]},
            "genre": "pop",
            "bpm": 100,
        },
        unsaid="key",
    ),
    Sentence(
        "verse: Em C G D\nchorus: C G D D\nmake it a folk song, not too fast",
        {
            "chords": {"verse": ["Em", "C", "G", "D"], "chorus": ["C", "G", "D", "D"]},
            "genre": "folk",
            "bpm": 92,
        },
        inferred="bpm",
    ),
    Sentence(
        "chords C G Am F, ukulele only, happy",
        {
            "chords": {"verse": ["C", "G", "Am", "F"], "chorus": ["C", "G", "Am", "F"]},
            "instruments": ["ukulele"],
            "moods": ["happy"],
        },
        only=True,
    ),
    Sentence(
        "A waltz in Eb for solo piano, a minute and a half",
        {"meter": "3/4", "key": "Eb major", "instruments": ["piano"], "seconds": 90},
        only=True,
    ),
    Sentence(
        "Am I the only one who wants a bossa about A rainy Sunday?",
        {"genre": "bossa", "theme": "A rainy Sunday"},
        unsaid="chords key",
    ),
    Sentence(
        "deep house, F# minor, 124 BPM, with a breakdown and no piano",
        {"genre": "house", "key": "F# minor", "bpm": 124},
        never="piano",
        unsaid="instruments",
    ),
    Sentence(
        "epic orchestral trailer music w/ choir, D minor, 90 seconds, as wav and flac",
        {
            "genre": "cinematic",
            "moods": ["epic"],
            "instruments": ["choir"],
            "key": "D minor",
            "seconds": 90,
            "outputs": ["flac", "wav"],
        },
        inferred="genre",
    ),
    Sentence(
        "Ein Folk-Lied auf Deutsch in a-Moll",
        {"genre": "folk", "language": "de", "key": "A minor"},
    ),
    Sentence(
        "una bossa nova en español, voz femenina",
        {"genre": "bossa", "language": "es", "voice": "female"},
    ),
    Sentence(
        "lofi hip hop beats to study to, chill, no lyrics",
        {"genre": "lofi", "moods": ["relaxed"], "voice": "none"},
        unsaid="instruments",
    ),
    Sentence(
        "rock but without electric guitars, E dorian, in 7/8",
        {"genre": "rock", "key": "E dorian", "meter": "7/8"},
        never="electric guitar",
        unsaid="instruments",
    ),
    Sentence(
        "no drums, no bass, just strings. sad. cinematic.",
        {"instruments": ["strings"], "moods": ["sad"], "genre": "cinematic"},
        never="drums bass",
        only=True,
    ),
    Sentence(
        "pop song: intro verse chorus verse chorus bridge chorus outro, in G",
        {
            "genre": "pop",
            "key": "G major",
            "form": "intro verse chorus verse chorus bridge chorus outro".split(),
        },
    ),
    Sentence(
        "Country song with banjo and fiddle, male voice, about trucks and whiskey",
        {
            "genre": "folk",
            "instruments": ["banjo", "violin"],
            "voice": "male",
            "theme": "trucks and whiskey",
        },
        inferred="genre",
    ),
    Sentence(
        "metal, 180 bpm, drop the vocals",
        {"genre": "rock", "bpm": 180, "voice": "none"},
        inferred="genre",
    ),
    Sentence(
        "jazz waltz w/ brushes and vibes in Bb, medium tempo",
        {
            "genre": "jazz",
            "meter": "3/4",
            "instruments": ["jazz drums", "vibraphone"],
            "key": "Bb major",
            "bpm": 132,
        },
        inferred="bpm",
    ),
    Sentence(
        "Folk song, lyrics:\n[Verse]\nThe river took my name\nand gave it to the sea\n"
        "[Chorus]\nOh, carry me — carry me home",
        {
            "genre": "folk",
            "lyrics": "[Verse]\nThe river took my name\nand gave it to the sea\n"
            "[Chorus]\nOh, carry me — carry me home",
            "form": ["verse", "chorus"],
        },
        inferred="form",
        unsaid="theme moods",
    ),
    Sentence(
        'make a slow pop ballad with these words: "I never slept / the night you left" and piano',
        {
            "genre": "pop",
            "lyrics": "I never slept / the night you left",
            "instruments": ["piano"],
        },
    ),
    Sentence(
        "AABA jazz standard in F, swing feel, trumpet lead",
        {
            "genre": "jazz",
            "form": ["verse", "verse", "bridge", "verse"],
            "key": "F major",
            "instruments": ["trumpet"],
        },
    ),
    Sentence(
        "uptempo pop rock thing, 120ish bpm, key of A, ~3 min, seed 7",
        {"genre": "rock", "bpm": 120, "key": "A major", "seconds": 180, "seed": 7},
    ),
    Sentence(
        "ambient piece without a piano, half a minute, deep and dark",
        {"genre": "cinematic", "seconds": 30, "moods": ["dark"]},
        never="piano",
        unsaid="instruments",
        inferred="genre",
    ),
    Sentence(
        "allegro in 6/8, harpsichord and flute, baroque",
        {
            "bpm": 132,
            "meter": "6/8",
            "instruments": ["harpsichord", "flute"],
            "era": "baroque",
            "genre": "cinematic",
        },
        inferred="genre bpm",
    ),
    Sentence(
        "just the mp3 and stems, please: funky pop, 105",
        {"outputs": ["mp3", "stems"], "genre": "pop", "moods": ["groovy"], "bpm": 105},
    ),
    Sentence(
        "house track with lots of strings, no bridge, 2 and a half minutes",
        {
            "genre": "house",
            "instruments": ["strings"],
            "seconds": 150,
            "form": ["intro", "verse", "chorus", "verse", "chorus", "chorus", "outro"],
        },
        inferred="form",
    ),
    Sentence(
        "a love song for Maria in Spanish with nylon guitar, duet",
        {
            "theme": "Maria",
            "language": "es",
            "instruments": ["nylon guitar"],
            "voice": "duet",
        },
        unsaid="key",
    ),
    Sentence(
        "not jazz. not sad. something bright in C major with mandolin",
        {"moods": ["bright"], "key": "C major", "instruments": ["mandolin"]},
        unsaid="genre",
    ),
    Sentence(
        "reggae, but no drums or bass",
        {"genre": "pop"},
        never="drums bass",
        unsaid="instruments",
        inferred="genre",
    ),
    Sentence(
        "120 bpm, no wait, 96 bpm. lofi. rhodes, vinyl crackle",
        {"bpm": 96, "genre": "lofi", "instruments": ["electric piano"]},
        missed=("vinyl crackle",),
    ),
    Sentence(
        "short and sweet folk tune in five, with harmonica but no guitar",
        {"genre": "folk", "meter": "5/4", "instruments": ["harmonica"], "seconds": 60},
        never="guitar",
        inferred="seconds",
    ),
    Sentence(
        "in a minor key, tense, 60 bpm, cinematic drums",
        {"key": "C minor", "moods": ["tense"], "bpm": 60, "instruments": ["orchestral drums"]},
        inferred="key",
    ),
    Sentence(
        "Titel: Nachtzug. Techno, h-moll, 132 bpm, instrumental",
        {"title": "Nachtzug", "genre": "house", "key": "B minor", "bpm": 132, "voice": "none"},
        inferred="genre",
    ),
    Sentence(
        "| Am7 | D7 | Gmaj7 | Cmaj7 | over and over, bossa, only midi please",
        {
            "chords": {
                "verse": ["Am7", "D7", "Gmaj7", "Cmaj7"],
                "chorus": ["Am7", "D7", "Gmaj7", "Cmaj7"],
            },
            "genre": "bossa",
            "outputs": ["midi"],
        },
    ),
    Sentence(
        "grunge like the 90s, angry, deep male voice, distorted guitar, Drop the intro",
        {
            "genre": "rock",
            "era": "1990s",
            "moods": ["angry"],
            "voice": "deep male",
            "instruments": ["overdriven guitar"],
            "form": ["verse", "chorus", "verse", "chorus", "bridge", "chorus", "outro"],
        },
    ),
    Sentence(
        "a song about a horse in the house, with guitar and double bass, folk",
        {
            "theme": "a horse in the house",
            "genre": "folk",
            "instruments": ["acoustic guitar", "upright bass"],
        },
    ),
    Sentence(
        'I want a cheerful, bouncy chiptune. 150 bpm. Title should be "Level Nine".',
        {
            "genre": "house",
            "moods": ["cheerful", "upbeat"],
            "bpm": 150,
            "title": "Level Nine",
            "instruments": ["square lead"],
        },
    ),
)

SECOND = (
    Sentence(
        "hey can u make me smth like chill beats for my yt vlog, nothin fancy, like 60 secs",
        {"genre": "lofi", "moods": ["relaxed"], "seconds": 60, "theme": "my yt vlog"},
        unsaid="instruments without bpm",
        inferred="genre",
    ),
    Sentence(
        "a 3/4 folk ballad in D minor w/ violin and no percussion, lyrics in Irish",
        {
            "genre": "folk",
            "meter": "3/4",
            "key": "D minor",
            "instruments": ["violin"],
            "language": "ga",
        },
        never="drums",
        unsaid="lyrics voice",
    ),
    Sentence(
        "could you do a bossa nova without guitar but with flute and vibraphone, medium tempo, "
        "two minutes thirty",
        {
            "genre": "bossa",
            "instruments": ["flute", "vibraphone"],
            "seconds": 150,
            "bpm": 128,
        },
        never="guitar",
    ),
    Sentence(
        "An EDM banger, 128, key F minor, drop the piano, lots of synths, 3:15",
        {
            "genre": "house",
            "bpm": 128,
            "key": "F minor",
            "seconds": 195,
            "instruments": ["saw lead"],
        },
        never="piano",
    ),
    Sentence(
        "i'd like a quiet instrumental for yoga - no beat, soft pads and a harp",
        {
            "moods": ["calm", "gentle"],
            "voice": "none",
            "theme": "yoga",
            "instruments": ["warm pad", "harp"],
        },
        never="drums",
    ),
    Sentence(
        "sad but hopeful, a cello and a piano, nothing else, 70bpm, Bb minor",
        {
            "moods": ["sad", "hopeful"],
            "instruments": ["cello", "piano"],
            "bpm": 70,
            "key": "Bb minor",
        },
        only=True,
        unsaid="chords",
    ),
    Sentence(
        "Make a rock song called Midnight Train in E minor with a guitar solo",
        {"genre": "rock", "title": "Midnight Train", "key": "E minor"},
        unsaid="without theme",
    ),
    Sentence(
        "just an acoustic guitar and a male voice, folk, “Leaving Town” is the title",
        {
            "genre": "folk",
            "title": "Leaving Town",
            "voice": "male",
            "instruments": ["acoustic guitar"],
        },
        only=True,
    ),
    Sentence(
        "ein langsames trauriges Klavierstück in c-Moll, ohne Schlagzeug",
        {"moods": ["sad"], "key": "C minor", "instruments": ["piano"]},
        never="drums",
        inferred="bpm",
    ),
    Sentence(
        "I-V-vi-IV pop song in D major",
        {
            "genre": "pop",
            "key": "D major",
            "chords": {"verse": ["D", "A", "Bm", "G"], "chorus": ["D", "A", "Bm", "G"]},
        },
    ),
    Sentence(
        "song about summer in the 80s",
        {"theme": "summer", "era": "1980s"},
        unsaid="seconds",
    ),
    Sentence(
        "a duet for cello and piano, 4 minutes",
        {"instruments": ["cello", "piano"], "seconds": 240},
        only=True,
        unsaid="voice",
    ),
    Sentence(
        "hip hop beat, no 808s, sampled strings, 92 bpm, stems please",
        {"genre": "lofi", "instruments": ["strings"], "bpm": 92, "outputs": ["stems"]},
        never="electronic drums",
        unsaid="seconds",
    ),
    Sentence(
        "A song that isn't sad, isn't slow and has no piano",
        {"bpm": 128},
        never="piano",
        unsaid="moods instruments",
        inferred="bpm",
    ),
    Sentence(
        "intro, 2 verses, 3 choruses, bridge, outro",
        {"form": "intro verse chorus verse chorus bridge chorus outro".split()},
    ),
    Sentence(
        "key: Bbm, tempo: 72, length: 2:00, genre: jazz, instruments: piano and upright bass",
        {
            "key": "Bb minor",
            "bpm": 72,
            "seconds": 120,
            "genre": "jazz",
            "instruments": ["piano", "upright bass"],
        },
    ),
    Sentence(
        "a 30s jingle for a bakery",
        {"seconds": 30, "theme": "a bakery"},
        unsaid="era",
    ),
    Sentence("the 30s jazz sound, please", {"era": "1930s", "genre": "jazz"}, unsaid="seconds"),
    Sentence(
        "make me a song in the style of 1950s rock and roll, saxophone solo after the second "
        "chorus",
        {"genre": "rock", "era": "1950s", "instruments": ["alto sax"]},
        unsaid="without seconds",
        inferred="genre form",
    ),
    Sentence(
        "moonlight sonata vibes: solo piano, C# minor, adagio, 12/8",
        {"instruments": ["piano"], "key": "C# minor", "bpm": 70, "meter": "12/8"},
        only=True,
    ),
    Sentence(
        'english lyrics, title "Heimweh", 120bpm 6/8 Gm folk',
        {
            "language": "en",
            "title": "Heimweh",
            "bpm": 120,
            "meter": "6/8",
            "key": "G minor",
            "genre": "folk",
        },
        unsaid="lyrics",
    ),
    Sentence(
        "I want Japanese city pop from 1983, sunny, Fmaj7 E7 Am7 C7",
        {
            "genre": "pop",
            "era": "1980s",
            "moods": ["sunny"],
            "chords": {
                "verse": ["Fmaj7", "E7", "Am7", "C7"],
                "chorus": ["Fmaj7", "E7", "Am7", "C7"],
            },
        },
        unsaid="key language",
    ),
    Sentence(
        "no bass guitar but upright bass is fine, swing, fast but not too fast",
        {"instruments": ["upright bass"], "genre": "jazz"},
        never="electric bass",
        inferred="bpm genre",
    ),
    Sentence(
        "POP SONG IN G MAJOR 120 BPM NO DRUMS",
        {"genre": "pop", "key": "G major", "bpm": 120},
        never="drums",
        unsaid="instruments",
    ),
    Sentence(
        "a lullaby for my baby girl Emma, music box",
        {"theme": "my baby girl Emma", "instruments": ["celesta"], "moods": ["gentle"]},
        inferred="bpm moods genre",
    ),
    Sentence(
        "chords: am f c g, slow rock ballad about the rain on my window",
        {
            "chords": {"verse": ["Am", "F", "C", "G"], "chorus": ["Am", "F", "C", "G"]},
            "genre": "rock",
            "theme": "the rain on my window",
        },
        unsaid="key",
        inferred="bpm",
    ),
    Sentence(
        "Can you please write some elctronic musik with sinthesizers & a drum machine??",
        {"genre": "house", "instruments": ["saw lead", "electronic drums"]},
    ),
    Sentence(
        "saxaphone and paino, jazzy, realy mellow, no singing",
        {
            "instruments": ["tenor sax", "piano"],
            "genre": "jazz",
            "moods": ["relaxed"],
            "voice": "none",
        },
        inferred="genre",
    ),
    Sentence(
        "verse 1, chorus, verse 2, chorus, bridge, chorus. Key of G# major. 100-110 bpm",
        {
            "form": "verse chorus verse chorus bridge chorus".split(),
            "key": "Ab major",
            "bpm": 105,
        },
    ),
    Sentence(
        "A song about love, loss and the sea, in 6/8, for voice and guitar only",
        {
            "theme": "love, loss and the sea",
            "meter": "6/8",
            "voice": "any",
            "instruments": ["electric guitar"],
        },
        only=True,
    ),
    Sentence(
        "Something for a funeral: organ and strings, very slow, about two and a half minutes",
        {
            "theme": "a funeral",
            "instruments": ["organ", "strings"],
            "seconds": 150,
        },
        inferred="bpm",
    ),
    Sentence(
        "drums, bass, guitar. punk. 1:45. loud! title: No Future Tense",
        {
            "title": "No Future Tense",
            "seconds": 105,
            "genre": "rock",
            "instruments": ["drums", "electric bass", "electric guitar"],
        },
        unsaid="without moods",
        missed=("loud",),
    ),
)

FILMS = (
    Sentence(
        "a bittersweet folk waltz about leaving home, female voice, with a video",
        {
            "genre": "folk",
            "meter": "3/4",
            "theme": "leaving home",
            "voice": "female",
            "also": ["mp4", "cover"],
            "film": {},
        },
    ),
    Sentence(
        "pop song with a vertical video for tiktok",
        {"genre": "pop", "film": {"aspect": "9:16"}, "also": ["mp4", "cover"]},
    ),
    Sentence(
        "a square lyric video please, rock",
        {"genre": "rock", "film": {"aspect": "1:1", "words": "karaoke"}},
    ),
    Sentence(
        "jazz tune, instrumental, 1080p music video, no words on screen but chords on screen",
        {"voice": "none", "film": {"height": 1080, "words": "none", "chords": True}},
    ),
    Sentence("video game music, chiptune", {}, unsaid="film also"),
    Sentence("epic film score for a film noir", {"genre": "cinematic"}, unsaid="film also"),
    Sentence("no video, just the mp3", {"outputs": ["mp3"]}, unsaid="film also"),
    Sentence(
        "duet about the rain with a karaoke version and a click track",
        {"voice": "duet", "theme": "the rain", "also": ["karaoke", "click"]},
        unsaid="film outputs",
    ),
    Sentence(
        "a folk song about the sea with cover art",
        {"theme": "the sea", "also": ["cover"]},
        unsaid="film",
    ),
)
