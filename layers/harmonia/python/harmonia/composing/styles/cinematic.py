"""
Cinematic: one theme, from a single voice over a pedal to the whole hall.

Minor with bVI and bVII, pedal points, chords a third apart, the Picardy ending now and then. Long
notes; each return of the theme is higher, fuller and surer than the last.
"""

from harmonia.composing.style import Chair, Ending, Form, Style, Tune
from harmonia.composing.styles.modes import MODAL
from harmonia.songs.song import Mix, Role, Room
from harmonia.songs.wishes import SectionKind as Kind

STYLE = Style(
    forms=(
        Form("intro verse [verse chorus|bridge verse chorus] break chorus+ outro", 3),
        Form("intro verse chorus [bridge verse chorus|break verse chorus] chorus+ outro", 2),
        Form("intro [verse prechorus chorus|verse bridge chorus] "
             "break prechorus chorus+ outro", 2),
        Form("intro verse chorus+ outro", 1),
        Form("verse chorus outro", 0.5),
        Form("chorus outro", 0.3),
        Form("chorus", 0.1),
    ),
    lengths={
        Kind.INTRO: "4 8", Kind.VERSE: "8 16", Kind.PRECHORUS: "4 8", Kind.CHORUS: "8 16",
        Kind.BRIDGE: "8", Kind.SOLO: "8", Kind.BREAK: "4 8", Kind.OUTRO: "4 8 2",
    },
    energy={
        Kind.INTRO: 0.12, Kind.VERSE: 0.32, Kind.PRECHORUS: 0.5, Kind.CHORUS: 0.76,
        Kind.BRIDGE: 0.48, Kind.SOLO: 0.5, Kind.BREAK: 0.18, Kind.OUTRO: 0.4,
    },
    growth=0.1,
    major={
        Kind.VERSE: (
            "I V/1 IV/1 I vi IV ii V", "I iii IV I vi iii IV V", "I I/3 IV V vi I/5 IV V",
            "I bVII/1 IV/1 I vi IV I/5 V",
        ),
        Kind.PRECHORUS: ("ii vi IV I/3 ii IV Vsus4 V", "IV V/4 I/3 vi ii IV V V"),
        Kind.CHORUS: (
            "I V vi IV I/3 IV V I", "IV V vi I/3 IV V I I", "I bVI bIII bVII I bVI V I",
            "vi IV I V vi IV V I", "I III vi IV I/5 V IV,V I",
        ),
        Kind.BRIDGE: ("bVI bVI bIII bIII bVII bVII V V", "vi III IV I iv I/5 II V",
            "bVI bIII bVII IV bVI bIII Vsus4 V"),
        Kind.INTRO: ("I V/1 IV/1 I", "I IV/1 I IV/1", "I bVII/1 I bVII/1"),
    },
    minor={
        Kind.VERSE: (
            "i bVI/1 bVII/1 i i bVI iv V", "i bVI bIII bVII i bVI iv V",
            "i iv/1 i bVII i bVI bVII v", "i V/7 bVII IV/6 bVI bIII/5 iv V",
            "i bVI i bIII i bVI iv V",
        ),
        Kind.PRECHORUS: ("iv i/b3 bVI bVII iv v bVI V", "bVI bVII i i/b3 iv bVI Vsus4 V"),
        Kind.CHORUS: (
            "i bVI bIII bVII i bVI V i", "bVI bVII i bIII bVI bVII i i",
            "i bIII bVII IV bVI bIII bVII i", "bVI bIII bVII i/b3 iv i/5 V i",
            "i bVII bVI bVII i bVII bVI,bVII i",
        ),
        Kind.BRIDGE: (
            "bVI bVI iii iii bVI bVI V V", "iv bII bVI bIII iv bII V V",
            "bIII bVII iv i bIII bVII bII V",
        ),
        Kind.INTRO: ("i bVI/1 i bVI/1", "i i iv/1 i", "i bVII/1 bVI/1 i"),
    },
    modal=MODAL,
    closing=("I", "i"),
    cadence=("IV,V", "iv,V"),
    tune=Tune(
        bars=("x---x---", "x-----x-", "x--xx---", "x---x-x-", "x-x-x---", "x-----xx", "x---x--x",
        "x---xxx-"),
        hooks=("x---x---", "x-----x-", "x--xx---", "x---x-x-", "x-------", "x--x----"),
        tails=("x-------", "x-----..", "x---....", "x---x---", "x-x-----"),
        rate=1.4, colour=0.35, pickup=0.3, again=0.5, vary=0.5, lift=3, span=10, steps=0.9,
    ),
    chairs=(
        Chair(name="drums", role=Role.DRUMS, instruments="orchestral drums", enters=0.66, room=0.5),
        Chair(name="basses", role=Role.BASS, instruments="upright bass, cello", enters=0.3,
              room=0.35),
        Chair(name="piano", role=Role.COMPING, instruments="piano, harp", enters=0.1, chance=0.9,
              pan=-0.2, room=0.4),
        Chair(name="ostinato", role=Role.RIFF, instruments="pizzicato, strings, harp", enters=0.44,
              rests="intro break", pan=-0.4, room=0.4, level=-1.0),
        Chair(name="strings", role=Role.PAD, instruments="slow strings, strings", pan=0.1,
              room=0.5),
        Chair(name="choir", role=Role.PAD, instruments="choir", enters=0.74, chance=0.75, room=0.6,
              level=-1.5),
        Chair(name="horn", role=Role.COUNTER, instruments="french horn, cello, trombone",
              enters=0.6, pan=0.35, room=0.45),
        Chair(name="lead", role=Role.LEAD,
              instruments="violin, cello, oboe, flute, french horn, piano", room=0.45),
    ),
    endings=(Ending.HOLD, Ending.HOLD, Ending.TAG),
    mix=(Mix(room=Room.HALL),),
    names={Kind.VERSE: "theme", Kind.CHORUS: "full theme", Kind.PRECHORUS: "rise"},
    breathes=0.015,
    kin=True,
)  # fmt: skip
