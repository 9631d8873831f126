"""
The singer: how fast, beside the plain WORLD chain, and how well in tune and on time.

    python -m benchmarks.singer [--rounds 3] [--voices alto,baritone]

Speed: the same lines through both, taking turns; CPU seconds of this process and its children,
medians. The singer's bank is warm but for the line "with a new bank". Files are part of its time.
Pitch: the median of each note beside the score, by Praat and by WORLD's Harvest, neither of which
set it; onsets as `ear.onset` hears them. Needs, for this alone, `pyworld-prebuilt`, `soxr` and
`praat-parselmouth` (GPL-3, a program to measure with, no part of the product).
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import monotonic

import numpy as np
import soundfile
from numpy.typing import NDArray

from benchmarks import plain_world
from benchmarks.ear import Sound, cents, onset
from benchmarks.words import vocabulary
from harmonia import document
from harmonia.composing.compose import compose
from harmonia.engines.engine import EngineRequest, EngineResponse
from harmonia.music.note import Pitch
from harmonia.songs.brief import settle
from harmonia.songs.song import Note, Part, Role, Song, Syllable
from harmonia.songs.song import Sound as Written
from harmonia.songs.wishes import Genre, Wishes
from inference_containers.serving.storage import FolderStorage
from inference_containers.vocal.banks import Banks, open_banks
from inference_containers.vocal.flite import FliteSpeaker
from inference_containers.vocal.line import Phrase, phrases
from inference_containers.vocal.singer import Singer

RATE = 44_100
PITCHES = {"alto": "A3 B3 C4 D4 E4 F4 G4 A4", "soprano": "D4 E4 F#4 G4 A4 B4 C#5 D5",
           "child": "D4 E4 F#4 G4 A4 B4 C#5 D5", "tenor": "D3 E3 F#3 G3 A3 B3 C#4 D4",
           "baritone": "A2 B2 C3 D3 E3 F3 G3 A3"}  # fmt: skip


def tune(voice: str, seed: int = 7) -> Song:
    """About three minutes of the words, in lines, long and short notes, with rests to breathe."""
    song = compose(settle(Wishes(genre=Genre.FOLK, seconds=190), seed=seed))
    chance, pitches = random.Random(seed), PITCHES[voice].split()
    notes, syllables, at, place = [], [], 1920, 3
    for word, (_, parts) in enumerate(vocabulary().items()):
        for phones in parts:
            length = chance.choice((240, 480, 480, 720, 960))
            place = min(max(place + chance.choice((-2, -1, -1, 0, 1, 1, 2)), 0), len(pitches) - 1)
            key = Written(Pitch.parse(pitches[place]))
            notes.append(Note(at, length, key, chance.randint(70, 110)))
            syllables.append(Syllable(at, length, "", tuple(phones), word, 0))
            at += length
        if word % 4 == 3:
            at += 960
    part = Part("Vocal", Role.VOCAL, voice, tuple(notes), syllables=tuple(syllables))
    tempo = (type(song.tempo[0])(0, 96.0),)
    from dataclasses import replace

    return replace(song, parts=(part,), tempo=tempo)


@dataclass
class Spent:
    """What something took, time after time."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)

    def measure(self, work: Callable[[], object]) -> None:
        """Do the work and note what it took."""
        began, used = monotonic(), cpu()
        work()
        self.wall.append(monotonic() - began)
        self.cpu.append(cpu() - used)


def cpu() -> float:
    """Seconds of this process and of those it waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def perform(song: Song, banks: Banks, folder: Path) -> tuple[EngineResponse, Sound]:
    """The song by the engine, files and all."""
    storage, content = FolderStorage(folder), document.canonical(song)
    storage.put("song.json", content, "application/json")
    request = EngineRequest(
        job="bench", stage="vocal", song="song.json", seed=0, artifacts="artifacts/",
        song_sha256=hashlib.sha256(content).hexdigest(),
    )  # fmt: skip
    response = Singer(banks, storage).generate(request)
    stem = folder / "artifacts" / response.artifacts[0].sha256
    sound, _ = soundfile.read(stem, dtype="float32", always_2d=True)
    return response, sound[:, 0]


def main() -> None:
    """Run it all and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--voices", default="alto,baritone")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        speed(folder, arguments.rounds)
        print(f"\n{'':12}{'notes':>6}{'Praat':>9}{'Harvest':>9}{'onsets':>9}   of them right")
        for voice in arguments.voices.split(","):
            song = tune(voice)
            _, sound = perform(song, open_banks({"HARMONIA_CACHE": place}), folder / "out")
            accuracy(voice, sound, phrases(song, song.parts[0]))


def speed(folder: Path, rounds: int) -> None:
    """Print how fast both are."""
    song = tune("baritone")
    banks = open_banks({"HARMONIA_CACHE": str(folder)})
    speaker = banks.by_speaker["rms"].speaker
    if not isinstance(speaker, FliteSpeaker):
        raise SystemExit("this comparison needs flite")
    lines = phrases(song, song.parts[0])
    cold, warm, plain = Spent(), Spent(), Spent()
    cold.measure(lambda: perform(song, banks, folder / "cold"))
    for number in range(rounds):
        out = folder / f"warm{number}"
        warm.measure(lambda out=out: perform(song, banks, out))  # type: ignore[misc]
        plain.measure(lambda: [plain_world.sing(phrase, speaker) for phrase in lines])
    seconds = song.seconds
    print(f"{seconds:.0f} s of song, {len(song.parts[0].notes)} notes, {len(lines)} lines")
    print(f"{'':32}{'CPU s':>8}{'x real time':>12}{'wall s':>8}{'x real time':>12}")
    for name, spent in (
        ("singer, with a new bank", cold), ("singer", warm), ("plain WORLD chain", plain),
    ):  # fmt: skip
        work, wall = median(spent.cpu), median(spent.wall)
        print(f"{name:32}{work:8.2f}{seconds / work:12.1f}{wall:8.2f}{seconds / wall:12.1f}")
    print(f"the singer is {median(plain.cpu) / median(warm.cpu):.1f}x as fast by CPU,", end=" ")
    print(f"{median(plain.wall) / median(warm.wall):.1f}x by the clock")


def accuracy(voice: str, sound: Sound, lines: tuple[Phrase, ...]) -> None:
    """Print how many notes are within 10 cents and how many vowels within 30 ms."""
    tones = [tone for line in lines for tone in line.tones]
    shares = []
    for times, hertz in (praat(sound), harvest(sound)):
        near = 0
        for tone in tones:
            inside = (times > tone.start) & (times < tone.end) & (hertz > 0)
            heard = hertz[inside]
            near += bool(len(heard)) and abs(cents(float(np.median(heard)), tone.key)) <= 10
        shares.append(100 * near / len(tones))
    syllables = [one for line in lines for one in line.syllables]
    late = [
        onset(sound, round(one.start * RATE), round(one.end * RATE)) / RATE - one.start
        for one in syllables
    ]
    shares.append(100 * float(np.mean(np.abs(late) <= 0.03)))
    print(f"{voice:12}{len(tones):6}" + "".join(f"{share:7.1f} %" for share in shares))


Track = tuple[NDArray[np.float64], NDArray[np.float64]]  # seconds, Hz; 0 where there is none


def praat(sound: Sound) -> Track:
    """The pitch by Praat's autocorrelation."""
    import parselmouth  # type: ignore[import-not-found,unused-ignore]

    heard = parselmouth.Sound(sound.astype(np.float64), RATE).to_pitch_ac(
        time_step=0.005, pitch_floor=60.0, pitch_ceiling=1000.0
    )
    return heard.xs(), heard.selected_array["frequency"]


def harvest(sound: Sound) -> Track:
    """The pitch by WORLD's Harvest."""
    import pyworld  # type: ignore[import-not-found,unused-ignore]

    hertz, times = pyworld.harvest(sound.astype(np.float64), RATE, 60.0, 1000.0, 5.0)
    return times, hertz


if __name__ == "__main__":
    main()
