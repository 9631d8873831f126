"""
Mixing: dry stems in, finished stems and their exact sum out.

Each stem is filtered, compressed, brought to the loudness of its role, panned and rounded to 24
bits *before* it is added. Sums of whole numbers are exact in any order, so the stems' files add up
to the mix bit by bit, however many threads do the work. The room's answer is one more stem, and so
is the plate's that voices are heard in: without them, the voices can be taken off the sum exactly.
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
from harmonia_audio.audio import SAMPLE_RATE, Audio, Curve, amplitude, decibels
from harmonia_audio.blocks import apply, blocks, hops
from harmonia_audio.desk import VOICE_ROOM, Channel, channel, ducking_of, yielding_of
from harmonia_audio.dynamics import compression, levels
from harmonia_audio.files import FULL_SCALE, Pcm, from_pcm24, pcm24
from harmonia_audio.filters import streaming
from harmonia_audio.limiter import limit
from harmonia_audio.peaks import sample_peak
from harmonia_audio.room import SPACES, impulse, reverberate

MOST_GAIN = 30.0  # dB; what is still quiet then was meant to be
CEILING = -0.5  # dBFS that no stem and no sum passes
THREADS = 2  # each holds one stem in memory
BOTH_SIDES = decibels(2**0.5)  # what one channel gains when it is heard from both
ROOM, PLATE = "room", "voice-room"  # the names of the stems that the two rooms are


@dataclass(frozen=True)
class Mixdown:
    """What came out of the desk."""

    mix: Pcm  # the exact sum of the stems
    voice: Pcm | None  # the sum of those that are sung, with the room they are sung in
    stems: Mapping[str, Path]
    loudness: Mapping[str, float]  # of each stem, LUFS


@dataclass
class Session:
    """One pass through the desk, and what it has gathered so far."""

    folder: Path | None  # where finished stems go, if anybody wants them
    mix: Pcm
    voice: Pcm | None
    sends: Mapping[str, Pcm]  # [1, samples]: what each room hears
    duck: Curve
    way: Curve  # that is made for the voice
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
        if channel.yields and self.voice is not None:
            apply(self.way, audio)
        heard = _loudness(audio)
        if channel.crest:  # better here than in the master, where all would duck with it
            limit(audio, heard + channel.crest)
            heard = _loudness(audio)
        gain = min(channel.loudness - heard, MOST_GAIN) + self.trim
        self.loudness[channel.name] = heard + gain
        factors = amplitude(gain) * channel.left, amplitude(gain) * channel.right
        self.add(channel.name, audio, factors, channel.room, sung=channel.sung)

    def add(
        self, name: str, audio: Audio, gains: tuple[float, float], room: float, *, sung: bool
    ) -> None:
        """Round the stem to 24 bits, keep it as a file and add it to the mix and to its room."""
        send = self.sends[PLATE if sung else ROOM]
        both = np.array(gains)[:, None]
        tops = [sample_peak(audio[channel]) for channel in (0, -1)]
        with self.lock:
            self.peak = max(self.peak, tops[0] * gains[0], tops[1] * gains[1])
        with self.keeping(name) as keep:
            for block in blocks(audio.shape[1]):
                pcm = pcm24(audio[:, block], both)
                keep(pcm)
                sent = np.rint((pcm[0] + pcm[1]) * np.float32(room / 2)).astype(np.int32)
                with self.lock:
                    self.mix[:, block] += pcm
                    send[0, block] += sent
                    if sung and self.voice is not None:
                        self.voice[:, block] += pcm

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
    if {ROOM, PLATE} & set(names) or any(Path(name).name != name for name in names):
        raise Invalid(f"parts cannot be named so: {', '.join(names)}", field="parts")
    if not song.parts:
        raise Invalid("a song without parts has nothing to mix", field="parts")
    with ThreadPoolExecutor(THREADS) as threads:
        paths = dict(zip(names, threads.map(dry, song.parts), strict=True))
    length = max(files.samples(path) for path in paths.values())
    rooms = [song.mix.room, *([VOICE_ROOM] if song.sung else [])]
    length += int(max(SPACES[room].rt60 for room in rooms) * SAMPLE_RATE)
    trim = 0.0
    while True:
        session = _session(song, paths, folder, length, trim)
        if session.excess <= 0:
            order = [*paths, *session.sends]  # not the order in which the threads were done
            return Mixdown(
                session.mix,
                session.voice,
                {name: session.stems[name] for name in order if name in session.stems},
                {name: session.loudness[name] for name in order},
            )
        trim -= session.excess + 0.1


def _session(
    song: Song, paths: Mapping[str, Path], folder: Path | None, length: int, trim: float
) -> Session:
    rooms = {ROOM: song.mix.room} | ({PLATE: VOICE_ROOM} if song.sung else {})
    session = Session(
        folder=folder,
        mix=np.zeros((2, length), dtype=np.int32),
        voice=np.zeros((2, length), dtype=np.int32) if song.sung else None,
        sends={name: np.zeros((1, length), dtype=np.int32) for name in rooms},
        duck=ducking_of(song, hops(length)),
        way=yielding_of(song, hops(length)),
        trim=trim,
    )
    # Large files first, so that the last thread does not work alone.
    parts = sorted(song.parts, key=lambda part: -paths[part.name].stat().st_size)
    with ThreadPoolExecutor(THREADS) as threads:
        work = [
            threads.submit(session.play, channel(part, song.mix.duck), paths[part.name])
            for part in parts
        ]
        for done in work:
            done.result()
    for name, room in rooms.items():
        answer = reverberate(from_pcm24(session.sends[name]), impulse(room))
        session.loudness[name] = loudness.loudness(answer)
        session.add(name, answer, (1.0, 1.0), 0.0, sung=name == PLATE)
    return session


def _filtered(dry: Path, channel: Channel, length: int) -> Audio:
    """The dry stem through the channel's filter, with room to ring on."""
    channels = files.channels(dry)
    audio: Audio = np.zeros((channels, length), dtype=np.float32)
    run, at = streaming(channel.sections, channels), 0
    for block in files.read_blocks(dry):
        audio[:, at : at + block.shape[1]] = run(block)
        at += block.shape[1]
    return audio


def _loudness(audio: Audio) -> float:
    """The loudness of the audio as it is heard, one channel from both sides."""
    return loudness.loudness(audio) + (BOTH_SIDES if audio.shape[0] == 1 else 0.0)
