"""
Performing: a part as one sound, by our own voices or from somebody's take.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np

from harmonia.engines.engine import Conversion
from harmonia.songs.song import Part, Role, Song
from inference_containers.vocal.bank import Bank
from inference_containers.vocal.banks import Banks
from inference_containers.vocal.conversion import convert, read
from inference_containers.vocal.ensemble import takes
from inference_containers.vocal.line import Phrase
from inference_containers.vocal.singing import Take, sing
from inference_containers.vocal.tract import Tract
from inference_containers.vocal.vocoder import Audio
from inference_containers.vocal.voices import singer

AHEAD = 6  # phrases that may be sung before the first of them is laid down

Sung = tuple[Phrase, ...]


def performed(
    song: Song, part: Part, sung: Sung, samples: int, banks: Banks, singers: ThreadPoolExecutor
) -> tuple[Audio, Iterator[None]]:
    """The part by our own voices, [channels, samples]; it fills as one goes through its phrases."""
    voice = singer(part.instrument, part.style, behind=part.role is Role.BACKING)
    bank = banks.by_speaker[voice.speaker]
    stem = np.zeros((1 if voice.singers == 1 else 2, samples), np.float32)
    work = (
        singers.submit(sing_all, phrase, bank, takes(song, part, voice, phrase)) for phrase in sung
    )

    def laid() -> Iterator[None]:
        for sounds in in_order(work):
            for start, sound in sounds:
                lay(stem, start, sound)
            yield

    return stem, laid()


def converted(
    song: Song, part: Part, sung: Sung, samples: int, content: bytes, asked: Conversion
) -> tuple[Audio, float]:
    """The part by whoever sings in the take, [channels, samples], and how many of its notes."""
    voice = singer(part.instrument, asked.style)
    tones = [tone for phrase in sung for tone in phrase.tones]
    cast = takes(song, part, voice, sung[0])
    made = convert(read(content, song.seconds), tones, asked, cast, voice.tract)
    stem = np.zeros((made.sound.shape[0], samples), np.float32)
    lay(stem, made.start, made.sound)
    return stem, float(made.notes)


Sounds = list[tuple[int, Audio]]


def sing_all(phrase: Phrase, bank: Bank, cast: tuple[tuple[Tract, Take], ...]) -> Sounds:
    """The phrase by everybody who sings it, [channels, samples], with where each begins."""
    return [sing(phrase, bank, tract, take) for tract, take in cast]


def in_order(work: Iterator[Future[Sounds]]) -> Iterator[Sounds]:
    """What the futures bring, in order, a few of them under way at a time."""
    under_way: deque[Future[Sounds]] = deque()
    for future in work:
        under_way.append(future)
        if len(under_way) >= AHEAD:
            yield under_way.popleft().result()
    while under_way:
        yield under_way.popleft().result()


def lay(stem: Audio, start: int, sound: Audio) -> None:
    """Add the sound to the stem from that sample on; what lies outside is not heard."""
    begin, end = max(start, 0), min(start + sound.shape[1], stem.shape[1])
    if begin < end:
        stem[:, begin:end] += sound[:, begin - start : end - start]
