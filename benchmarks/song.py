"""
How long a line takes to become a song through the running local stage, stage by stage.

    python -m benchmarks.song [--seconds 180] [--genre pop] [--outputs mp3]

Every run asks for a song nobody asked for before, so nothing comes from the results kept earlier.
Wall seconds; `x real` is how many times faster than the song itself that was.
"""

import argparse
import random
import time

from harmonia_cli.client import Client
from harmonia_cli.places import find_place
from harmonia_cli.watch import follow

STAGES = ("compose", "music", "master", "finish")


def main() -> None:
    """Make the songs and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=180.0)
    parser.add_argument("--genre", default="pop")
    parser.add_argument("--outputs", help="only these, e.g. mp3,midi; all if not said")
    parser.add_argument("--rounds", type=int, default=2)
    given = parser.parse_args()
    outputs = given.outputs.split(",") if given.outputs else None
    print(f"{given.seconds:g} s of {given.genre}, {given.outputs or 'all outputs'}")
    print("".join(f"{name:>10}" for name in (*STAGES, "line to end", "x real")))
    with Client(find_place()) as client:
        for _ in range(given.rounds):
            brief = {"genre": given.genre, "seconds": given.seconds}
            print(line(client, brief, outputs))


def line(client: Client, brief: dict[str, object], outputs: list[str] | None) -> str:
    """One song's seconds."""
    began = time.monotonic()
    job = client.create_song(brief=brief, seed=random.randrange(2**40), outputs=outputs)
    for latest in follow(client, job):
        job = latest
    whole = time.monotonic() - began
    if job["status"] != "succeeded":
        return f"{job['status']}: {(job.get('error') or {}).get('detail')}"
    seconds = [job["stages"][stage].get("seconds", 0) for stage in STAGES]
    ratio = client.song(job["result"]["song_id"])["seconds"] / whole
    return "".join(f"{value:10.2f}" for value in (*seconds, whole)) + f"{ratio:11.1f}"


if __name__ == "__main__":
    main()
