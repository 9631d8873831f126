"""
Generated clips whose chords, beats and key are known, for judging ears.

Synthetic: real recordings are harder. Nothing is shared between the two splits: development has its
own progressions, instruments, soundfont, tempi, tunings, rooms and noise, and so has held-out. A
clip is drawn from its number alone, so the same numbers give the same clips.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.signal import fftconvolve, resample_poly

from inference_containers.music.bank.bank import SynthesisedBank
from inference_containers.music.playing import SAMPLE_RATE, Bank, Playing, Strike
from inference_containers.music.soundfont import FOLDERS, SoundfontBank

Wave = NDArray[np.float32]
Span = tuple[float, float, str]  # seconds, seconds, label as mir_eval writes it

NAMES = "C Db D Eb E F Gb G Ab A Bb B".split()
TONES = {
    "maj": (0, 4, 7), "min": (0, 3, 7), "7": (0, 4, 7, 10), "maj7": (0, 4, 7, 11),
    "min7": (0, 3, 7, 10), "dim": (0, 3, 6), "sus4": (0, 5, 7),
}  # fmt: skip
DRILLS = 1_000  # from this number on, clips are made of chords that follow no rule
SCALES = {"major": (0, 2, 4, 5, 7, 9, 11), "minor": (0, 2, 3, 5, 7, 8, 10)}


@dataclass(frozen=True)
class World:
    """What a split is drawn from."""

    banks: tuple[str, ...]
    progressions: tuple[str, ...]  # mode: semitones above the tonic, quality, share of a bar
    chords: tuple[int, ...]  # General MIDI programs
    basses: tuple[int, ...]
    leads: tuple[int, ...]
    tempi: tuple[int, ...]
    cents: tuple[int, ...]
    rooms: tuple[float, ...]  # seconds of reverberation
    noises: tuple[int, ...]  # dB under the music


WORLDS = {
    "development": World(
        banks=("FluidR3_GM.sf2", "own"),
        progressions=(
            "major: 0 maj, 7 maj, 9 min, 5 maj",
            "major: 0 maj7, 9 min7, 2 min7, 7 7",
            "major: 0 maj, 5 maj, 0 maj, 7 7",
            "major: 9 min, 5 maj, 0 maj, 7 maj",
            "minor: 0 min, 8 maj, 3 maj, 10 maj",
            "minor: 0 min, 5 min, 7 7, 0 min",
            "minor: 0 min7, 5 min7, 10 7, 3 maj7",
            "major: 0 maj/2, 4 min/2, 5 maj, 2 min7, 7 sus4/2, 7 7/2",
            "major: 0 maj, 10 maj, 5 maj, 0 maj",
            "major: 0 7, 5 7, 0 7, 7 7",
            "minor: 0 min, 10 maj, 8 maj7, 7 7",
            "major: 2 min7/2, 7 7/2, 0 maj7, 9 7",
            "minor: 0 min, 2 dim, 7 maj, 0 min",
            "major: 5 maj7, 4 min7, 2 min7, 0 maj7",
        ),
        chords=(0, 4, 16, 24, 25, 48, 88),
        basses=(32, 33, 38),
        leads=(40, 65, 73),
        tempi=(72, 84, 92, 104, 118, 126, 140, 152),
        cents=(-33, -18, 14, 27, 41),
        rooms=(0.9, 1.6),
        noises=(18, 26),
    ),
    "held-out": World(
        banks=("MuseScore_General.sf3", "MuseScore_General.sf3", "own"),
        progressions=(
            "major: 0 maj, 9 min, 5 maj, 7 maj",
            "major: 5 maj, 7 maj, 4 min, 9 min",
            "major: 2 min7, 7 7, 0 maj7, 0 maj7",
            "major: 0 maj, 4 7, 9 min, 5 maj",
            "minor: 0 min, 3 maj, 10 maj, 5 maj",
            "minor: 0 min7, 8 maj7, 5 min7, 7 7",
            "minor: 0 min, 10 maj, 3 maj, 8 maj",
            "major: 0 maj7/2, 9 min7/2, 5 maj7, 2 min7/2, 7 7/2, 0 maj7",
            "major: 0 maj, 2 min, 5 maj, 0 maj",
            "major: 0 7, 0 7, 5 7, 0 7",
            "minor: 0 min, 7 min, 5 min, 0 min",
            "major: 0 maj, 5 min, 0 maj, 7 7",
            "minor: 0 min, 5 7, 8 maj, 7 sus4/2, 7 7/2",
            "major: 0 maj, 7 maj, 5 maj, 5 min",
        ),
        chords=(1, 5, 19, 26, 27, 46, 50, 61),
        basses=(34, 35, 39),
        leads=(56, 68, 71),
        tempi=(66, 78, 88, 98, 110, 122, 132, 146, 160),
        cents=(-38, -24, -12, 19, 33),
        rooms=(1.2, 2.0),
        noises=(15, 22),
    ),
}


@dataclass(frozen=True)
class Clip:
    """A clip and the truth about it."""

    name: str
    wave: Wave  # mono, 44.1 kHz
    bpm: float
    meter: int
    key: str  # "Eb major"
    chords: tuple[Span, ...]
    beats: tuple[float, ...]
    downbeats: tuple[float, ...]

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.wave) / SAMPLE_RATE


def clip(split: str, number: int, *, hard: bool, seconds: float = 16.0) -> Clip:
    """The clip of that number."""
    world = WORLDS[split] if number < DRILLS else _everything_else()
    draw = random.Random(f"{split}/{number}/{hard}")
    drill = (
        _drill(draw) if number >= DRILLS else world.progressions[number % len(world.progressions)]
    )
    mode, changes = _changes(drill)
    tonic, bpm = draw.randrange(12), draw.choice(world.tempi)
    meter = 3 if draw.random() < 0.2 else 4
    beat = 60 / bpm
    lead_in = draw.uniform(0.05, 0.6)
    slow = meter * beat < 1.3  # a fast piece changes chords every other bar
    bars = max(4, round(seconds / (beat * meter)))
    spans, at, index = [], 0.0, 0
    while at < bars * meter - 1e-6:
        step, quality, share = changes[index % len(changes)]
        length = meter * share * (2 if slow and share == 1 else 1)
        spans.append((at, min(at + length, bars * meter), (tonic + step) % 12, quality))
        at, index = at + length, index + 1
    if number < DRILLS:  # music ends at home
        bars += 1
        spans.append((at, at + meter, tonic, _home(changes, mode)))
    waves = _band(world, draw, spans, mode, tonic, bars, meter, beat, lead_in, number, hard)
    ring = round((lead_in + bars * meter * beat + 0.6) * SAMPLE_RATE)
    mix = sum(waves, np.zeros(ring, np.float32))
    stretch = 1.0
    if hard:
        mix, stretch = _worsened(mix, world, draw)
    mix = mix / (np.abs(mix).max() + 1e-9) * 0.7

    def place(beats: float) -> float:
        return (lead_in + beats * beat) * stretch

    grid = range(bars * meter)
    return Clip(
        name=f"{split}-{number}-{'hard' if hard else 'clean'}",
        wave=mix.astype(np.float32),
        bpm=bpm / stretch,
        meter=meter,
        key=f"{NAMES[tonic]} {mode}",
        chords=tuple(
            (place(a), place(b), f"{NAMES[root]}:{quality}") for a, b, root, quality in spans
        ),
        beats=tuple(map(place, grid)),
        downbeats=tuple(map(place, grid[::meter])),
    )


def kept(split: str, number: int, *, hard: bool) -> Clip:
    """The clip of that number, made once on this machine."""
    place = Path(tempfile.gettempdir(), "harmonia-clips", f"{split}-{number}-{hard}.npz")
    if not place.exists():
        place.parent.mkdir(exist_ok=True)
        made = clip(split, number, hard=hard)
        truth = {name: value for name, value in asdict(made).items() if name != "wave"}
        np.savez(place, wave=np.rint(made.wave * 32767).astype(np.int16), truth=json.dumps(truth))
    with np.load(place) as found:
        truth = json.loads(str(found["truth"]))
        wave = found["wave"].astype(np.float32) / 32767
    chords = tuple((start, end, label) for start, end, label in truth.pop("chords"))
    beats, downbeats = tuple(truth.pop("beats")), tuple(truth.pop("downbeats"))
    return Clip(wave=wave, chords=chords, beats=beats, downbeats=downbeats, **truth)


def clips(split: str, count: int, *, hard: bool, first: int = 0) -> Iterator[Clip]:
    """So many clips."""
    return (kept(split, number, hard=hard) for number in range(first, first + count))


def tuneless(number: int) -> Wave:
    """Five seconds without harmony: drums, or noise of one colour or another."""
    draw = random.Random(f"tuneless/{number}")
    if number % 2:
        generator = np.random.default_rng(number)
        noise = generator.standard_normal(5 * SAMPLE_RATE)
        return (draw.uniform(0.02, 0.5) * _coloured(noise, draw.uniform(0, 1.2))).astype(np.float32)
    bank = _bank(WORLDS["development"].banks[number // 2 % 2])
    beat = 60 / draw.uniform(70, 150)
    strikes = tuple(
        Strike(at * beat, length, pitch, velocity)
        for at, length, pitch, velocity in sorted(_drums(8, 4, draw))
        if at * beat < 4.5
    )
    mono: Wave = bank.render(Playing(0, strikes, drums=True), 5 * SAMPLE_RATE).mean(axis=0)
    return mono


def _coloured(noise: NDArray[np.float64], tilt: float) -> NDArray[np.float64]:
    """The noise, falling by so many times 3 dB an octave."""
    spectrum = np.fft.rfft(noise)
    spectrum /= np.maximum(np.arange(len(spectrum)), 1) ** (tilt / 2)
    coloured = np.fft.irfft(spectrum, len(noise))
    result: NDArray[np.float64] = coloured / (4 * coloured.std())
    return result


def _changes(progression: str) -> tuple[str, list[tuple[int, str, float]]]:
    mode, _, rest = progression.partition(": ")
    changes = []
    for change in rest.split(", "):
        symbol, _, share = change.partition("/")
        step, quality = symbol.split()
        changes.append((int(step), quality, 1 / float(share or 1)))
    return mode, changes


def _everything_else() -> World:
    """The world of development with every instrument that is not held out."""
    kept_apart = WORLDS["held-out"].chords
    wide = tuple(program for program in (*range(80), 88, 89, 95) if program not in kept_apart)
    return replace(WORLDS["development"], chords=wide)


def _home(changes: list[tuple[int, str, float]], mode: str) -> str:
    """The kind of chord that stands on the tonic."""
    plain = "maj" if mode == "major" else "min"
    return next((quality for step, quality, _ in changes if step == 0), plain)


def _drill(draw: random.Random) -> str:
    """Chords that follow no rule, as many of each kind."""
    return "major: " + ", ".join(f"{draw.randrange(12)} {draw.choice([*TONES])}" for _ in range(8))


def _band(
    world: World,
    draw: random.Random,
    spans: list[tuple[float, float, int, str]],
    mode: str,
    tonic: int,
    bars: int,
    meter: int,
    beat: float,
    lead_in: float,
    number: int,
    hard: bool,
) -> Iterator[Wave]:
    bank = _bank(world.banks[number % len(world.banks)])
    samples = round((lead_in + bars * meter * beat + 0.6) * SAMPLE_RATE)

    def sound(program: int, notes: list[tuple[float, float, int, int]], level: float) -> Wave:
        loose = 0.012 if hard else 0.006
        strikes = tuple(
            Strike(
                max(0.0, lead_in + at * beat + draw.gauss(0, loose / 2)),
                max(0.05, length * beat),
                pitch,
                velocity,
            )
            for at, length, pitch, velocity in sorted(notes)
        )
        stem = bank.render(Playing(max(program, 0), strikes, drums=program < 0), samples)
        mono: Wave = stem.mean(axis=0)
        power = float(np.sqrt((mono**2).mean())) or 1.0
        return mono * np.float32(level / power)

    drums = draw.random() < 0.6
    bass = draw.random() < 0.85 or drums
    melody = hard or draw.random() < 0.6
    yield sound(draw.choice(world.chords), _comping(spans, draw), 0.1)
    if bass:
        yield sound(draw.choice(world.basses), _bass(spans, draw), 0.08)
    if melody:
        level = 0.07 if hard else 0.05
        yield sound(draw.choice(world.leads), _melody(spans, mode, tonic, draw), level)
    if drums:
        yield sound(-1, _drums(bars, meter, draw), 0.09 if hard else 0.06)


def _comping(
    spans: list[tuple[float, float, int, str]], draw: random.Random
) -> list[tuple[float, float, int, int]]:
    pattern = draw.choice(["held", "quarters", "eighths", "arpeggio", "offbeat"])
    floor, notes = draw.choice([48, 52, 55]), []
    for start, end, root, quality in spans:
        pitches = [floor + (root + tone - floor) % 12 for tone in TONES[quality]]
        if pattern == "held":
            notes += [(start, end - start, pitch, 80) for pitch in pitches]
            continue
        step = {"quarters": 1.0, "eighths": 0.5, "arpeggio": 0.5, "offbeat": 1.0}[pattern]
        at, count = start, 0
        while at < end - 1e-6:
            force = 88 if count % round(1 / step) == 0 else 70
            if pattern == "arpeggio":
                ladder = sorted(pitches)
                notes.append((at, 1.5, ladder[count % len(ladder)], force))
            elif pattern == "offbeat":
                notes += [(at, 0.4, pitch, 76) for pitch in pitches] if count == 0 else []
                notes += [(at + 0.5, 0.4, pitch, 80) for pitch in pitches]
            else:
                notes += [(at, step * 0.9, pitch, force) for pitch in pitches]
            at, count = at + step, count + 1
    return notes


def _bass(
    spans: list[tuple[float, float, int, str]], draw: random.Random
) -> list[tuple[float, float, int, int]]:
    pattern, notes = draw.choice(["long", "quarters", "eighths", "fifths"]), []
    for start, end, root, quality in spans:
        low = 28 + (root - 28) % 12
        fifth = low + TONES[quality][2]
        if pattern == "long":
            notes.append((start, end - start, low, 90))
            continue
        step = 0.5 if pattern == "eighths" else 1.0
        at, count = start, 0
        while at < end - 1e-6:
            pitch = fifth if pattern == "fifths" and count % 2 else low
            notes.append((at, step * 0.9, pitch, 96 if count == 0 else 80))
            at, count = at + step, count + 1
    return notes


def _melody(
    spans: list[tuple[float, float, int, str]], mode: str, tonic: int, draw: random.Random
) -> list[tuple[float, float, int, int]]:
    scale, pitch, notes = {(tonic + tone) % 12 for tone in SCALES[mode]}, 74, []
    for start, end, root, quality in spans:
        own = {(root + tone) % 12 for tone in TONES[quality]}
        at = start
        while at < end - 1e-6:
            length = min(draw.choice([0.5, 0.5, 1.0, 1.5]), end - at)
            wanted = own if at % 1 < 1e-6 and draw.random() < 0.8 else scale | own
            near = [p for p in range(pitch - 5, pitch + 6) if p % 12 in wanted and 64 <= p <= 86]
            pitch = draw.choice(near) if near else 72
            if draw.random() < 0.85:
                notes.append((at, length * 0.95, pitch, draw.randrange(70, 100)))
            at += length
    return notes


def _drums(bars: int, meter: int, draw: random.Random) -> list[tuple[float, float, int, int]]:
    style, notes = draw.choice(["rock", "four", "soft"]), []
    kicks = {3: [0.0], 4: [0.0, 2.0] if style != "four" else [0.0, 1.0, 2.0, 3.0]}[meter]
    snares = {3: [1.0, 2.0], 4: [1.0, 3.0]}[meter]
    step = draw.choice([0.5, 0.5, 1.0])
    for bar in range(bars):
        origin = bar * meter
        notes += [(origin + at, 0.3, 36, 110) for at in kicks]
        if style == "rock" and meter == 4 and draw.random() < 0.5:
            notes.append((origin + 2.5, 0.3, 36, 90))
        if style != "soft":
            notes += [(origin + at, 0.3, 38, 100) for at in snares]
        at = 0.0
        while at < meter:
            notes.append((origin + at, 0.2, 42, 80 if at % 1 == 0 else 60))
            at += step
    return notes


def _worsened(mix: Wave, world: World, draw: random.Random) -> tuple[Wave, float]:
    """The mix out of tune, in a room and in noise; and how much longer it has become."""
    generator = np.random.default_rng(draw.randrange(2**31))
    room = draw.choice(world.rooms)
    length = round(room * SAMPLE_RATE)
    tail = generator.standard_normal(length) * np.exp(-6.9 * np.arange(length) / length)
    wet = fftconvolve(mix, tail / np.sqrt((tail**2).sum()))[: len(mix)]
    mix = mix + 0.4 * wet.astype(np.float32)
    ratio = 2 ** (-draw.choice(world.cents) / 1200)
    up = round(ratio * 4000)
    mix = resample_poly(mix, up, 4000).astype(np.float32)
    power = float(np.sqrt((mix**2).mean()))
    noise = (
        generator.standard_normal(len(mix)) + np.cumsum(generator.standard_normal(len(mix))) / 60
    )
    noise -= noise.mean()
    noise *= power * 10 ** (-draw.choice(world.noises) / 20) / np.sqrt((noise**2).mean())
    return (mix + noise).astype(np.float32), up / 4000


@cache
def _bank(name: str) -> Bank:
    if name == "own":
        return SynthesisedBank()
    found = next(path for folder in FOLDERS if (path := Path(folder, name)).exists())
    return SoundfontBank(found, players=1)
