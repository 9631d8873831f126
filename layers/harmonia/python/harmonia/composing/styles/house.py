"""
House: layers over a kick that does not stop, until it does.

One to four minor ninths in a loop, eight- and sixteen-bar blocks, a break that takes the floor
away and a drop that gives it back. The hook is short and comes often; what changes is the texture.
"""

from harmonia.composing.style import Chair, Ending, Form, Style, Tune
from harmonia.composing.styles.modes import MODAL
from harmonia.songs.song import Mix, Role, Room
from harmonia.songs.wishes import SectionKind as Kind

STYLE = Style(
    forms=(
        Form("intro verse [break prechorus chorus|verse break prechorus chorus|"
             "bridge verse prechorus chorus] "
             "outro",
             3),
        Form("intro [verse prechorus chorus|verse break prechorus chorus] "
             "break chorus+ outro", 3),
        Form("intro verse break prechorus chorus verse break chorus+ outro", 2),
        Form("intro verse prechorus chorus outro", 1),
        Form("intro break chorus outro", 0.7),
        Form("break chorus", 0.4),
        Form("chorus", 0.1),
    ),
    lengths={
        Kind.INTRO: "8 16 4", Kind.VERSE: "16 8", Kind.PRECHORUS: "8 4", Kind.CHORUS: "16 8",
        Kind.BRIDGE: "8 16", Kind.SOLO: "8 16", Kind.BREAK: "8 16", Kind.OUTRO: "8 16 4",
    },
    energy={
        Kind.INTRO: 0.45, Kind.VERSE: 0.64, Kind.PRECHORUS: 0.6, Kind.CHORUS: 0.92,
        Kind.BRIDGE: 0.55, Kind.SOLO: 0.75, Kind.BREAK: 0.25, Kind.OUTRO: 0.5,
    },
    growth=0.04,
    major={
        Kind.VERSE: ("Imaj7 Imaj7 IVmaj7 IVmaj7", "ii9 ii9 Imaj9 Imaj9", "vi9 IVmaj7 Imaj7 V",
            "IVmaj7 V vi7 vi7"),
        Kind.PRECHORUS: ("ii9 iii7 IVmaj7 V", "IVmaj7 IVmaj7 V9sus4 V9sus4"),
        Kind.CHORUS: (
            "IVmaj7 V vi7 iii7 IVmaj7 V Imaj7 Imaj7", "vi7 IVmaj7 Iadd9 V vi7 IVmaj7 Iadd9 V/7",
            "ii9 vi7 IVmaj7 V ii9 vi7 IVmaj7 Imaj7",
            "Iadd9 V vi7 IVmaj7 Iadd9 V/7 vi7 IVmaj7",
        ),
        Kind.BRIDGE: ("bVImaj7 bVII Iadd9 Iadd9 bVImaj7 bVII V9sus4 V",
            "iv9 bVII9 Imaj7 vi7 iv9 bVII9 V9sus4 V"),
    },
    minor={
        Kind.VERSE: (
            "i9 i9 iv9 iv9", "i9 bVImaj7 i9 v7", "i7 i7 bVII bVII", "i9 i9 bVImaj7 bVImaj7",
            "iv9 v7 i9 i9",
        ),
        Kind.PRECHORUS: ("bVImaj7 bVImaj7 bVII bVII", "iv9 v7 bVImaj7 bVII", "bVImaj7 v7 iv9 bVII"),
        Kind.CHORUS: (
            "bVImaj7 bVII i9 bIIImaj7 bVImaj7 bVII i9 v7",
            "i9 bIIImaj7 bVII iv9 i9 bIIImaj7 bVII bVImaj7",
            "iv9 i9 bVImaj7 bVII iv9 i9 v7 bVII", "i9 bVII bVImaj7 bVII i9 bVII iv9 v7",
            "bVImaj7 i9 bVII v7 bVImaj7 i9 bVII bVII",
        ),
        Kind.BRIDGE: ("bIIImaj7 bVII iv9 iv9 bIIImaj7 bVII bVImaj7 V7",
            "iv9 iv9 bIIImaj7 bIIImaj7 bVImaj7 bVImaj7 v7 V7"),
    },
    modal=MODAL,
    colour="sevenths",
    closing=("Iadd9", "i9"),
    cadence=("V9sus4", "bVII"),
    tune=Tune(
        bars=("x--x--x-", "x--x.x..", "..x.x-x-", "x-x..x-x", "x..x..x.", ".x-x.x-.", "x-.x-xx-",
        "x.xx..x-"),
        hooks=("x--x--x-", "x--x-xx-", "x-x-x--x", "x--x--xx", "x.x.xx-x", "-x-x--x-"),
        tails=("x---....", "x-----..", "x--x----", "x--x--..", "-x----..", "x.x-...."),
        rate=2.2, colour=0.6, pickup=0.25, again=0.72, loops=True, vary=0.35, lift=2,
    ),
    chairs=(
        Chair(name="drums", role=Role.DRUMS, instruments="electronic drums", enters=0.3),
        Chair(name="bass", role=Role.BASS, instruments="synth bass", enters=0.5),
        Chair(name="stabs", role=Role.COMPING, instruments="electric piano, piano, organ",
              enters=0.5, pan=-0.2, room=0.25),
        Chair(name="pad", role=Role.PAD, instruments="sweep pad, warm pad", level=-1.0, room=0.45),
        Chair(name="pluck", role=Role.RIFF, instruments="pluck, saw lead", enters=0.4, rests="",
              pan=0.4, room=0.35),
        Chair(name="strings", role=Role.COUNTER, instruments="strings, saw lead, square lead",
              enters=0.88, chance=0.8, pan=-0.4, room=0.4),
        Chair(name="lead", role=Role.LEAD,
              instruments="saw lead, square lead, vibraphone, electric piano", room=0.35),
    ),
    endings=(Ending.COLD, Ending.HOLD),
    mix=(Mix(room=Room.PLATE, duck=True),),
    names={Kind.VERSE: "groove", Kind.PRECHORUS: "build", Kind.CHORUS: "drop"},
    silent="intro:0.9 break:0.35 outro:0.9",
)  # fmt: skip
