"""
Listening along through the running local stage: chunks of 250 ms, as fast as they are played.

    python -m benchmarks.live [--sessions 10] [--seconds 15]

One session alone, then all at once. `compute` is the function's own CPU time for a chunk, as its
acknowledgement says; `answer` is from sending a chunk until it is acknowledged, `guess` until
another chord is guessed in it, by the wall. `final` is how long after it sounded a moment is
settled, counted in sound; `chord` is how long after a chunk was sent its last moment was settled.
"""

import argparse
import asyncio
import base64
import contextlib
import json
import time
from collections import defaultdict
from typing import Any
from urllib.parse import urlencode

import numpy as np
from websockets.asyncio.client import connect

from benchmarks.clips import kept
from harmonia_cli.client import Client
from harmonia_cli.places import find_place

RATE, CHUNK = 14_700, 0.25  # a third of 44,100 samples a second; seconds
WARM = 6  # chunks that are not counted, in which workers start
Times = defaultdict[str, list[float]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=15.0)
    given = parser.parse_args()
    with Client(find_place()) as client:
        for count in (1, given.sessions):
            tickets = [client.socket_ticket() for _ in range(count)]
            address = client.place.websocket
            times, lost = asyncio.run(together(address, tickets, given.seconds))
            print(f"\n{count} at once, {given.seconds:g} s each, {lost} answers missing")
            print(f"  {'ms':10}{'p50':>8}{'p95':>8}{'p99':>8}{'most':>8}")
            for name, values in times.items():
                p50, p95, p99, most = np.percentile(values, [50, 95, 99, 100])
                print(f"  {name:10}{p50:8.1f}{p95:8.1f}{p99:8.1f}{most:8.1f}")


async def together(address: str, tickets: list[str], seconds: float) -> tuple[Times, int]:
    """All sessions at once; their times in milliseconds, and how many answers never came."""
    times: Times = defaultdict(list)
    sessions = (
        session(f"{address}?{urlencode({'ticket': ticket})}", number, seconds, times)
        for number, ticket in enumerate(tickets)
    )
    return times, sum(await asyncio.gather(*sessions))


async def session(address: str, number: int, seconds: float, times: Times) -> int:
    """One player: sends what they play, and notes when it is answered."""
    chunks = cut(number, seconds)
    async with connect(address, open_timeout=30) as line:
        await line.send(json.dumps({"type": "audio.start", "data": {"rate": RATE}}))
        ref = json.loads(await line.recv())["ref"]
        sent: dict[int, float] = {}
        listening = asyncio.create_task(listen(line, sent, len(chunks), times))
        await asyncio.sleep(CHUNK * number / 10)  # players do not breathe together
        began = time.perf_counter()
        for seq, audio in enumerate(chunks):
            await asyncio.sleep(max(0.0, began + seq * CHUNK - time.perf_counter()))
            sent[seq] = time.perf_counter()
            message = {"type": "audio.chunk", "ref": ref, "seq": seq, "data": {"audio": audio}}
            await line.send(json.dumps(message))
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(listening, 20)
        return len(sent)


async def listen(line: Any, sent: dict[int, float], count: int, times: Times) -> None:
    """Hear all answers; what is answered is taken from `sent`."""
    acknowledged = 0
    began: dict[int, float] = {}
    async for text in line:
        now, told = time.perf_counter(), json.loads(text)
        data = told["data"]
        if told["type"] == "ack":
            acknowledged = told["seq"]
            began[acknowledged] = sent.pop(acknowledged)
            if acknowledged >= WARM:
                times["compute"].append(data["compute"])
                times["answer"].append(1000 * (now - began[acknowledged]))
        elif told["type"] == "error":
            raise RuntimeError(data["detail"])
        elif data["final"]:
            chunk = round(data["t1"] / CHUNK) - 1
            if chunk >= WARM:
                times["final"].append(1000 * (CHUNK * (acknowledged + 1) - data["t1"]))
                times["chord"].append(1000 * (now - began[chunk]))
            if acknowledged == count - 1:
                return
        else:
            if acknowledged >= WARM:
                times["guess"].append(1000 * (now - began[acknowledged]))


def cut(number: int, seconds: float) -> list[str]:
    """A clip in chunks, as 16-bit samples in base64."""
    wave = kept("held-out", number, hard=False).wave[::3]  # its highest sounds fold; chords stay
    step = round(RATE * CHUNK)
    wave = np.tile(wave, 1 + int(seconds * RATE) // len(wave))[: int(seconds * RATE)]
    pcm = (np.clip(wave, -1, 1) * 32_767).astype("<i2")
    return [
        base64.b64encode(pcm[at : at + step].tobytes()).decode()
        for at in range(0, len(pcm) - step + 1, step)
    ]


if __name__ == "__main__":
    main()
