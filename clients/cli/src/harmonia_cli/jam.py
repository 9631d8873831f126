"""`harmonia jam`: a band that plays along with a recording, or with what is played right now."""

import base64
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from harmonia_cli.client import Client
from harmonia_cli.listening import CHORDS, headline
from harmonia_cli.live import Session, open_line
from harmonia_cli.midifile import midi_file
from harmonia_cli.picture import drawn
from harmonia_cli.places import find_place
from harmonia_cli.ports import open_port, timed
from harmonia_cli.recording import clock, heard, upload
from harmonia_cli.sound_source import Sound, microphone_sound, wav_sound

Json = dict[str, Any]
SURE = 5  # dots of confidence
LIVE_BPM = 100.0  # of a live band that nobody has told the tempo

File = Annotated[Path | None, typer.Argument(help="A recording: wav, flac, ogg or mp3.")]
Microphone = Annotated[bool, typer.Option("--microphone", help="Follow the microphone instead.")]
Style = Annotated[str, typer.Option(help="pop, rock, lofi, jazz, folk, house, bossa …")]
Bpm = Annotated[float | None, typer.Option(help="The band's tempo; else what is heard.")]
Energy = Annotated[float, typer.Option(help="How much the band plays, 0 to 1.", min=0, max=1)]
Parts = Annotated[list[str] | None, typer.Option("--part", help="drums, bass, keys, guitar.")]
Seed = Annotated[int, typer.Option(help="The same seed plays the same.")]
Out = Annotated[Path, typer.Option(help="Where the band's MIDI file goes.")]
Port = Annotated[str | None, typer.Option(help="Play on this MIDI port as well; - for the first.")]
Now = Annotated[bool, typer.Option("--now", help="Do not wait for each chord's moment.")]
Live = Annotated[bool, typer.Option("--live", help="Follow a WAV file as if it were played now.")]
Picture = Annotated[Path | None, typer.Option(help="Keep what was shown as an SVG picture.")]


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happens at a time, in seconds."""

    at: float
    do: Callable[[], None]


def jam(
    file: File = None,
    microphone: Microphone = False,
    style: Style = "pop",
    bpm: Bpm = None,
    energy: Energy = 0.6,
    part: Parts = None,
    seed: Seed = 0,
    out: Out = Path("out"),
    port: Port = None,
    now: Now = False,
    live: Live = False,
    picture: Picture = None,
) -> None:
    """Print the chords as they come, and have a band play to them."""
    if (file is None) == (not microphone):
        raise typer.BadParameter("give a file or --microphone, one of them", param_hint="FILE")
    wanted: Json = {"style": style, "energy": energy, "seed": seed}
    wanted |= {name: one for name, one in (("bpm", bpm), ("parts", part)) if one is not None}
    console = Console(record=picture is not None)
    if file is not None and not live:
        play_along(file, wanted, console, out, port, now=now)
    else:
        sound = microphone_sound() if file is None else wav_sound(file, now=False)
        name = "microphone" if file is None else file.stem
        follow(sound, name, wanted, console, out, port)
    if picture is not None:
        picture.write_text(drawn(console, f"harmonia jam {file or '--microphone'}"), "utf-8")


def play_along(
    file: Path, wanted: Json, console: Console, out: Path, port: str | None, *, now: bool
) -> Path:
    """Print the recording's chords in time and write the band's MIDI file; where it is."""
    with Client(find_place()) as client:
        recording = upload(client, file)
        told = heard(client, recording, CHORDS)
        band = client.accompany({"upload_id": recording, "outputs": ["midi"], **wanted})
    console.print(headline(file.name, told), highlight=False)
    content = base64.b64decode(band["midi"]["base64"])
    path = out / f"{file.stem}-{band['style']}.mid"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    chords = [one for one in told.get("chords", []) if one.get("chord")]
    moments = [Moment(one["start"], partial(_print, console, one)) for one in chords]
    with open_port(port) as play:
        if play is not None:
            moments += [Moment(at, partial(play, message)) for at, message in timed(path)]
        happen(moments, now=now)
    players = ", ".join(one["instrument"] for one in band["parts"])
    console.print(f"\nthe band: {players}", highlight=False)
    console.print(f"{band['bars']} bars of {band['style']} in [bold]{path}[/bold]", highlight=False)
    return path


def follow(
    sound: Sound, name: str, wanted: Json, console: Console, out: Path, port: str | None
) -> Path:
    """Have the live band follow the sound; where its MIDI file is."""
    bpm = float(wanted.get("bpm", LIVE_BPM))
    band = {"style": wanted["style"], "tempo": bpm, "seed": wanted["seed"]}

    def tell(chord: Json) -> None:
        shown = {"start": chord["t0"], "end": chord["t1"], "chord": chord["chord"]}
        console.print(line(shown | {"confidence": chord["confidence"]}), highlight=False)

    with Client(find_place()) as client, open_port(port) as play:
        session = Session(open_line(client), tell, band, port=play)
        session.follow(sound)
    path = out / f"{name}-{wanted['style']}.mid"
    path.parent.mkdir(parents=True, exist_ok=True)
    played = session.played()
    path.write_bytes(midi_file(played, bpm, session.programs))
    console.print(f"\nthe band: {', '.join(played) or 'nobody'}", highlight=False)
    console.print(f"{clock(session.now)} in [bold]{path}[/bold]", highlight=False)
    return path


def line(chord: Json) -> Text:
    """A chord as it is told."""
    sure = round(SURE * chord["confidence"])
    length = chord["end"] - chord["start"]
    return Text.assemble(
        (f"  {clock(chord['start'])}  ", "dim"),
        (f"{chord['chord']:<8}", "bold cyan"),
        ("━" * max(1, min(40, round(length * 8))), "cyan"),
        ("  " + "●" * sure + "○" * (SURE - sure), "green"),
    )


def _print(console: Console, chord: Json) -> None:
    console.print(line(chord), highlight=False)


def happen(moments: Iterable[Moment], *, now: bool) -> None:
    """Do everything at its moment, counted from here; or at once."""
    began = time.monotonic()
    for moment in sorted(moments, key=lambda one: one.at):
        if not now:
            time.sleep(max(0.0, began + moment.at - time.monotonic()))
        moment.do()
