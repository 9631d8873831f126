"""From a prompt to a folder of files, with Ctrl-C as a way out."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console

from harmonia_cli import show
from harmonia_cli.client import Client
from harmonia_cli.errors import ClientError, JobFailed, Stopped
from harmonia_cli.files import fetch
from harmonia_cli.watch import follow

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Making:
    """One song being made, watched by somebody."""

    client: Client
    screen: Console
    quiet: bool = False

    def make(self, out: Path, *, prompt: str, seed: int | None) -> tuple[Json, list[Path]]:
        """Ask for the song, watch it being made and fetch it."""
        job = self.client.create_song(prompt, seed=seed)
        self._tell_missed(job)
        return self.follow(job, out)

    def follow(self, job: Json, out: Path) -> tuple[Json, list[Path]]:
        """Watch the job to its end and fetch its files; JobFailed if there is no song."""
        try:
            job = self._watch(job)
        except KeyboardInterrupt:
            raise Stopped(self._cancel(job)) from None
        if job["status"] != "succeeded":
            raise JobFailed(_why(job))
        if job["type"] == "sample.create":  # it is no song, and has no page of its own
            result = self.client.job(job["id"])["result"]
            made = {**job, **result, "manifest": {}}
            return made, fetch(made, out)
        song = self.client.song(job["result"]["song_id"])
        if job["type"] != "song.create":  # made of a song that was there: only what is new
            result = self.client.job(job["id"])["result"]
            song |= {"artifacts": result["artifacts"], "scorecard": result.get("scorecard") or {}}
        return song, fetch(song, out)

    def _watch(self, job: Json) -> Json:
        updates = follow(self.client, job)
        if self.quiet:
            for latest in updates:
                job = latest
            return job
        with show.progress(self.screen) as bars:
            return show.watch_bars(bars, updates)

    def _cancel(self, job: Json) -> str:
        try:
            job = self.client.cancel(job["id"])
        except ClientError as error:
            return f"stopped watching, but could not cancel {job['id']}: {error}"
        return f"stopped; {job['id']} is {job['status']}"

    def _tell_missed(self, job: Json) -> None:
        missed = job.get("brief", {}).get("not_understood")
        if missed and not self.quiet:
            self.screen.print(f"not understood: {', '.join(missed)}", highlight=False)


def _why(job: Json) -> str:
    error = job.get("error") or {}
    return f"{job['id']} is {job['status']}: {error.get('detail', 'no reason was given')}"
