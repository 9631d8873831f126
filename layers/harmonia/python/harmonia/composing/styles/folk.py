"""
Folk: verses that tell and a refrain that gathers.

Three chords with their relatives, plain cadences, tunes that step and sing within a tenth, phrases
that begin before the bar. Players join verse by verse.
"""

from harmonia.composing.style import Chair, Ending, Form, Style, Tune
from harmonia.composing.styles.modes import MODAL
from harmonia.songs.song import Mix, Role, Room
from harmonia.songs.wishes import SectionKind as Kind

STYLE = Style(
    forms=(
        Form("intro [verse chorus|verse chorus|solo verse chorus] outro", 3),
        Form("intro verse [verse solo|verse bridge|verse solo verse] verse outro", 2),
        Form("intro [verse verse chorus|verse chorus|solo verse chorus] chorus outro", 2),
        Form("intro [verse chorus|verse chorus|bridge verse chorus] solo chorus outro", 2),
        Form("intro verse chorus outro", 1),
        Form("verse chorus", 0.5),
        Form("verse outro", 0.3),
        Form("verse", 0.1),
    ),
    lengths={
        Kind.INTRO: "4 2 8", Kind.VERSE: "8 16", Kind.PRECHORUS: "4", Kind.CHORUS: "8",
        Kind.BRIDGE: "8", Kind.SOLO: "8 16", Kind.BREAK: "4", Kind.OUTRO: "4 2 8",
    },
    energy={
        Kind.INTRO: 0.25, Kind.VERSE: 0.38, Kind.PRECHORUS: 0.5, Kind.CHORUS: 0.62,
        Kind.BRIDGE: 0.46, Kind.SOLO: 0.58, Kind.BREAK: 0.25, Kind.OUTRO: 0.4,
    },
    growth=0.07,
    major={
        Kind.VERSE: (
            "I IV I V I IV V I", "I V vi IV I IV V I", "I I IV I vi IV V V",
            "I V/7 vi IV I/3 IV V I",
            "I vi IV I ii vi IV V", "I IV I/3 ii I vi V I",
        ),
        Kind.PRECHORUS: ("ii vi IV V ii vi V V",),
        Kind.CHORUS: (
            "IV I V I IV I V I", "IV V I vi IV V I I", "I IV V I vi ii V I", "vi IV I V vi IV V I",
            "IV I ii V IV I/3 V I",
        ),
        Kind.BRIDGE: ("vi iii IV I vi ii V V", "ii vi ii V IV I II V", "vi V IV I vi V7/V V V"),
    },
    minor={
        Kind.VERSE: (
            "i bVII i v i bVII bVI i", "i iv i V i iv V i", "i bVII bVI bVII i bVII V i",
            "i bIII bVII i bVI bVII i i",
        ),
        Kind.PRECHORUS: ("bVI bVII iv v bVI bVII V V",),
        Kind.CHORUS: (
            "bIII bVII i i bIII bVII V i", "bVI bIII bVII i bVI bIII V i",
            "iv i bVII bIII iv i V i", "bIII bVII bVI i bIII bVII iv,V i",
        ),
        Kind.BRIDGE: ("bIII bIII bVII bVII iv i V V", "bVI bVI bIII bIII iv bVII v V"),
    },
    modal=MODAL,
    tune=Tune(
        bars=(
            "x-x-x-x-", "x--xx-x-", "x-xxx-x-", "x---x-x-", "x-x-x---", "x--xx---", "x-x-xxx-",
            "xxx-x-x-", "x--xxxx-",
        ),
        hooks=("x---x-x-", "x-x-x-x-", "x--xx---", "x---x---", "x-----x-", "x--xx-x-"),
        tails=("x---....", "x-----..", "x-x---..", "x-x-----", "x--xx-..", "x-x-x-.."),
        solos=("xxxxxxxx", "x-xxxxxx", "xxxxx-x-", "x-xxx-xx"),
        rate=2.2, colour=0.5, pickup=0.6, again=0.5, vary=0.4, lift=2, steps=1.1,
    ),
    chairs=(
        Chair(name="percussion", role=Role.DRUMS, instruments="drums", enters=0.58, chance=0.6,
              level=-3.0),
        Chair(name="bass", role=Role.BASS, instruments="upright bass, electric bass", enters=0.4),
        Chair(name="guitar", role=Role.COMPING, instruments="acoustic guitar, nylon guitar",
              pan=-0.3),
        Chair(name="second guitar", role=Role.COMPING,
              instruments="mandolin, banjo, piano, acoustic guitar", enters=0.5, chance=0.75,
              pan=0.5, level=-1.5),
        Chair(name="strings", role=Role.PAD, instruments="accordion, slow strings, cello",
              enters=0.56, chance=0.7, pan=0.25, level=-2.0, room=0.35),
        Chair(name="picking", role=Role.RIFF, instruments="banjo, mandolin, harp", enters=0.2,
              chance=0.45, rests="chorus", pan=0.6, level=-2.0),
        Chair(name="fiddle", role=Role.COUNTER, instruments="violin, cello, harmonica", enters=0.55,
              chance=0.85, rests="intro", pan=0.35, room=0.3),
        Chair(name="lead", role=Role.LEAD,
              instruments="violin, flute, harmonica, clarinet, oboe, accordion", room=0.25),
    ),
    endings=(Ending.HOLD, Ending.TAG, Ending.HOLD),
    mix=(Mix(room=Room.ROOM), Mix(room=Room.PLATE)),
    breathes=0.01,
)  # fmt: skip
