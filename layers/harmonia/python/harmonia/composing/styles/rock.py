"""
Rock: a riff, a backbeat and a chorus to shout.

Power in fifths, bVII and bIII borrowed from the blues, plagal cadences; tunes are pentatonic and
sit on few notes. A guitar solo over the verse or a bridge at half the weight, then the chorus home.
"""

from harmonia.composing.style import Chair, Ending, Form, Progressions, Style, Tune
from harmonia.composing.styles.modes import MODAL
from harmonia.songs.song import Mix, Role, Room
from harmonia.songs.wishes import SectionKind as Kind

BLUES: dict[str, Progressions] = {
    "major": dict.fromkeys(
        (Kind.VERSE, Kind.SOLO, Kind.CHORUS),
        (
            "I7 IV7 I7 I7 IV7 IV7 I7 I7 V7 IV7 I7 V7",
            "I7 I7 I7 I7 IV7 IV7 I7 I7 V7 IV7 I7 I7,V7",
        ),
    ),
    "minor": dict.fromkeys(
        (Kind.VERSE, Kind.SOLO, Kind.CHORUS),
        (
            "i7 iv7 i7 i7 iv7 iv7 i7 i7 bVI7 V7 i7 V7",
            "i7 i7 i7 i7 iv7 iv7 i7 i7 v7 iv7 i7 V7",
        ),
    ),
}

STYLE = Style(
    forms=(
        Form("intro [verse chorus|verse chorus|solo verse chorus] solo chorus+ outro", 3),
        Form("intro [verse verse chorus|verse chorus|bridge verse chorus] "
             "bridge solo chorus+ outro",
             2),
        Form("intro [verse prechorus chorus|verse prechorus chorus|solo prechorus chorus] "
             "break chorus+ outro",
             2),
        Form("intro [verse verse|solo verse|verse solo] verse outro", 1, BLUES,
             {Kind.VERSE: "12", Kind.SOLO: "12 24"}),
        Form("intro verse chorus+ outro", 1),
        Form("intro chorus outro", 0.5),
        Form("chorus outro", 0.3),
        Form("chorus", 0.1),
    ),
    lengths={
        Kind.INTRO: "4 8 2", Kind.VERSE: "8 16", Kind.PRECHORUS: "4 8", Kind.CHORUS: "8 16",
        Kind.BRIDGE: "8 4", Kind.SOLO: "8 16", Kind.BREAK: "4 8", Kind.OUTRO: "4 8 2",
    },
    energy={
        Kind.INTRO: 0.6, Kind.VERSE: 0.55, Kind.PRECHORUS: 0.66, Kind.CHORUS: 0.86,
        Kind.BRIDGE: 0.45, Kind.SOLO: 0.85, Kind.BREAK: 0.4, Kind.OUTRO: 0.8,
    },
    major={
        Kind.VERSE: (
            "I bVII IV I I bVII IV I", "I I IV IV I I V IV", "I IV I V I IV V I",
            "I I/3 IV V I I/3 IV IV",
            "I V IV I vi V IV V", "I bIII IV I I bIII IV V",
        ),
        Kind.PRECHORUS: ("IV IV V V vi vi V V", "ii IV V V ii IV V V", "vi V IV IV vi V Vsus4 V"),
        Kind.CHORUS: (
            "I V vi IV I V IV I", "IV I V I IV I V I", "I bVII IV I I bVII V I",
            "vi IV I V vi IV V I",
            "I IV bVII IV I IV V I",
        ),
        Kind.BRIDGE: ("vi vi IV IV vi vi V V", "bVI bVI bVII bVII I I V V",
            "ii IV vi V ii IV bVII V"),
    },
    minor={
        Kind.VERSE: (
            "i i bVI bVII i i bVI bVII", "i bVII bVI bVII i bVII bVI V",
            "i iv i bVII i iv bVI bVII",
            "i bIII bVII IV i bIII bVII V",
        ),
        Kind.PRECHORUS: ("iv iv bVI bVI bVII bVII V V", "bVI bVII bVI bVII iv iv V V"),
        Kind.CHORUS: (
            "i bVI bIII bVII i bVI bVII i", "bVI bVII i i bVI bVII i i",
            "bIII bVII iv i bIII bVII bVI,bVII i",
            "i bVII iv bVI i bVII V i",
        ),
        Kind.BRIDGE: ("bIII bIII bVII bVII iv iv V V", "bVI bIII iv i bVI bIII bII V"),
    },
    modal=MODAL,
    closing=("I", "i"),
    cadence=("bVII", "bVII"),
    tune=Tune(
        bars=(
            "xxx-x-x-", "x-xx-x-.", "x-x-xx-x", ".xxxx-x-", "x--xx-x-", "xx-xx-x-", "x-xxx-..",
            ".x-xx-x-",
            "xxxxx-..", "-xx-xx-.",
        ),
        hooks=("x---x---", "x--x--x-", "x---x-x-", "x-x-x---", "xx------", "-x--x---", "x--xx---"),
        tails=("x---....", "x-----..", "x-x---..", "x--x--..", "xx---...", "-x---..."),
        solos=("xxxxxxx-", "x-xxxxxx", "xxxx-xxx", "x---xxxx", "-xxxxxxx"),
        colour=1.0, pickup=0.3, again=0.55, vary=0.4, lift=2,
    ),
    chairs=(
        Chair(name="drums", role=Role.DRUMS, instruments="drums", enters=0.3),
        Chair(name="bass", role=Role.BASS, instruments="electric bass", enters=0.3),
        Chair(name="rhythm guitar", role=Role.COMPING,
              instruments="overdriven guitar, electric guitar", enters=0.35, pan=-0.7),
        Chair(name="second guitar", role=Role.COMPING,
              instruments="electric guitar, overdriven guitar", enters=0.6, chance=0.7, pan=0.7,
              level=-1.0),
        Chair(name="organ", role=Role.PAD, instruments="organ, organ, strings", enters=0.7,
              chance=0.7, pan=0.25, level=-2.0, room=0.3),
        Chair(name="riff guitar", role=Role.RIFF, instruments="overdriven guitar, electric guitar",
              enters=0.5, rests="bridge prechorus", pan=0.45),
        Chair(name="harmony guitar", role=Role.COUNTER, instruments="electric guitar, organ",
              enters=0.88, chance=0.7, pan=-0.35),
        Chair(name="lead", role=Role.LEAD,
              instruments="overdriven guitar, electric guitar, saw lead, harmonica", room=0.22),
    ),
    endings=(Ending.COLD, Ending.COLD, Ending.HOLD, Ending.TAG),
    mix=(Mix(room=Room.ROOM), Mix(room=Room.PLATE)),
    keychange=0.08,
)  # fmt: skip
