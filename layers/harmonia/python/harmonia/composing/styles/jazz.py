"""
Jazz: a head, choruses on its changes, and the head again.

AABA of eight-bar sections, or a blues; ii-V-I everywhere, secondary dominants, the tritone
substitute where it slides down by half step. Lines are in eighths, off the beat, and land on
thirds and sevenths; the groove swings them.
"""

from harmonia.composing.style import Chair, Ending, Form, Progressions, Style, Tune
from harmonia.composing.styles.modes import MODAL
from harmonia.songs.song import Mix, Role, Room
from harmonia.songs.wishes import SectionKind as Kind

BLUES: dict[str, Progressions] = {
    "major": dict.fromkeys(
        (Kind.VERSE, Kind.SOLO),
        (
            "I7 IV7 I7 v7,I7 IV7 #iv°7 I7/5 VI7 ii7 V7 I7,VI7 ii7,V7",
            "I13 IV9 I13 I13 IV9 IV9 I13 VI7b9 ii9 V13 I13 ii7,V7",
        ),
    ),
    "minor": dict.fromkeys(
        (Kind.VERSE, Kind.SOLO), ("i7 iv7 i7 i7 iv7 iv7 i7 i7 bVI7 V7 i7 iiø,V7",)
    ),
}

STYLE = Style(
    forms=(
        Form("intro verse verse bridge verse [solo bridge verse|solo|bridge solo] "
             "verse bridge verse+ outro",
             3),
        Form("verse verse bridge verse [solo solo bridge verse|solo bridge] verse outro", 2),
        Form("intro [verse verse|solo solo|solo] verse verse outro", 2, BLUES, {Kind.VERSE: "12",
             Kind.SOLO: "12 24"}),
        Form("intro verse bridge verse [solo bridge verse|solo bridge] outro", 1.5),
        Form("verse bridge verse outro", 1),
        Form("intro verse verse outro", 0.7),
        Form("verse outro", 0.3),
        Form("verse", 0.1),
    ),
    lengths={
        Kind.INTRO: "4 8 2", Kind.VERSE: "8 16", Kind.PRECHORUS: "4 8", Kind.CHORUS: "8 16",
        Kind.BRIDGE: "8", Kind.SOLO: "16 8 32", Kind.BREAK: "4 8", Kind.OUTRO: "4 8 2",
    },
    energy={
        Kind.INTRO: 0.28, Kind.VERSE: 0.4, Kind.PRECHORUS: 0.55, Kind.CHORUS: 0.78,
        Kind.BRIDGE: 0.45, Kind.SOLO: 0.74, Kind.BREAK: 0.36, Kind.OUTRO: 0.36,
    },
    growth=0.07,
    major={
        Kind.VERSE: (
            "Imaj7 VI7 ii7 V7 iii7,VI7 ii7,V7 Imaj7 ii7,V7",
            "Imaj7 vi7 ii7 V7 Imaj7,I7 IVmaj7,iv7 iii7,VI7 ii7,V7",
            "ii7 V7 Imaj7 IVmaj7 viiø III7 vi7 ii7,V7",
            "Imaj7 iv7,bVII7 Imaj7 v7,I7 IVmaj7 iv7,bVII7 ii7,V7 Imaj7",
            "ii9 bII7 Imaj9 VI7b9 ii9 V13 iii7,bIII7 ii7,bII7",
            "Imaj7 #i°7 ii7 #ii°7 iii7 VI7 ii7 V13",
        ),
        Kind.PRECHORUS: ("IVmaj7 iv7 iii7 VI7 ii7 II7 ii7 V7",),
        Kind.CHORUS: (
            "IVmaj7 iv7,bVII7 iii7 VI7 ii7 V7 Imaj7 I69", "Imaj7 III7 VI7 II7 ii7 V7 Imaj7 Imaj7",
        ),
        Kind.BRIDGE: (
            "III7 III7 VI7 VI7 II7 II7 V7 V7", "v7 I7 IVmaj7 IVmaj7 vi7 II7 ii7 V7",
            "iv7 bVII7 bIIImaj7 bIIImaj7 ii7 V7 iii7,VI7 ii7,V7",
            "#ivø VII7 iii7 iii7 v7 I7 IVmaj7 ii7,V7",
        ),
        Kind.INTRO: ("iii7 VI7 ii7 V7", "Imaj7,VI7 ii7,V7 iii7,VI7 ii7,V7", "ii7 V7 ii7 V7"),
        Kind.OUTRO: ("iii7 VI7 ii7 V7", "IVmaj7 iv7,bVII7 iii7,VI7 ii7,V7"),
    },
    minor={
        Kind.VERSE: (
            "i7 iiø,V7 i7 i7 iv7 bVII7 bIIImaj7 iiø,V7", "iv7 bVII7 bIIImaj7 bVImaj7 iiø V7 i6 i6",
            "i69 bVI7,V7 i69 i7 iv7 iv7 iiø,V7 i69",
            "i7 bVII7 bVI7 V7 i7 iv7,bVII7 bIIImaj7,bVImaj7 iiø,V7",
        ),
        Kind.PRECHORUS: ("iv7 bVII7 bIIImaj7 bVImaj7 iiø iiø V7 V7",),
        Kind.CHORUS: ("iv7 bVII7 bIIImaj7 bVImaj7 iiø V7 i6 i6",),
        Kind.BRIDGE: (
            "v7 I7 iv7 iv7 iv7 bVII7 bIIImaj7 V7", "iv7 bVII7 bIIImaj7 bIIImaj7 iiø V7 bVI7 V7",
            "bVImaj7 bVImaj7 bIIImaj7 bIIImaj7 iiø iiø V7 V7b9",
        ),
        Kind.INTRO: ("i7 bVI7 iiø V7", "iiø V7 i7 V7"),
        Kind.OUTRO: ("i7 bVI7 iiø V7", "iv7 bVII7 iiø V7"),
    },
    modal=MODAL,
    colour="sevenths",
    closing=("I69", "i69"),
    cadence=("ii7,V7", "iiø,V7"),
    tune=Tune(
        bars=(
            ".xxxx-x-", "x-.xxxx-", "x--x.xx-", "xxxxx-.x", ".x.xx-.x", "x-xxx-x-", "x--x--xx",
            "xx.x-x-.",
            ".xx-xxx-", "x-xx.x-x", "-.xxx-x-",
        ),
        hooks=("x--x--x-", "x---.x-x", ".x-x-xx-", "x--xx-x-", "x--x.x--"),
        tails=("x-.x....", "xx......", "x--x----", "x-x.....", "-x......", "x---....", "x-xx-..."),
        solos=("xxxxxxx-", ".xxxxxxx", "xxxxxx.x", "xxxx.xxx", "x-xxxxxx", ".xxxx-xx"),
        rate=3.0, steps=0.75, colour=0.15, pickup=0.5, again=0.45, vary=0.5, lift=2, stretch=245,
        span=10,
    ),
    chairs=(
        Chair(name="drums", role=Role.DRUMS, instruments="jazz drums", enters=0.3),
        Chair(name="bass", role=Role.BASS, instruments="upright bass"),
        Chair(name="piano", role=Role.COMPING, instruments="piano", pan=-0.3),
        Chair(name="guitar", role=Role.COMPING, instruments="jazz guitar", enters=0.5, chance=0.35,
              pan=0.45, level=-2.5),
        Chair(name="vibes", role=Role.PAD, instruments="vibraphone, strings, organ", enters=0.5,
              chance=0.5, pan=0.4, level=-3.0),
        Chair(name="second horn", role=Role.COUNTER,
              instruments="trombone, clarinet, tenor sax, muted trumpet", enters=0.45, chance=0.9,
              rests="intro", pan=0.3),
        Chair(name="soloist", role=Role.LEAD,
              instruments="vibraphone, jazz guitar, tenor sax, trumpet, clarinet", only="solo",
              chance=0.75, pan=0.15),
        Chair(name="lead", role=Role.LEAD,
              instruments="alto sax, tenor sax, trumpet, muted trumpet, clarinet", pan=-0.05,
              room=0.25),
    ),
    endings=(Ending.TAG, Ending.HOLD, Ending.COLD),
    mix=(Mix(room=Room.ROOM), Mix(room=Room.ROOM, warmth=0.15)),
    names={Kind.VERSE: "head", Kind.CHORUS: "shout"},
)  # fmt: skip
