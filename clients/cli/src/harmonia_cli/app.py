"""The `harmonia` command."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from harmonia_cli import show
from harmonia_cli.accompanying import accompany
from harmonia_cli.chatting import converse
from harmonia_cli.client import Client
from harmonia_cli.engines import engines
from harmonia_cli.errors import ClientError
from harmonia_cli.jam import jam
from harmonia_cli.listening import chords, listen
from harmonia_cli.login import sign_in, signed_in
from harmonia_cli.making import Making
from harmonia_cli.places import Place, find_place, remember
from harmonia_cli.tabs import tabs

app = typer.Typer(no_args_is_help=True, help="Tell Harmonia an idea; get a finished song.")
jobs = typer.Typer(no_args_is_help=True, help="Look at jobs, and stop them.")
app.add_typer(jobs, name="jobs")
app.command("tabs")(tabs)
app.command("chords")(chords)
app.command("listen")(listen)
app.command("accompany")(accompany)
app.command("jam")(jam)
KIT = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}
app.command("engines", context_settings=KIT)(engines)

screen = Console(stderr=True)  # what is for people; standard output is for answers
DEMO = "a warm lo-fi song about the sea with electric piano and a mellow guitar"

Out = Annotated[Path, typer.Option(help="Where the song's folder goes.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the answer as JSON, nothing else.")]
SongId = Annotated[str, typer.Argument(help="The song's id, song_…")]
JobId = Annotated[str, typer.Argument(help="The job's id, job_…")]


@app.command()
def song(
    prompt: Annotated[str, typer.Argument(help="What you want, in your own words.")] = DEMO,
    out: Out = Path("out"),
    seed: Annotated[int | None, typer.Option(help="The same seed gives the same song.")] = None,
    as_json: AsJson = False,
) -> None:
    """Make a song and fetch its files."""
    with Client(find_place()) as client:
        making = Making(client, screen, quiet=as_json)
        finished, files = making.make(out, prompt=prompt, seed=seed)
    if as_json:
        print(json.dumps(finished | {"files": [str(path) for path in files]}, indent=2))
    else:
        show.summary(screen, finished, files)


@app.command()
def shots(song_id: SongId) -> None:
    """Print the shots that a song suggests for a film, to be edited and given to `film`."""
    with Client(find_place()) as client:
        print(json.dumps(client.shots(song_id), indent=2))


@app.command()
def film(
    song_id: SongId,
    out: Out = Path("out"),
    aspect: Annotated[str | None, typer.Option(help="16:9, 9:16 or 1:1.")] = None,
    height: Annotated[int | None, typer.Option(help="Short side in pixels: 720, 1080.")] = None,
    words: Annotated[str | None, typer.Option(help="karaoke, lines or none.")] = None,
    chords: Annotated[bool | None, typer.Option(help="Show the chords.")] = None,
    shots: Annotated[typer.FileText | None, typer.Option(help="Shots as JSON.")] = None,
    karaoke: Annotated[bool, typer.Option(help="Over the instrumental as well.")] = False,
) -> None:
    """Make another film of a song and fetch it."""
    said = {"aspect": aspect, "height": height, "words": words, "chords": chords}
    wanted: dict[str, Any] = {name: value for name, value in said.items() if value is not None}
    if shots is not None:
        try:
            wanted["shots"] = json.load(shots)
        except ValueError as error:
            raise typer.BadParameter(f"not JSON: {error}", param_hint="--shots") from error
    outputs = ["mp4", "cover", *(["karaoke"] if karaoke else [])]
    with Client(find_place()) as client:
        making = Making(client, screen)
        finished, files = making.follow(client.create_film(song_id, wanted, outputs), out)
    show.summary(screen, finished, files)


@app.command()
def chat(out: Out = Path("out")) -> None:
    """Talk about a song until it is the one you want, then have it made."""
    with Client(find_place()) as client:
        converse(client, screen, out)


@app.command()
def login(
    api: Annotated[str | None, typer.Option(help="The stage's HTTP address.")] = None,
    websocket: Annotated[str | None, typer.Option(help="Its WebSocket address.")] = None,
    cognito: Annotated[str | None, typer.Option(help="Its Cognito address.")] = None,
    client_id: Annotated[str | None, typer.Option(help="Its app client id.")] = None,
    username: Annotated[str | None, typer.Option(help="Your e-mail address.")] = None,
) -> None:
    """Sign in to a stage: the local one, or the one whose addresses are given."""
    if api and websocket and cognito and client_id:
        place = Place(api, websocket, cognito, client_id, username or "")
    elif api or websocket or cognito or client_id:
        raise typer.BadParameter("give --api, --websocket, --cognito and --client-id together")
    else:
        place = find_place()
    name = username or place.username or typer.prompt("E-mail")
    password = place.password or typer.prompt("Password", hide_input=True)
    place = replace(place, username=name)
    sign_in(place, name, password)
    if not place.password:  # a local stage is found by its file, not remembered
        remember(place)
    screen.print(f"signed in to {place.api} as {name}", highlight=False)


@app.command()
def token() -> None:
    """Print a token for the HTTP API, for use in other programs."""
    print(signed_in(find_place()).access)


@jobs.command("list")
def list_jobs(
    status: Annotated[str | None, typer.Option(help="Only jobs in this state.")] = None,
    most: Annotated[int, typer.Option(help="How many at most.", min=1)] = 20,
    as_json: AsJson = False,
) -> None:
    """Your jobs, newest first."""
    with Client(find_place()) as client:
        found = list(client.jobs(status, most))
    if as_json:
        print(json.dumps(found, indent=2))
    else:
        Console().print(show.job_table(found))


@jobs.command("show")
def show_job(job_id: JobId) -> None:
    """One job as it stands, as JSON."""
    with Client(find_place()) as client:
        _print(client.job(job_id))


@jobs.command("cancel")
def cancel_job(job_id: JobId) -> None:
    """Stop a job."""
    with Client(find_place()) as client:
        screen.print(f"{job_id} is {client.cancel(job_id)['status']}", highlight=False)


@jobs.command("fetch")
def fetch_job(job_id: JobId, out: Out = Path("out")) -> None:
    """Follow a job to its end and fetch its files."""
    with Client(find_place()) as client:
        finished, files = Making(client, screen).follow(client.job(job_id), out)
    show.summary(screen, finished, files)


def _print(answer: dict[str, Any]) -> None:
    print(json.dumps(answer, indent=2, ensure_ascii=False))


def main() -> None:
    """Run the command; what the client has to tell is one line and its own exit code."""
    try:
        app()
    except ClientError as error:
        screen.print(Text.assemble(("harmonia: ", "red"), str(error)))
        sys.exit(error.exit_code)
