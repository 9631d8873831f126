"""
Mixing: dry stems in, finished stems and their exact sum out.

Each stem is filtered, compressed, brought to the loudness of its role, panned and rounded to 24
bits *before* it is added. Sums of whole numbers are exact in any order, so the stems' files add up
to the mix bit by bit, however many threads do the work. The room's answer is one more stem.
"""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import numpy as np

from harmonia.errors import Invalid
from harmonia.songs.song import Part, Song
from harmonia_audio import files, loudness
from harmonia_audio.audio import SAMPLE_RATE, Audio, Curve, amplitude, decibels, stereo
from harmonia_audio.blocks import apply, blocks, hops
from harmonia_audio.desk import Channel, channel, ducking_of
from harmonia_audio.dynamics import compression, levels
from harmonia_audio.files import FULL_SCALE, Pcm, from_pcm24, pcm24
from harmonia_audio.filters import streaming
from harmonia_audio.limiter import limit
from harmonia_audio.peaks import sample_peak
from harmonia_audio.room import SPACES, impulse, reverberate

MOST_GAIN = 30.0  # dB; what is still quiet then was meant to be
CEILING = -0.5  # dBFS that no stem and no sum passes
THREADS = 2  # each holds one stem in memory
ROOM = "room"  # the name of the stem that the room is


@dataclass(frozen=True)
class Mixdown:
    """What came out of the desk."""

    mix: Pcm  # the exact sum of the stems
    stems: Mapping[str, Path]
    loudness: Mapping[str, float]  # of each stem, LUFS


@dataclass
class Session:
    """One pass through the desk, and what it has gathered so far."""

    folder: Path | None  # where finished stems go, if anybody wants them
    mix: Pcm
    send: Pcm  # [1, samples]: what the room hears
    duck: Curve
    trim: float  # dB on every stem
    peak: float = 0.0  # the largest sample of any stem
    stems: dict[str, Path] = field(default_factory=dict)
    loudness: dict[str, float] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def play(self, channel: Channel, dry: Path) -> None:
        """Add one part."""
        audio = _filtered(dry, channel, self.mix.shape[1])
        if channel.compressor:
            apply(compression(levels(audio), channel.compressor), audio)
        if channel.ducks:
            apply(self.duck, audio)
        heard = loudness.loudness(audio)
        if channel.crest:  # better here than in the master, where all would duck with it
            limit(audio, heard + channel.crest)
            heard = loudness.loudness(audio)
        gain = min(channel.loudness - heard, MOST_GAIN) + self.trim
        self.loudness[channel.name] = heard + gain
        factors = amplitude(gain) * channel.left, amplitude(gain) * channel.right
        self.add(channel.name, audio, factors, channel.room)

    def add(self, name: str, audio: Audio, gains: tuple[float, float], room: float) -> None:
        """Round the stem to 24 bits, keep it as a file and add it to the mix and to the send."""
        both = np.array(gains, dtype=np.float32)[:, None]
        with self.keeping(name) as keep:
            for block in blocks(audio.shape[1]):
                part = audio[:, block]
                part *= both
                pcm = pcm24(part)
                keep(pcm)
                with self.lock:
                    self.peak = max(self.peak, sample_peak(part))
                    self.mix[:, block] += pcm
                    if room:
                        share = np.float32(room / 2)
                        self.send[0, block] += np.rint(share * pcm.sum(axis=0)).astype(np.int32)

    @contextmanager
    def keeping(self, name: str) -> Iterator[Callable[[Pcm], None]]:
        """What takes a stem's samples, a block after the other."""
        if self.folder is None:
            yield lambda pcm: None
            return
        path = self.folder / f"{name}.flac"
        with files.writing(path) as file:
            yield file.write
        self.stems[name] = path

    @property
    def excess(self) -> float:
        """By how many dB a stem or the sum goes over the ceiling; nothing or less is well."""
        largest = max(self.peak, float(np.abs(self.mix).max(initial=0)) / FULL_SCALE)
        return decibels(largest) - CEILING


def mix(song: Song, dry: Callable[[Part], Path], folder: Path | None) -> Mixdown:
    """Mix the song's parts from their dry stems' files; finished stems go to the folder, if any."""
    names = [part.name for part in song.parts]
    if ROOM in names or any(Path(name).name != name for name in names):
        raise Invalid(f"parts cannot be named so: {', '.join(names)}", field="parts")
    if not song.parts:
        raise Invalid("a song without parts has nothing to mix", field="parts")
    with ThreadPoolExecutor(THREADS) as threads:
        paths = dict(zip(names, threads.map(dry, song.parts), strict=True))
    length = max(files.samples(path) for path in paths.values())
    length += int(SPACES[song.mix.room].rt60 * SAMPLE_RATE)
    trim = 0.0
    while True:
        session = _session(song, paths, folder, length, trim)
        if session.excess <= 0:
            order = [*paths, ROOM]  # not the order in which the threads were done
            return Mixdown(
                session.mix,
                {name: session.stems[name] for name in order if name in session.stems},
                {name: session.loudness[name] for name in order},
            )
        trim -= session.excess + 0.1


def _session(
    song: Song, paths: Mapping[str, Path], folder: Path | None, length: int, trim: float
) -> Session:
    session = Session(
        folder=folder,
        mix=np.zeros((2, length), dtype=np.int32),
        send=np.zeros((1, length), dtype=np.int32),
        duck=ducking_of(song, hops(length)),
        trim=trim,
    )
    # Long parts first, so that the last thread does not work alone.
    parts = sorted(song.parts, key=lambda part: -len(part.notes))
    with ThreadPoolExecutor(THREADS) as threads:
        work = [
            threads.submit(session.play, channel(part, song.mix.duck), paths[part.name])
            for part in parts
        ]
        for done in work:
            done.result()
    answer = reverberate(from_pcm24(session.send), impulse(song.mix.room))
    session.loudness[ROOM] = loudness.loudness(answer)
    session.add(ROOM, answer, (1.0, 1.0), 0.0)
    return session


def _filtered(dry: Path, channel: Channel, length: int) -> Audio:
    """The dry stem in stereo through the channel's filter, with room to ring on."""
    audio: Audio = np.zeros((2, length), dtype=np.float32)
    run, at = streaming(channel.sections, 2), 0
    for block in files.read_blocks(dry):
        audio[:, at : at + block.shape[1]] = run(stereo(block))
        at += block.shape[1]
    return audio
