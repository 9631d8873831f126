"""What the command line shows: progress while a song is made, and what came of it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

Json = dict[str, Any]
STAGES = {
    "compose": "composing",
    "music": "the band plays",
    "vocal": "the singer sings",
    "master": "mixing and mastering",
    "film": "the film is drawn",
    "finish": "finishing",
}
WAITING = {
    "queued": "waiting for its turn",
    "waiting_for_capacity": "waiting for an engine to wake up",
}


def progress(console: Console) -> Progress:
    """A bar a stage."""
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description:24}"),
        BarColumn(bar_width=32),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeElapsedColumn(),
        console=console,
        transient=False,
    )


def watch_bars(bars: Progress, updates: Iterable[Json]) -> Json:
    """Move the bars along with the job; the job once it has ended."""
    tasks: dict[str, TaskID] = {}
    waiting: TaskID | None = None
    job: Json = {}
    for job in updates:
        runs = job.get("stages", {})
        if job["status"] in WAITING and not runs and waiting is None:
            waiting = bars.add_task(WAITING[job["status"]], total=None)
        if runs and waiting is not None:
            bars.remove_task(waiting)
            waiting = None
        for stage, run in runs.items():
            if stage not in tasks:
                tasks[stage] = bars.add_task(STAGES.get(stage, stage), total=1.0)
            done = 1.0 if run.get("finished_at") else float(run.get("progress", 0))
            bars.update(tasks[stage], completed=done)
            if run.get("finished_at"):
                bars.stop_task(tasks[stage])
    if waiting is not None:
        bars.remove_task(waiting)
    return job


TERMS = {"no": ", not for commercial use", "conditional": ", sold only on conditions"}


def summary(console: Console, song: Json, files: list[Path]) -> None:
    """The song, what was asked and what was measured, and where its files are."""
    brief = song.get("brief", {})
    facts = [brief.get("genre"), brief.get("key"), brief.get("meter")]
    tempo = f"{brief['bpm']:g} bpm" if "bpm" in brief else None
    seed = f"seed {brief['seed']}" if "seed" in brief else None
    line = " · ".join(str(fact) for fact in (*facts, tempo, seed) if fact)
    console.print(f"\n[bold]{song['title']}[/bold]  {line}", highlight=False)
    for model in song.get("manifest", {}).get("models", []):
        made = f"{model['id']} {model['version']} with {model['weights']} ({model['licence']})"
        made += TERMS.get(model.get("commercial_use", ""), "")
        console.print(f"  {made}", highlight=False)
    for entry in song.get("scorecard", {}).get("must", []):
        mark = "[green]✓[/green]" if entry.get("ok") else "[red]✗[/red]"
        console.print(
            f"  {mark} {entry['constraint']}: {entry.get('measured')} "
            f"(asked {entry.get('expected')})",
            highlight=False,
        )
    if files:
        folder = min(files, key=lambda path: len(path.parts)).parent
        console.print(f"\n{len(files)} files in [bold]{folder}[/bold]", highlight=False)
        for path in files:
            console.print(f"  {path.relative_to(folder)}", highlight=False)


def job_table(jobs: Iterable[Json]) -> Table:
    """Jobs, a line each."""
    table = Table(box=None)
    for name in ("job", "status", "stage", "done", "title", "created"):
        table.add_column(name, no_wrap=name in ("job", "created"))
    for job in jobs:
        table.add_row(
            job["id"],
            job["status"],
            job.get("stage") or "",
            f"{job.get('progress', 0):.0%}",
            job.get("title", ""),
            job["created_at"],
        )
    return table
