"""
Lo-fi: a few rich chords, a lazy beat, and a tune that says little and means it.

Ninths and thirteenths, ii-V-I loops that never quite land, borrowed minor subdominants; phrases
have holes in them on purpose, and the chops answer from the side.
"""

from harmonia.composing.style import Chair, Ending, Form, Style, Tune
from harmonia.composing.styles.modes import MODAL
from harmonia.songs.song import Mix, Role, Room
from harmonia.songs.wishes import SectionKind as Kind

STYLE = Style(
    forms=(
        Form("intro [verse chorus|verse chorus|break verse chorus] break chorus+ outro", 3),
        Form("intro [verse verse chorus|verse chorus|solo verse] bridge chorus+ outro", 2),
        Form("intro [verse bridge|verse break|verse solo] verse outro", 2),
        Form("intro verse chorus outro", 1),
        Form("verse outro", 0.3),
        Form("verse", 0.1),
    ),
    lengths={
        Kind.INTRO: "4 2", Kind.VERSE: "8 16", Kind.PRECHORUS: "4", Kind.CHORUS: "8",
        Kind.BRIDGE: "8 4", Kind.SOLO: "8", Kind.BREAK: "4 8", Kind.OUTRO: "4 2 8",
    },
    energy={
        Kind.INTRO: 0.25, Kind.VERSE: 0.5, Kind.PRECHORUS: 0.55, Kind.CHORUS: 0.68,
        Kind.BRIDGE: 0.42, Kind.SOLO: 0.6, Kind.BREAK: 0.28, Kind.OUTRO: 0.35,
    },
    major={
        Kind.VERSE: (
            "ii9 V13 Imaj9 vi9 ii9 V13 Imaj9 VI7", "Imaj9 vi9 ii9 V13 Imaj9 vi9 ii9 bII7",
            "IVmaj9 iii7 vi9 Imaj7/3 IVmaj9 iii7 ii9 V13",
            "Imaj7 III7 vi9 v9,I9 IVmaj9 iv9 iii7 VI7",
            "IVmaj9 V13 iii7 vi9 IVmaj9 iii7 ii9 V9sus4",
        ),
        Kind.PRECHORUS: ("IVmaj9 V13 iii7 vi9 ii9 iii7 IVmaj9 V9sus4",),
        Kind.CHORUS: (
            "IVmaj9 iv6 iii7 VI7 ii9 V13 Imaj9 Imaj9",
            "IVmaj9 V13 Imaj9 vi9 IVmaj9 V13 Imaj9 Imaj9",
            "vi9 ii9 V13 Imaj9 IVmaj9 iv9 Imaj9 I69", "ii9 iii7 IVmaj9 V13 ii9 V13 Imaj9 Imaj9",
        ),
        Kind.BRIDGE: (
            "bVImaj7 bVII9 Imaj9 Imaj9 bVImaj7 bVII9 ii9 V13",
            "iv9 bVII13 Imaj9 VI7 ii9 bVII9 IVmaj9 V9sus4",
            "iiiø VI7 ii9 ii9 iv9 bVII9 Imaj9 V13",
        ),
    },
    minor={
        Kind.VERSE: (
            "i9 iv9 bVImaj7 v7 i9 iv9 bVImaj7 V7", "iiø V7 i9 i9 iv9 bVII13 bIIImaj9 V7",
            "bVImaj7 v7 i9 i9 bVImaj7 v7 iv9 V7",
            "i9 bVII9 bVImaj7 V7 i9 bVII9 iv9 v7", "iv9 v7 i9 bIIImaj7 iv9 v7 bVImaj7 bVImaj7",
        ),
        Kind.PRECHORUS: ("iv9 v7 bVImaj7 v7 iv9 v7 bVImaj7 V7",),
        Kind.CHORUS: (
            "bVImaj7 bVII9 i9 bIIImaj7 bVImaj7 bVII9 i9 i9",
            "iv9 bVII13 bIIImaj9 bVImaj7 iiø V7 i9 i9",
            "i9 bIIImaj7 iv9 bVImaj7 iv9 v7 i9 i9",
        ),
        Kind.BRIDGE: ("bIIImaj9 bIIImaj9 bIImaj7 bIImaj7 bIIImaj9 iv9 iiø V7",
            "iv9 iv9 bVII13 bVII13 bIIImaj9 bVImaj7 iiø V7"),
    },
    modal=MODAL,
    colour="ninths",
    closing=("Imaj9", "i9"),
    cadence=("ii9,V13", "iiø,V7"),
    tune=Tune(
        bars=(
            "x--x-...", "..x-x--x", ".x-xx-..", "x-.xx--.", ".xx--x-.", "x--x--x-", "..xxx-x-",
            "-..x-xx-",
            "x-x--x..", ".x--x-xx",
        ),
        hooks=("x--x----", "x---x-x-", "x--x--x-", ".x-x--x-", "x-x---..", "-xx---x-"),
        tails=("x---....", "x-----..", "-x----..", "x-x---..", ".x---...", "x--x--.."),
        rate=1.7, colour=0.35, pickup=0.3, again=0.5, vary=0.5, lift=2, steps=0.9,
    ),
    chairs=(
        Chair(name="drums", role=Role.DRUMS, instruments="drums, electronic drums", enters=0.38),
        Chair(name="bass", role=Role.BASS, instruments="electric bass, upright bass, fretless bass",
              enters=0.35),
        Chair(name="keys", role=Role.COMPING, instruments="electric piano, piano", pan=-0.15),
        Chair(name="guitar", role=Role.COMPING, instruments="jazz guitar, nylon guitar", enters=0.6,
              chance=0.45, pan=0.45, level=-2.0),
        Chair(name="pad", role=Role.PAD, instruments="warm pad, slow strings", enters=0.2,
              chance=0.8, level=-2.5, room=0.4),
        Chair(name="chops", role=Role.RIFF, instruments="celesta, vibraphone, pluck", enters=0.25,
              rests="bridge", pan=0.5, level=-2.0, room=0.35),
        Chair(name="answer", role=Role.COUNTER, instruments="flute, muted trumpet, vibraphone",
              enters=0.7, chance=0.7, pan=-0.4, room=0.35),
        Chair(name="lead", role=Role.LEAD,
              instruments="jazz guitar, piano, vibraphone, muted trumpet, flute, tenor sax",
              room=0.3),
    ),
    endings=(Ending.HOLD, Ending.COLD, Ending.HOLD),
    mix=(Mix(room=Room.ROOM, warmth=0.6), Mix(room=Room.ROOM, warmth=0.45)),
)  # fmt: skip
