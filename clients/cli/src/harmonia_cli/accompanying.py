"""`harmonia accompany`: a band to chords, a file or a song, as MIDI or as sound."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from harmonia_cli import show
from harmonia_cli.client import Client
from harmonia_cli.making import Making
from harmonia_cli.places import find_place
from harmonia_cli.recording import MIMES, upload
from harmonia_cli.tabs import source, write

Json = dict[str, Any]


class Sound(StrEnum):
    """What an accompaniment is handed out as, beside MIDI."""

    WAV = "wav"
    FLAC = "flac"
    MP3 = "mp3"
    STEMS = "stems"


Chords = Annotated[
    str,
    typer.Argument(help='Chords like "Am F C G", a .cho, .mid or sound file, or a song\'s id'),
]
Style = Annotated[str, typer.Option(help="pop, rock, lofi, jazz, folk, house, bossa …")]
Bpm = Annotated[float | None, typer.Option(help="Quarter notes a minute.")]
Meter = Annotated[str | None, typer.Option(help="3/4, 6/8 …")]
Bars = Annotated[int | None, typer.Option(help="How many; the chords go round.")]
Loop = Annotated[bool, typer.Option("--loop", help="The end joins the beginning.")]
Parts = Annotated[list[str] | None, typer.Option("--part", help="drums, bass, keys, guitar.")]
Energy = Annotated[float, typer.Option(help="How much the band plays, 0 to 1.", min=0, max=1)]
Seed = Annotated[int, typer.Option(help="The same seed plays the same.")]
Sounds = Annotated[list[Sound] | None, typer.Option("--to", help="Have it played, as sound.")]
Out = Annotated[Path, typer.Option(help="Where files go.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the answer as JSON, nothing else.")]


def accompany(
    chords: Chords,
    style: Style = "pop",
    bpm: Bpm = None,
    meter: Meter = None,
    bars: Bars = None,
    loop: Loop = False,
    part: Parts = None,
    energy: Energy = 0.6,
    seed: Seed = 0,
    to: Sounds = None,
    out: Out = Path("out"),
    as_json: AsJson = False,
) -> None:
    """Have drums, bass, keys and guitar play to chords, a file or a song."""
    asked: Json = {"style": style, "energy": energy, "seed": seed, "loop": loop}
    given = {"bpm": bpm, "meter": meter, "bars": bars, "parts": part}
    asked |= {name: value for name, value in given.items() if value is not None}
    asked["outputs"] = [*(one.value for one in to or ()), "midi"]
    screen = Console(stderr=True)
    with Client(find_place()) as client:
        heard = Path(chords).suffix.lower() in MIMES
        asked |= {"upload_id": upload(client, Path(chords))} if heard else source(chords)
        made = client.accompany(asked)
        if to:
            finished, files = Making(client, screen, quiet=as_json).follow(made, out)
            if as_json:
                print(json.dumps(finished | {"files": [str(path) for path in files]}, indent=2))
            else:
                show.summary(screen, finished, files)
            return
    if as_json:
        print(json.dumps(made, indent=2, ensure_ascii=False))
        return
    players = ", ".join(f"{one['name']} ({one['instrument']})" for one in made["parts"])
    print(
        f"{made['bars']} bars of {made['style']} in {made['key']}, {made['bpm']:g} bpm: {players}"
    )
    print(write(made["midi"], out))
