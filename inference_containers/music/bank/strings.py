"""
Plucked strings.

A plucked string is a delay line that feeds back through a filter (Karplus and Strong 1983, as
extended by Jaffe and Smith). Here the loop is solved in the frequency domain: its
response 1 / (1 - L e^-jwD) is exact, so the tuning is, and costs one Fourier transform a note.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from inference_containers.music.bank.voice import Touch
from inference_containers.music.bank.waves import Floats, edge, fast, peaks, soften
from inference_containers.music.playing import SAMPLE_RATE, Audio

Resonances = tuple[tuple[float, float, float], ...]
GUITAR_BODY: Resonances = ((102, 30, 1.4), (205, 45, 1.2), (390, 90, 0.7), (2600, 2600, 0.5))
BASS_BODY: Resonances = ((62, 26, 1.3), (105, 40, 1.2), (230, 90, 0.8), (900, 900, 0.3))
HARP_BODY: Resonances = ((150, 80, 0.9), (320, 160, 0.8), (1500, 2200, 0.5))
BANJO_BODY: Resonances = ((320, 150, 1.1), (720, 300, 1.3), (2400, 2000, 0.8))
FIDDLE_BODY: Resonances = ((280, 60, 1.2), (460, 90, 1.2), (1100, 600, 0.7), (2800, 1600, 0.6))


@dataclass(frozen=True)
class Pluck:
    """A kind of string and the way it is plucked."""

    sustain: float = 2.5  # seconds for 60 dB at A3
    dark: float = 0.5  # how much faster high harmonics die
    pick: float = 0.18  # where along the string it is plucked
    edge: float = 3500.0  # Hz up to which a hard stroke excites it
    pickup: float | None = None  # where along the string a pickup listens
    body: Resonances = ()
    cabinet: float | None = None  # Hz where a loudspeaker's cone gives up
    thump: float = 0.0  # of the finger and the soundboard
    width: float = 0.15  # how far the body spreads it
    stiff: float = 0.0  # inharmonicity

    def __call__(self, touch: Touch) -> Audio:
        seconds = touch.seconds + 0.05
        length = fast(round(seconds * SAMPLE_RATE * 1.25))
        growth = 6.9 / length  # on a circle a little outside the unit one, wrapped tails vanish
        hertz = np.fft.rfftfreq(length, 1 / SAMPLE_RATE)
        turn = 2 * np.pi * hertz / SAMPLE_RATE - 1j * growth
        spectrum = self.stroke(touch, length, growth) * self.comb(turn, touch.hertz, self.pick)
        if self.pickup is not None:
            spectrum = spectrum * self.comb(turn, touch.hertz, self.pickup)
        spectrum = spectrum * self.colour(hertz) * edge(length)
        cents = touch.rng.uniform(0.4, 1.0)
        back = np.exp(growth * np.arange(length))
        upright, flat = (
            np.fft.irfft(spectrum * self.string(turn, hertz, touch, sign * cents, 1 - sign * 0.2))
            * back
            for sign in (-0.3, 0.7)  # a string swings in two planes, which the bridge holds unalike
        )
        left = upright + (0.35 + self.width) * flat
        right = upright + (0.35 - self.width) * flat
        sound = np.stack((left, right))[:, : round(touch.seconds * SAMPLE_RATE)]
        sound = sound.astype(np.float32)
        if self.thump:
            sound = sound + self.knock(touch, sound.shape[1]) * np.abs(sound).max()
        return soften(sound, 0.0007, 0.02)

    def stroke(self, touch: Touch, length: int, growth: float) -> Floats:
        """The spectrum of what the finger or pick gives to the string."""
        period = SAMPLE_RATE / touch.hertz
        samples = int(period) + 1
        burst = np.zeros(length)
        burst[:samples] = touch.rng.standard_normal(samples) * 0.35
        burst[0] += np.sqrt(samples)
        burst *= np.exp(-growth * np.arange(length))
        hertz = np.fft.rfftfreq(length, 1 / SAMPLE_RATE)
        corner = self.edge * (0.25 + 1.1 * touch.force**1.5) + 1.5 * touch.hertz
        tilt = 1 / (1 + (hertz / (0.6 * corner)) ** 2) / np.sqrt(1 + (hertz / corner) ** 4)
        stroke: Floats = np.fft.rfft(burst) * tilt * hertz / (hertz + 40)
        return stroke

    def string(
        self, turn: Floats, hertz: Floats, touch: Touch, cents: float, patience: float
    ) -> Floats:
        """The response of the ringing string."""
        tuned = touch.hertz * 2 ** (cents / 1200)
        delay = SAMPLE_RATE / tuned
        life = self.sustain * patience * (220 / touch.hertz) ** 0.45
        loss = 6.9 / (life * tuned)  # a period
        harmonic = hertz / touch.hertz
        damping = loss * (1 + self.dark * (harmonic - 1).clip(0) ** 1.3 * 0.25)
        bent = delay * (1 - self.stiff * harmonic.clip(0, 40) ** 2)
        response: Floats = 1 / (1 - np.exp(-damping - 1j * turn * bent))
        return response

    def comb(self, turn: Floats, hertz: float, place: float) -> Floats:
        """What the place on the string takes away."""
        return 1 - 0.96 * np.exp(-1j * turn * SAMPLE_RATE / hertz * place)

    def colour(self, hertz: Floats) -> Floats:
        """The body or the loudspeaker."""
        shape = 0.45 + peaks(hertz, self.body) if self.body else np.ones_like(hertz)
        if self.cabinet is not None:
            shape = shape * (1 + peaks(hertz, ((0.5 * self.cabinet, self.cabinet, 0.8),)))
            shape = shape / (1 + (hertz / self.cabinet) ** 6) * hertz / (hertz + 70)
        return shape

    def knock(self, touch: Touch, samples: int) -> Audio:
        """The finger's thump: low, soft and short."""
        time = np.arange(samples) / SAMPLE_RATE
        sweep = np.sin(2 * np.pi * (95 * time + 3 * (1 - np.exp(-time * 60))))
        rustle = touch.rng.standard_normal(samples).cumsum()
        rustle = rustle - np.convolve(rustle, np.ones(64) / 64, "same")
        rustle /= np.abs(rustle).max(initial=1e-9)
        sound = sweep * np.exp(-time * 38) + 0.35 * rustle * np.exp(-time * 90)
        deep = min(1.0, (165 / touch.hertz) ** 0.7)  # a short string has little to shake it with
        knock: Audio = (self.thump * touch.force * deep * sound).astype(np.float32)
        return knock


NYLON = Pluck(sustain=2.6, dark=0.9, pick=0.22, edge=1800, body=GUITAR_BODY, thump=0.10)
STEEL = Pluck(
    sustain=4.5, dark=0.28, pick=0.15, edge=5200, body=GUITAR_BODY, thump=0.05, stiff=2e-6
)
JAZZ = Pluck(sustain=3.5, dark=0.7, pick=0.24, edge=1500, pickup=0.27, cabinet=2600)
CLEAN = Pluck(sustain=5.0, dark=0.3, pick=0.13, edge=3600, pickup=0.21, cabinet=4800)
MUTED = Pluck(sustain=0.35, dark=0.9, pick=0.10, edge=2800, pickup=0.2, cabinet=4200, thump=0.1)
DRIVEN = Pluck(sustain=9.0, dark=0.25, pick=0.11, edge=3000, pickup=0.12, width=0.0)
UPRIGHT = Pluck(sustain=2.0, dark=1.6, pick=0.28, edge=650, body=BASS_BODY, thump=0.22, width=0.05)
FINGER = Pluck(sustain=5.0, dark=0.7, pick=0.2, edge=1100, pickup=0.17, cabinet=2800, width=0.02)
PICKED = Pluck(sustain=5.0, dark=0.45, pick=0.1, edge=2600, pickup=0.17, cabinet=3600, width=0.02)
FRETLESS = Pluck(sustain=5.0, dark=1.0, pick=0.26, edge=700, pickup=0.2, cabinet=2000, width=0.02)
HARP = Pluck(sustain=5.5, dark=0.8, pick=0.34, edge=1700, body=HARP_BODY, thump=0.04, width=0.3)
PIZZICATO = Pluck(
    sustain=0.7, dark=1.3, pick=0.2, edge=1500, body=FIDDLE_BODY, thump=0.12, width=0.4
)
HARPSICHORD = Pluck(sustain=3.2, dark=0.12, pick=0.09, edge=9000, body=HARP_BODY, width=0.3)
CLAVINET = Pluck(sustain=1.6, dark=0.25, pick=0.06, edge=6000, pickup=0.09, cabinet=6500)
BANJO = Pluck(sustain=0.9, dark=0.3, pick=0.08, edge=6000, body=BANJO_BODY, thump=0.05)
SITAR = Pluck(sustain=4.0, dark=0.08, pick=0.06, edge=8000, body=BANJO_BODY, stiff=3e-6)
KOTO = Pluck(sustain=2.6, dark=0.5, pick=0.1, edge=4500, body=HARP_BODY)
