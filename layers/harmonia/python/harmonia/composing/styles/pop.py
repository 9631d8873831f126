"""
Pop: verse, prechorus, chorus, and a hook people sing after one hearing.

Four chords and their rotations, a verse that holds back, a chorus a third higher on longer notes.
Sixteenth feel lives in the band; the tune moves in eighths and pushes the barline.
"""

from harmonia.composing.style import Chair, Ending, Form, Style, Tune
from harmonia.composing.styles.modes import MODAL
from harmonia.songs.song import Mix, Role, Room
from harmonia.songs.wishes import SectionKind as Kind

STYLE = Style(
    forms=(
        Form("intro [verse prechorus chorus|verse prechorus chorus|bridge verse chorus] "
             "bridge chorus+ outro",
             3),
        Form("intro [verse chorus|verse chorus|solo verse chorus] bridge chorus+ outro", 3),
        Form("chorus [verse prechorus chorus|verse prechorus chorus|solo prechorus chorus] "
             "break chorus+ outro",
             1.5),
        Form("intro [verse verse chorus|verse chorus|bridge verse chorus] "
             "solo chorus+ outro", 1.5),
        Form("intro verse prechorus chorus outro", 1),
        Form("intro verse chorus+ outro", 1),
        Form("verse chorus outro", 0.6),
        Form("chorus outro", 0.3),
        Form("chorus", 0.1),
    ),
    lengths={
        Kind.INTRO: "4 8 2", Kind.VERSE: "8 16", Kind.PRECHORUS: "4 8", Kind.CHORUS: "8 16",
        Kind.BRIDGE: "8 4", Kind.SOLO: "8", Kind.BREAK: "4 8", Kind.OUTRO: "4 2 8",
    },
    energy={
        Kind.INTRO: 0.3, Kind.VERSE: 0.42, Kind.PRECHORUS: 0.58, Kind.CHORUS: 0.8,
        Kind.BRIDGE: 0.5, Kind.SOLO: 0.72, Kind.BREAK: 0.3, Kind.OUTRO: 0.5,
    },
    major={
        Kind.VERSE: (
            "I V vi IV I V IV V", "vi IV I V vi IV ii V", "I vi IV V I vi ii V",
            "I I/3 IV IV vi V IV V",
            "I iii IV V I iii ii V", "I V/7 vi I/5 IV I/3 ii V", "I IV I IV vi IV ii V",
        ),
        Kind.PRECHORUS: (
            "ii IV vi V ii IV V V", "IV V vi I/3 IV V Vsus4 V", "vi V IV I/3 ii iii IV V",
            "IV iv I V/7 ii IV Vsus4 V", "ii V/7 I/3 IV ii IV Vsus4 V",
        ),
        Kind.CHORUS: (
            "I V vi IV I V IV I", "IV I V vi IV I V I", "vi IV I V vi IV V I", "I IV vi V I IV V I",
            "IV V iii vi IV V I I", "I iii IV iv I V/7 IV,V I", "IV V vi I/3 IV V I I",
        ),
        Kind.BRIDGE: (
            "vi iii IV I vi iii IV V", "bVII IV I I bVII IV V V", "ii vi IV I ii V7/V IV V",
            "IV iv I V7/vi vi II IV V", "bVI bVII I I bVI bVII Vsus4 V",
        ),
    },
    minor={
        Kind.VERSE: (
            "i bVI bIII bVII i bVI iv V", "i iv bVI V i iv bVII bVII",
            "i bVII bVI bVII i bVII iv V",
            "i i/b3 iv bVI i i/b3 bVI bVII", "i v bVI iv i v bVI bVII",
        ),
        Kind.PRECHORUS: (
            "iv bVII bIII bVI iv v bVI V", "bVI bVII i i/b3 bVI bVII V V",
            "iv v bVI bVI iv bVI Vsus4 V",
        ),
        Kind.CHORUS: (
            "bVI bVII i bIII bVI bVII i i", "i bVI bIII bVII i bVI bVII i",
            "bIII bVII i bVI bIII bVII bVI,bVII i",
            "iv i bVII bVI iv i V i", "bVI bIII bVII i bVI bIII V i",
        ),
        Kind.BRIDGE: (
            "bIII bVII iv i bIII bVII bVI V", "iv bVII bIII bVI iv bII V V",
            "bVI bVI bIII bIII iv iv V V",
        ),
    },
    modal=MODAL,
    tune=Tune(
        bars=(
            "x-x-xx-x", "-xx-x-x-", "x-xx-xx-", "x--x-xx-", ".xx-x-x-", "x-xxx-x-", ".x-xx-xx",
            "xx-xx-x-", "x-x-x-xx", ".xxx-x-x", "x--x--x-",
        ),
        hooks=("x--x--x-", "x---x-x-", "x--xx-x-", "x---x--x", "-x--x-x-", "x-x---x-", "x-----xx"),
        tails=("x-----..", "x-x---..", "x--x--..", "-x----..", "x-x-----", "xx----.."),
        solos=("x-xxxxx-", ".xxxxxx-", "x--xxxxx"),
        colour=0.7, pickup=0.45, again=0.55, vary=0.45,
    ),
    chairs=(
        Chair(name="drums", role=Role.DRUMS, instruments="drums", enters=0.4),
        Chair(name="bass", role=Role.BASS, instruments="electric bass, synth bass", enters=0.36),
        Chair(name="keys", role=Role.COMPING, instruments="piano, electric piano", pan=-0.25),
        Chair(name="guitar", role=Role.COMPING, instruments="acoustic guitar, electric guitar",
              enters=0.5, chance=0.75, pan=0.4, level=-1.5),
        Chair(name="pad", role=Role.PAD, instruments="warm pad, strings", enters=0.52, room=0.45),
        Chair(name="hook", role=Role.RIFF, instruments="pluck, electric guitar, celesta",
              enters=0.25, chance=0.7, rests="bridge", pan=-0.45, room=0.3),
        Chair(name="strings", role=Role.COUNTER, instruments="strings, violin, saw lead",
              enters=0.79, chance=0.85, pan=0.3, room=0.4),
        Chair(name="lead", role=Role.LEAD,
              instruments="electric piano, flute, saw lead, vibraphone, clarinet", room=0.28),
    ),
    endings=(Ending.HOLD, Ending.HOLD, Ending.TAG, Ending.COLD),
    mix=(Mix(room=Room.PLATE), Mix(room=Room.ROOM)),
    keychange=0.22,
)  # fmt: skip
