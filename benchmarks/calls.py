"""
How long calls that one waits for take through the running local stage, warm.

    python -m benchmarks.calls [--rounds 60] [--songs 4]

Wall milliseconds from sending a request to having its answer, over one open connection. Every
request is another one: random chords, and recordings nobody heard before, so that no answer comes
from what was kept. `GET /v1/health`, which does nothing, is asked before each: it is what the road
there and back takes at that moment, and stands beside it. A first call of each kind only wakes its
function and is not counted.
"""

import argparse
import hashlib
import io
import random
import statistics
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import httpx
import soundfile

from benchmarks.clips import clip
from harmonia.tabs.fretboard import Level
from harmonia.tabs.tuning import NAMES
from harmonia_audio.audio import SAMPLE_RATE
from harmonia_cli.client import Client
from harmonia_cli.login import signed_in
from harmonia_cli.places import find_place

SORTS = ("", "", "", "m", "m", "m", "7", "7", "maj7", "m7", "sus4", "add9", "dim", "m7b5", "6", "9")
SUBJECTS = ("the sea", "a lost train", "my grandmother", "the last summer", "rain on tin roofs")
TEMPERS = ("slow and sad", "happy", "angry rock", "jazz", "a waltz", "quiet folk", "fast punk")
MINUTES = 3


@dataclass(frozen=True)
class Call:
    """A call, how often it is made, and how many milliseconds that share of them may take."""

    name: str
    most: float
    send: Callable[[], httpx.Response]
    times: int
    share: float = 0.95


def main() -> None:
    """Make the calls and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60, help="of each call")
    parser.add_argument("--songs", type=int, default=4, help="recordings of three minutes")
    parser.add_argument("--seed", type=int, default=random.randrange(2**30))
    given = parser.parse_args()
    draw, place = random.Random(given.seed), find_place()
    with Client(place) as client:
        job = client.wait(client.create_song(brief={"seconds": 20.0}))
    headers = {"Authorization": f"Bearer {signed_in(place).access}"}
    with httpx.Client(base_url=place.api.rstrip("/"), headers=headers, timeout=60) as http:
        print(f"seed {given.seed}; milliseconds, and those of health in the same minute")
        print(f"{'':<34}{'p50':>9}{'p95':>9}{'may take':>15}{'health p50':>12}{'p95':>9}")
        for call in calls(http, draw, job["id"], given.rounds, given.songs):
            if call.times:
                print(line(call, *taken(call, lambda: http.get("/v1/health"))), flush=True)


def calls(
    http: httpx.Client, draw: random.Random, job_id: str, rounds: int, songs: int
) -> list[Call]:
    """Every call that is measured."""

    def post(path: str, body: Callable[[], dict[str, Any]]) -> Callable[[], httpx.Response]:
        return lambda: http.post(path, json=body())

    heard = [uploaded(http, recording(draw)) for _ in range(songs + 1 if songs else 0)]
    return [
        *(
            Call(
                f"tabs, 16 chords, {level}", 100.0,
                post("/v1/tabs", partial(tab, draw, level)), rounds,
            )
            for level in Level
        ),
        Call("suggestions", 50.0, post("/v1/chords:suggest", partial(suggestion, draw)), rounds),
        Call("instructions", 50.0, post("/v1/instructions", partial(theme, draw)), rounds),
        Call("listing jobs", 15.0, lambda: http.get("/v1/jobs?limit=50"), rounds, 0.5),
        Call("reading a job", 15.0, lambda: http.get(f"/v1/jobs/{job_id}"), rounds, 0.5),
        Call(
            f"features of {MINUTES} minutes", 4000.0,
            post("/v1/features", lambda: {"upload_id": heard.pop()}), songs,
        ),
    ]  # fmt: skip


def taken(call: Call, road: Callable[[], httpx.Response]) -> tuple[list[float], list[float]]:
    """The milliseconds of each time the call was made, and those of the road before it."""
    timed(call.send)
    pairs = [(timed(road), timed(call.send)) for _ in range(call.times)]
    return [spent for _, spent in pairs], [spent for spent, _ in pairs]


def timed(send: Callable[[], httpx.Response]) -> float:
    """Milliseconds until the answer is there; a refusal is an error."""
    began = time.perf_counter()
    answer = send()
    spent = (time.perf_counter() - began) * 1000
    answer.raise_for_status()
    return spent


def percentile(milliseconds: list[float], share: float = 0.95) -> float:
    """The least of the values that this share of all do not exceed."""
    ordered = sorted(milliseconds)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def line(call: Call, own: list[float], road: list[float]) -> str:
    """Medians and 95th percentiles, and whether the call may take so long."""
    spent, passed = (f"{statistics.median(one):9.1f}{percentile(one):9.1f}" for one in (own, road))
    verdict = "" if percentile(own, call.share) <= call.most else "  too slow"
    limit = f"{call.most:g} at p{100 * call.share:g}"
    return f"{call.name:<34}{spent}{limit:>15}   {passed}{verdict}"


def symbols(draw: random.Random, count: int) -> list[str]:
    """Chords on any root, the common kinds more often."""
    return [draw.choice(NAMES) + draw.choice(SORTS) for _ in range(count)]


def tab(draw: random.Random, level: Level) -> dict[str, Any]:
    """Sixteen chords to be written as a tab."""
    return {"chords": symbols(draw, 16), "level": level.value, "outputs": ["ascii", "svg"]}


def suggestion(draw: random.Random) -> dict[str, Any]:
    """A few chords that want a next one."""
    return {"chords": symbols(draw, draw.choice((2, 4, 8)))}


def theme(draw: random.Random) -> dict[str, Any]:
    """What a song could be about."""
    return {
        "theme": f"{draw.choice(TEMPERS)}, about {draw.choice(SUBJECTS)}",
        "seed": draw.randrange(2**30),
    }


def recording(draw: random.Random) -> bytes:
    """A generated piece as FLAC."""
    made = clip("held-out", draw.randrange(2**20), hard=False, seconds=60.0 * MINUTES)
    file = io.BytesIO()
    soundfile.write(file, made.wave, SAMPLE_RATE, format="FLAC")
    return file.getvalue()


def uploaded(http: httpx.Client, content: bytes) -> str:
    """The id of the upload, verified."""
    told = http.post(
        "/v1/uploads",
        headers={"Idempotency-Key": str(uuid.uuid4())},
        json={
            "filename": "piece.flac",
            "mime": "audio/flac",
            "bytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        },
    ).raise_for_status().json()  # fmt: skip
    put = told["put"]
    httpx.request(
        put["method"], put["url"], headers=put["headers"], content=content, timeout=60
    ).raise_for_status()
    http.post(f"/v1/uploads/{told['id']}:complete").raise_for_status()
    return str(told["id"])


if __name__ == "__main__":
    main()
