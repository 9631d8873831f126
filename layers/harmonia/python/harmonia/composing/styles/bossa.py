"""
Bossa nova: long, quiet syncopation over chords that slide.

AABA or two halves, major sevenths and minor ninths, a bass that creeps by half step, tritone
substitutes; the tune repeats one note while the harmony turns beneath it, then falls.
"""

from harmonia.composing.style import Chair, Ending, Form, Style, Tune
from harmonia.composing.styles.modes import MODAL
from harmonia.songs.song import Mix, Role, Room
from harmonia.songs.wishes import SectionKind as Kind

STYLE = Style(
    forms=(
        Form("intro verse verse bridge verse [solo bridge verse|solo verse|bridge solo] "
             "outro", 3),
        Form("intro [verse chorus|solo chorus|bridge verse chorus] verse chorus outro", 2),
        Form("intro [verse verse bridge verse|solo bridge verse] outro", 2),
        Form("intro verse bridge verse outro", 1),
        Form("verse bridge verse outro", 0.8),
        Form("intro verse chorus outro", 0.6),
        Form("verse outro", 0.3),
        Form("verse", 0.1),
    ),
    lengths={
        Kind.INTRO: "4 8 2", Kind.VERSE: "8 16", Kind.PRECHORUS: "4 8", Kind.CHORUS: "8 16",
        Kind.BRIDGE: "8", Kind.SOLO: "16 8", Kind.BREAK: "4 8", Kind.OUTRO: "4 8 2",
    },
    energy={
        Kind.INTRO: 0.3, Kind.VERSE: 0.46, Kind.PRECHORUS: 0.5, Kind.CHORUS: 0.62,
        Kind.BRIDGE: 0.56, Kind.SOLO: 0.62, Kind.BREAK: 0.3, Kind.OUTRO: 0.42,
    },
    major={
        Kind.VERSE: (
            "Imaj9 Imaj9 II7 II7 ii9 bII7 Imaj9 bII7", "Imaj7 biii°7 ii9 V13 Imaj7 vi9 ii9 V13",
            "Imaj9 #i°7 ii9 V7b9 iii7 bIII7 ii9 bII7",
            "I69 II7/#4 ii9 V13 iii7 biii°7 ii9 V13", "Imaj9 VI7b9 ii9 iv6 Imaj7/3 biii°7 ii9 bII7",
        ),
        Kind.PRECHORUS: ("ii9 V13 iii7 VI7b9 ii9 iv6 ii9 V13",),
        Kind.CHORUS: (
            "IVmaj7 iv6 iii7 bIII7 ii9 V13 Imaj9 Imaj9", "ii9 V13 iii7 VI7b9 ii9 bII7 Imaj9 Imaj9",
            "IVmaj9 #iv°7 Imaj7/5 VI7 ii9 V7b9 I69 I69",
        ),
        Kind.BRIDGE: (
            "bIImaj7 bIImaj7 bV7 bV7 iv9 bVII13 bIIImaj7 V7b9",
            "iv9 bVII13 bIIImaj9 bIIImaj9 ii9 V13 iii7,bIII7 ii9,bII7",
            "IVmaj9 iv9 bVII13 Imaj9 #ivø VII7b9 iii9 VI7,V13",
        ),
        Kind.INTRO: ("Imaj9 bIImaj7 Imaj9 bIImaj7", "ii9 V13 ii9 V13", "Imaj9 ii9 Imaj9 V13"),
    },
    minor={
        Kind.VERSE: (
            "i9 i9 iv9 iv9 iiø V7b9 i69 V7b9", "i9 i/b7 bVImaj7 V7b9 i9 iv9 iiø V7",
            "i9 bVII13 bVImaj7 V7b9 iv9 i9 bII7 i9",
            "i69 iv6 i69 bII7 iv9 bVII13 bIIImaj7 V7b9",
        ),
        Kind.PRECHORUS: ("iv9 bVII13 bIIImaj7 bVImaj7 iiø iiø V7 V7b9",),
        Kind.CHORUS: ("iv9 bVII13 bIIImaj9 bVImaj7 iiø V7b9 i9 i9",
            "bVImaj7 bVII13 i9 i9 iiø bII7 i69 i69"),
        Kind.BRIDGE: (
            "iv9 bVII13 bIIImaj9 bVImaj7 iiø V7 i9 I7b9",
            "bIIImaj9 bIIImaj9 ii9 V13 bIImaj7 bIImaj7 iiø V7b9",
        ),
        Kind.INTRO: ("i9 bII7 i9 bII7", "i9 iv6 i9 V7b9"),
    },
    modal=MODAL,
    colour="ninths",
    closing=("I69", "i69"),
    cadence=("ii9,bII7", "iiø,V7b9"),
    tune=Tune(
        bars=(
            ".x-x-x-x", "x--x--x-", "x-.x.x-x", ".x.xx--x", "-x-xx-x-", "x-.xx-.x", "-x--x-x-",
            "x--xx-xx", ".xx--x-x",
        ),
        hooks=("x--x--x-", "-x-x-x--", "x---.x-x", "x--xx---", ".x-x----"),
        tails=("x-------", "-x----..", "x--x----", "x-----..", "-x----..", "x-.x--.."),
        solos=(".xxxxxx-", "x--xxxxx", ".xx-xxx-", "-xxxx-xx"),
        rate=2.0, colour=0.2, pickup=0.35, again=0.45, vary=0.5, lift=2,
    ),
    chairs=(
        Chair(name="drums", role=Role.DRUMS, instruments="jazz drums, drums", enters=0.36,
              level=-2.0),
        Chair(name="bass", role=Role.BASS, instruments="upright bass, electric bass", enters=0.28),
        Chair(name="guitar", role=Role.COMPING, instruments="nylon guitar", pan=-0.25),
        Chair(name="piano", role=Role.COMPING, instruments="electric piano, piano", enters=0.56,
              chance=0.6, pan=0.4, level=-2.5),
        Chair(name="strings", role=Role.PAD, instruments="slow strings, warm pad", enters=0.5,
              chance=0.8, level=-2.0, room=0.4),
        Chair(name="answer", role=Role.COUNTER,
              instruments="flute, vibraphone, muted trumpet, trombone", enters=0.52, chance=0.9,
              rests="intro", pan=0.35, room=0.3),
        Chair(name="soloist", role=Role.LEAD, instruments="piano, flute, tenor sax, jazz guitar",
              only="solo", chance=0.6, pan=0.1),
        Chair(name="lead", role=Role.LEAD,
              instruments="tenor sax, flute, clarinet, muted trumpet, jazz guitar", room=0.3),
    ),
    endings=(Ending.HOLD, Ending.TAG),
    mix=(Mix(room=Room.PLATE, warmth=0.15), Mix(room=Room.ROOM, warmth=0.2)),
    names={Kind.VERSE: "A", Kind.BRIDGE: "B"},
)  # fmt: skip
