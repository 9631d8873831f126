"""`harmonia chords` and `harmonia listen`: what is heard in a recording."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from harmonia_cli.client import Client
from harmonia_cli.places import find_place
from harmonia_cli.recording import clock, heard, upload

Json = dict[str, Any]
CHORDS = ["chords", "key", "tempo", "meter", "tuning", "downbeats"]
BLOCKS = " ▁▂▃▄▅▆▇█"
WIDE = 48  # characters of a curve
TONES = "C C# D Eb E F F# G Ab A Bb B".split()

Recording = Annotated[Path, typer.Argument(help="A recording: wav, flac, ogg or mp3.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the answer as JSON, nothing else.")]
Want = Annotated[list[str] | None, typer.Option("--want", help="Only this: chords, key, tempo …")]


def chords(file: Recording, as_json: AsJson = False) -> None:
    """Print the chords of a recording with their times."""
    with Client(find_place()) as client:
        told = heard(client, upload(client, file), CHORDS)
    if as_json:
        print(json.dumps(told, indent=2, ensure_ascii=False))
        return
    console = Console()
    console.print(headline(file.name, told), highlight=False)
    console.print(chord_table(told.get("chords", [])))


def listen(file: Recording, want: Want = None, as_json: AsJson = False) -> None:
    """Print what is heard in a recording: tempo, key, form, loudness and more."""
    with Client(find_place()) as client:
        told = heard(client, upload(client, file), want)
    if as_json:
        print(json.dumps(told, indent=2, ensure_ascii=False))
        return
    console = Console()
    console.print(headline(file.name, told), highlight=False)
    console.print(feature_table(told))


def headline(name: str, told: Json) -> str:
    """The recording in one line."""
    keys = told.get("key") or []
    longest = max(keys, key=lambda one: one["end"] - one["start"], default=None)
    facts = [
        longest and longest["key"],
        f"{told['tempo']['bpm']:.1f} bpm" if told.get("tempo") else None,
        told.get("meter"),
        clock(told["seconds"]),
    ]
    return f"[bold]{name}[/bold]  " + " · ".join(str(fact) for fact in facts if fact)


def chord_table(found: Iterable[Json]) -> Table:
    """Chords, a line each."""
    table = Table(box=None)
    for name in ("from", "to", "chord", "sure"):
        table.add_column(name, justify="left" if name == "chord" else "right")
    for one in found:
        chord = one.get("chord") or "–"
        table.add_row(
            clock(one["start"]), clock(one["end"]), f"[bold]{chord}[/bold]",
            f"{one['confidence']:.0%}",
        )  # fmt: skip
    return table


def feature_table(told: Json) -> Table:
    """What was heard, a line each."""
    table = Table(box=None, show_header=False)
    table.add_column(style="dim")
    table.add_column()
    for name, text in _lines(told):
        table.add_row(name, text)
    return table


def _lines(told: Json) -> Iterable[tuple[str, str]]:
    for one in told.get("key") or ():
        yield "key", f"{one['key']}  {clock(one['start'])} to {clock(one['end'])}"
    if tempo := told.get("tempo"):
        changes = len(tempo["changes"])
        yield "tempo", f"{tempo['bpm']:.1f} bpm" + (f", {changes} changes" if changes > 1 else "")
    if "meter" in told:
        bars = len(told.get("downbeats") or ())
        yield "meter", told["meter"] + (f", {bars} bars" if bars else "")
    if told.get("chords"):
        names = dict.fromkeys(one["chord"] for one in told["chords"] if one.get("chord"))
        yield "chords", f"{len(told['chords'])}: {' '.join([*names][:16])}"
    for one in told.get("sections") or ():
        yield "section", f"{one['label']}  {clock(one['start'])} to {clock(one['end'])}"
    if loudness := told.get("loudness"):
        yield "loudness", f"{loudness['integrated']:.1f} LUFS, range {loudness['range']:.1f} LU"
        yield "true peak", f"{loudness['true_peak']:.1f} dBTP"
    if energy := told.get("energy"):
        yield "energy", curve(energy)
    if chroma := told.get("chroma"):
        pairs = zip(TONES, curve(chroma), strict=True)
        yield "chroma", "  ".join(f"{tone} {block}" for tone, block in pairs)
    if told.get("brightness") is not None:
        yield "brightness", f"{told['brightness']:.0f} Hz"
    if told.get("tuning") is not None:
        yield "tuning", f"{told['tuning']:+.0f} cents"
    if told.get("onsets"):
        yield "onsets", f"{len(told['onsets'])}"
    for one in told.get("silence") or ():
        yield "silence", f"{clock(one['start'])} to {clock(one['end'])}"
    yield "listener", told["listener"]


def curve(values: list[float]) -> str:
    """
    Values of 0 to 1 as blocks, at most 48 of them.

    >>> curve([0.0, 0.5, 1.0])
    ' ▄█'
    """
    step = max(1, -(-len(values) // WIDE))
    groups = [values[at : at + step] for at in range(0, len(values), step)]
    means = [sum(group) / len(group) for group in groups]
    top = max([*means, 1e-9])
    return "".join(BLOCKS[round(8 * max(0.0, mean) / max(top, 1.0))] for mean in means)
