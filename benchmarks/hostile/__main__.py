"""
Hostile files and messages against the functions' own handlers, and what they cost.

    python -m benchmarks.hostile [--cases 2000] [--from 0]

Half are files: announced, brought, looked at, and where the gate lets them through listened to and
filtered. Half are messages. AWS is played by moto in this process; each batch of cases runs in a
process of its own, so that a crash is seen, and is followed by a good request that must be
answered. Nothing may answer 5xx, take more than two seconds of processor time or 400 MB.
"""

from __future__ import annotations

import argparse
import os
import pickle
import select
import signal
import sys
from collections import Counter
from collections.abc import Iterator

import pytest
from moto import mock_aws

from benchmarks.hostile.trial import MEGABYTES, SECONDS, Result, Service, kind_of

BATCH = 25  # cases to a process
PATIENCE = 60.0  # seconds that a case may hang before it is given up


def main() -> None:
    """Try them all, print what was seen, and fail if anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=2_000)
    parser.add_argument("--from", type=int, default=0, dest="first")
    given = parser.parse_args()
    results = list(tried(given.first, given.cases))
    print(summary(results))
    wrong = [result for result in results if result.wrong]
    for result in wrong:
        print(f"  {result.number} {result.kind}: {', '.join(result.wrong)}")
    sys.exit(bool(wrong))


def tried(first: int, count: int) -> Iterator[Result]:
    """What came of each case."""
    os.environ |= {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x"}
    os.environ |= {"AWS_DEFAULT_REGION": "us-east-1", "POWERTOOLS_LOG_LEVEL": "CRITICAL"}
    with pytest.MonkeyPatch.context() as monkeypatch, mock_aws():
        service = Service.made(monkeypatch)
        for start in range(first, first + count, BATCH):
            yield from _batch(service, range(start, min(start + BATCH, first + count)))


def _batch(service: Service, numbers: range) -> Iterator[Result]:
    """The cases in a process of their own; one that kills or hangs it is told as such."""
    done = numbers.start
    while done < numbers.stop:
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            _work(service, range(done, numbers.stop), writing)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            while done < numbers.stop:
                if not select.select([pipe], [], [], PATIENCE)[0]:
                    os.kill(child, signal.SIGKILL)
                try:
                    yield pickle.load(pipe)
                except (EOFError, pickle.UnpicklingError):
                    yield Result(done, kind_of(done), wrong=("the process died or hung",))
                    done += 1
                    break
                done += 1
        os.waitpid(child, 0)


def _work(service: Service, numbers: range, pipe: int) -> None:
    """Try the cases and leave."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # decoders write what they think of files
    try:
        with os.fdopen(pipe, "wb", buffering=0) as out:
            for number in numbers:
                out.write(pickle.dumps(service.attacked(number, last=number == numbers[-1])))
    finally:
        os._exit(0)


def summary(results: list[Result]) -> str:
    """What was seen, in a few lines."""
    statuses = Counter(status for result in results for status in result.statuses)
    seconds = sorted(result.seconds for result in results)
    worst = max(results, key=lambda result: result.seconds)
    largest = max(results, key=lambda result: result.megabytes)
    told = ", ".join(f"{count} x {status}" for status, count in sorted(statuses.items()))
    middle = seconds[len(seconds) // 2]
    return f"""{len(results)} cases, {sum(bool(result.wrong) for result in results)} wrong
  answers: {told}
  processor: {middle:.3f} s in the middle, {worst.seconds:.3f} s at most
    ({worst.number} {worst.kind}; allowed {SECONDS:g})
  memory: {largest.megabytes:.0f} MB at most
    ({largest.number} {largest.kind}; allowed {MEGABYTES})"""


if __name__ == "__main__":
    main()
