"""
libfluidsynth, as little of it as the band needs, through ctypes.

The library renders in blocks of 64 samples and hears events only between them, so every
event is put on the nearest block: at most 0.73 ms from where it was written, always the same.
Foreign calls let go of the interpreter lock: two synths on two threads use two cores.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from ctypes import POINTER, c_char_p, c_double, c_float, c_int, c_void_p
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from inference_containers.music.playing import SAMPLE_RATE, Audio, Playing

LIBRARIES = (
    "libfluidsynth.so.3",
    "libfluidsynth.so.2",
    "libfluidsynth.3.dylib",
    "libfluidsynth.dylib",
    "/opt/homebrew/lib/libfluidsynth.dylib",
)
BLOCK = 64  # samples; fixed in the library
POLYPHONY = 256
GAIN = 0.5  # loud enough for 24 bits, with room for the thickest stem
DRUM_BANK = 128
MELODIC_CHANNEL, DRUM_CHANNEL = 0, 9
STRETCH = 256 * BLOCK  # samples between two looks whether anything still sounds
RELEASE = 38  # the generator's number: how long a note dies away once it is let go
QUIET_LEVELS = (2, 3, 4)  # warning, info, debug

SIGNATURES: dict[str, tuple[Any, ...]] = {
    "new_fluid_settings": (c_void_p,),
    "new_fluid_synth": (c_void_p, c_void_p),
    "delete_fluid_settings": (None, c_void_p),
    "delete_fluid_synth": (None, c_void_p),
    "fluid_settings_setint": (c_int, c_void_p, c_char_p, c_int),
    "fluid_settings_setnum": (c_int, c_void_p, c_char_p, c_double),
    "fluid_set_log_function": (c_void_p, c_int, c_void_p, c_void_p),
    "fluid_synth_sfload": (c_int, c_void_p, c_char_p, c_int),
    "fluid_synth_get_sfont_by_id": (c_void_p, c_void_p, c_int),
    "fluid_synth_add_sfont": (c_int, c_void_p, c_void_p),
    "fluid_synth_remove_sfont": (c_int, c_void_p, c_void_p),
    "fluid_synth_pin_preset": (c_int, c_void_p, c_int, c_int, c_int),
    "fluid_synth_program_select": (c_int, c_void_p, c_int, c_int, c_int, c_int),
    "fluid_synth_noteon": (c_int, c_void_p, c_int, c_int, c_int),
    "fluid_synth_noteoff": (c_int, c_void_p, c_int, c_int),
    "fluid_synth_cc": (c_int, c_void_p, c_int, c_int, c_int),
    "fluid_synth_pitch_bend": (c_int, c_void_p, c_int, c_int),
    "fluid_synth_set_gen": (c_int, c_void_p, c_int, c_int, c_float),
    "fluid_synth_get_active_voice_count": (c_int, c_void_p),
    "fluid_synth_process": (
        c_int, c_void_p, c_int, c_int, c_void_p, c_int, POINTER(POINTER(c_float)),
    ),
}  # fmt: skip


class LibraryMissing(OSError):
    """This machine has no libfluidsynth."""


def load_library() -> ctypes.CDLL:
    """The system's libfluidsynth with its calls declared; LibraryMissing if there is none."""
    found = ctypes.util.find_library("fluidsynth")
    for name in (*LIBRARIES, *([found] if found else [])):
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        for call, (result, *arguments) in SIGNATURES.items():
            function = getattr(library, call)
            function.restype, function.argtypes = result, arguments
        for level in QUIET_LEVELS:
            library.fluid_set_log_function(level, None, None)
        return library
    raise LibraryMissing(
        "libfluidsynth was not found; install it (Debian: libfluidsynth3) "
        "or let the band play its synthesised bank"
    )


class Soundfont:
    """A soundfont held ready, and stems played from it. It belongs to one thread at a time.

    Every stem gets a synthesizer of its own: the library does not clear the volume ramps of a
    voice that is used again, so only a new one plays the same bytes twice. Making one takes
    milliseconds; what takes time is the samples, and those stay here, pinned.
    """

    def __init__(
        self,
        path: Path,
        library: ctypes.CDLL | None = None,
        damping: Mapping[int, float] = MappingProxyType({}),
    ) -> None:
        self.damping = damping  # program -> by what factor its notes die away sooner
        self.library = library or load_library()
        self.settings = self.library.new_fluid_settings()
        number = partial(self.library.fluid_settings_setint, self.settings)
        number(b"synth.reverb.active", 0)
        number(b"synth.chorus.active", 0)
        number(b"synth.dynamic-sample-loading", 1)
        number(b"synth.lock-memory", 0)
        number(b"synth.polyphony", POLYPHONY)
        number(b"synth.cpu-cores", 1)
        self.library.fluid_settings_setnum(self.settings, b"synth.sample-rate", SAMPLE_RATE)
        self.library.fluid_settings_setnum(self.settings, b"synth.gain", GAIN)
        self.loader = self.library.new_fluid_synth(self.settings)  # its file reader lives on
        font = self.library.fluid_synth_sfload(self.loader, bytes(path), 0)
        if font < 0:
            raise OSError(f"{path} is not a soundfont that libfluidsynth can read")
        self.font = self.library.fluid_synth_get_sfont_by_id(self.loader, font)
        self.library.fluid_synth_remove_sfont(self.loader, self.font)

    def render(self, playing: Playing, samples: int) -> Audio:
        """One dry stereo stem, [2, samples]."""
        with self.synth() as synth:
            channel = DRUM_CHANNEL if playing.drums else MELODIC_CHANNEL
            synth.select(channel, DRUM_BANK if playing.drums else 0, playing.program)
            if not playing.drums and playing.program in self.damping:
                synth.damp(channel, self.damping[playing.program])
            stem = np.zeros((2, -(-samples // BLOCK) * BLOCK), np.float32)
            position = 0
            for block, name, *values in events(playing):
                position = synth.process(stem, position, min(block * BLOCK, stem.shape[1]))
                synth.call(name, channel, *values)
            synth.process(stem, position, stem.shape[1])
        return stem[:, :samples]

    @contextmanager
    def synth(self) -> Iterator[Synth]:
        """A new synthesizer that plays this soundfont."""
        made = self.library.new_fluid_synth(self.settings)
        number = self.library.fluid_synth_add_sfont(made, self.font)
        try:
            yield Synth(self.library, made, number)
        finally:
            self.library.fluid_synth_remove_sfont(made, self.font)
            self.library.delete_fluid_synth(made)


@dataclass(frozen=True)
class Synth:
    """A synthesizer of the library, for the length of one stem."""

    library: ctypes.CDLL
    synth: int  # C's handle
    font: int

    def call(self, name: str, *arguments: float) -> int:
        """Call one of the library's functions on this synthesizer."""
        result: int = getattr(self.library, f"fluid_synth_{name}")(self.synth, *arguments)
        return result

    def select(self, channel: int, bank: int, program: int) -> None:
        """Choose an instrument, or the plain one of its bank if the soundfont lacks it."""
        if self.call("pin_preset", self.font, bank, program) < 0:
            program = 0
            self.call("pin_preset", self.font, bank, program)
        self.call("program_select", channel, self.font, bank, program)

    def damp(self, channel: int, factor: float) -> None:
        """Let the channel's notes die away so many times sooner."""
        self.call("set_gen", channel, RELEASE, -1200 * math.log2(factor))

    def process(self, stem: Audio, start: int, end: int) -> int:
        """Render [start, end) of the stem; where no voice sounds it stays silent."""
        while start < end and self.call("get_active_voice_count"):
            length = min(end - start, STRETCH)
            outputs = (POINTER(c_float) * 2)(*(pointer(channel, start) for channel in stem))
            self.library.fluid_synth_process(self.synth, length, 0, None, 2, outputs)
            start += length
        return max(start, end)


def pointer(channel: Any, start: int) -> Any:
    """The address of a sample, as C wants it."""
    return ctypes.cast(channel.ctypes.data + 4 * start, POINTER(c_float))


def events(playing: Playing) -> Iterator[tuple[Any, ...]]:
    """(block, call, *arguments) in playing order: releases, then turns, then attacks."""
    timeline: list[tuple[int, int, str, int, int]] = []
    for turn in playing.turns:
        timeline.append((block(turn.seconds), 1, "cc", turn.controller, turn.value))
    for bend in playing.bends:
        wheel = min(16383, max(0, 8192 + round(bend.semitones * 4096)))
        timeline.append((block(bend.seconds), 1, "pitch_bend", wheel, -1))
    for strike in playing.strikes:
        start = block(strike.seconds)
        end = max(start + 1, block(strike.seconds + strike.length))
        timeline.append((start, 2, "noteon", strike.pitch, strike.velocity))
        timeline.append((end, 0, "noteoff", strike.pitch, -1))
    for when, _, name, first, second in sorted(timeline):
        yield (when, name, first) if second < 0 else (when, name, first, second)


def block(seconds: float) -> int:
    """The nearest block boundary."""
    return max(0, round(seconds * SAMPLE_RATE / BLOCK))
