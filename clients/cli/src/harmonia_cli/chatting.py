"""A conversation at the terminal."""

from pathlib import Path

from rich.console import Console
from rich.prompt import Prompt

from harmonia_cli import show
from harmonia_cli.client import Client
from harmonia_cli.errors import JobFailed, Refused
from harmonia_cli.making import Making

GOODBYE = frozenset({"bye", "exit", "quit", "q"})


def converse(client: Client, screen: Console, out: Path) -> None:
    """Talk until the person leaves; a message that asks for the song has it made."""
    session = client.open_session()["id"]
    screen.print("Tell me about the song. “make it” has it made, “bye” leaves.")
    while True:
        try:
            text = Prompt.ask("[bold]you[/bold]", console=screen).strip()
        except (EOFError, KeyboardInterrupt):
            return
        if text.lower() in GOODBYE:
            return
        if not text:
            continue
        try:
            answer = client.say(session, text)
            screen.print(f"[bold]harmonia[/bold] {answer['reply']}", highlight=False)
            if job := answer.get("job"):
                finished, files = Making(client, screen).follow(job, out)
                show.summary(screen, finished, files)
        except (Refused, JobFailed) as error:
            screen.print(str(error), highlight=False)
