"""`harmonia tabs`: a playable part from chords, a file or a song."""

import base64
import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from harmonia_cli.client import Client
from harmonia_cli.errors import ClientError
from harmonia_cli.places import find_place

Json = dict[str, Any]
MIDI = frozenset({".mid", ".midi"})
CHORDPRO = frozenset({".cho", ".crd", ".chopro", ".chordpro", ".pro"})
LARGEST = 48 * 1024  # bytes of a file that the service takes


class Format(StrEnum):
    """How the part is written."""

    ASCII = "ascii"
    SHEET = "sheet"
    CHORDPRO = "chordpro"
    ALPHATEX = "alphatex"
    GP5 = "gp5"
    MUSICXML = "musicxml"
    SVG = "svg"
    PIANO = "piano"


Chords = Annotated[
    str,
    typer.Argument(help='Chords like "Am F C G", a .cho or .mid file, or a song\'s id, song_…'),
]
Instrument = Annotated[
    str, typer.Option(help="guitar, bass, bass 5, ukulele, banjo, mandolin or piano.")
]
Tuning = Annotated[str | None, typer.Option(help="A name or pitches: DADGAD, 'drop d'.")]
Capo = Annotated[str | None, typer.Option(help="A fret, or best.")]
Level = Annotated[str, typer.Option(help="campfire, intermediate or advanced.")]
Style = Annotated[str | None, typer.Option(help="The strum's style: pop, folk, bossa …")]
Playing = Annotated[str | None, typer.Option(help="strum, pick or line.")]
Part = Annotated[str | None, typer.Option(help="Whose line: a track or a part, by name.")]
Meter = Annotated[str | None, typer.Option(help="3/4, 6/8 …")]
Bpm = Annotated[float | None, typer.Option(help="Quarter notes a minute.")]
Transpose = Annotated[int, typer.Option(help="Semitones up, or down below zero.")]
Voice = Annotated[str | None, typer.Option(help="Transpose the tune to this voice: alto, tenor …")]
Left = Annotated[bool, typer.Option("--left-handed", help="Mirror the diagrams.")]
Formats = Annotated[list[Format] | None, typer.Option("--to", help="More formats, as files.")]
Out = Annotated[Path, typer.Option(help="Where files go.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the answer as JSON, nothing else.")]


def tabs(
    chords: Chords,
    instrument: Instrument = "guitar",
    tuning: Tuning = None,
    capo: Capo = None,
    level: Level = "intermediate",
    style: Style = None,
    playing: Playing = None,
    part: Part = None,
    meter: Meter = None,
    bpm: Bpm = None,
    transpose: Transpose = 0,
    voice: Voice = None,
    left_handed: Left = False,
    to: Formats = None,
    out: Out = Path("out"),
    as_json: AsJson = False,
) -> None:
    """Print a tab, and write it in other formats when asked to."""
    first = Format.PIANO if instrument.strip().lower() == "piano" else Format.ASCII
    asked = {
        **source(chords),
        "instrument": instrument,
        "tuning": tuning,
        "capo": int(capo) if capo and capo.isdigit() else capo,
        "level": level,
        "style": style,
        "playing": playing,
        "part": part,
        "meter": meter,
        "bpm": bpm,
        "transpose": transpose,
        "voice": voice,
        "left_handed": left_handed,
        "outputs": [first, *(one for one in dict.fromkeys(to or ()) if one is not first)],
    }
    with Client(find_place()) as client:
        made = client.tabs({name: value for name, value in asked.items() if value is not None})
    if as_json:
        print(json.dumps(made, indent=2, ensure_ascii=False))
        return
    print(made["outputs"][first]["text"], end="")
    for remark in made.get("remarks", ()):
        print(f"({remark})")
    for name, file in made["outputs"].items():
        if name != first:
            print(write(file, out))


def source(text: str) -> Json:
    """What the argument means: a song's id, a file, or chords."""
    if text.startswith("song_"):
        return {"song_id": text}
    path = Path(text)
    kind = path.suffix.lower()
    if kind not in MIDI | CHORDPRO:
        return {"chords": text}
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ClientError(f"cannot read {path}: {error.strerror}") from error
    if len(content) > LARGEST:
        raise ClientError(f"{path} is too large; the service takes {LARGEST:,} bytes")
    if kind in MIDI:
        return {"midi": base64.b64encode(content).decode()}
    try:
        return {"chordpro": content.decode()}
    except UnicodeDecodeError as error:
        raise ClientError(f"{path} is not UTF-8 text") from error


def write(file: Json, out: Path) -> Path:
    """Write one of the answer's files; where it is."""
    path = out / Path(file["name"]).name
    path.parent.mkdir(parents=True, exist_ok=True)
    if "base64" in file:
        path.write_bytes(base64.b64decode(file["base64"]))
    else:
        path.write_text(file["text"], encoding="utf-8")
    return path
