"""
Held sounds: bows, breath, reeds, voices and synthesizers, from wavetables.

Each player reads two waves in step, a dark and a bright one, and blends them by how hard it plays
at that moment; brass brightens as it swells. Several players of slightly different
pitch, each with its own vibrato, make a section.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from inference_containers.music.bank.voice import Touch
from inference_containers.music.bank.waves import (
    Floats,
    cycle,
    harmonics,
    noise,
    oscillate,
    peaks,
    rise,
    soften,
)
from inference_containers.music.playing import SAMPLE_RATE, Audio

STEP = 64  # samples between two looks at where the pitch is going
Formants = tuple[tuple[float, float, float], ...]
VIOLIN: Formants = ((280, 90, 0.9), (470, 130, 1.0), (1000, 500, 0.8), (2500, 1500, 0.9))
CELLO: Formants = ((110, 50, 0.8), (220, 90, 1.0), (480, 250, 0.8), (1500, 1500, 0.6))
AH: Formants = ((730, 130, 1.0), (1150, 150, 0.55), (2600, 260, 0.22), (3300, 400, 0.12))
OOH: Formants = ((330, 110, 1.0), (750, 150, 0.35), (2300, 300, 0.05))
OBOE: Formants = ((1050, 500, 1.0), (2900, 900, 0.6))
SAX: Formants = ((520, 300, 1.0), (1300, 700, 0.7), (2700, 1200, 0.5))
BASSOON: Formants = ((460, 200, 1.0), (1150, 400, 0.4))
TRUMPET: Formants = ((1200, 1400, 1.0), (2600, 1800, 0.5))
HORN: Formants = ((400, 350, 1.0), (750, 500, 0.4))
REED: Formants = ((900, 900, 1.0), (2400, 1500, 0.6))


@dataclass(frozen=True)
class Held:
    """A kind of player, and how many there are."""

    slope: float = 1.0  # a harmonic's level is its number to minus this
    odd: float = 1.0  # share of the even harmonics: a clarinet has few
    formants: Formants = ()
    dark: float = 900.0  # Hz: where the soft wave ends
    bright: float = 4500.0  # Hz: where the loud wave ends
    attack: float = 0.06  # seconds
    swell: float = 0.12  # seconds until it has its full colour
    players: int = 1
    detune: float = 0.0  # cents between the players
    vibrato: float = 0.0  # cents
    rate: float = 5.3  # Hz
    onset: float = 0.35  # seconds before the vibrato
    breath: float = 0.0  # share of noise
    width: float = 0.0  # how far the players sit apart
    sub: float = 0.0  # an octave below
    drift: float = 2.0  # cents that nobody can help

    def __call__(self, touch: Touch) -> Audio:
        sound = np.zeros((2, round(touch.seconds * SAMPLE_RATE)), np.float32)
        tables = self.waves(touch)
        colour = self.colour(touch)
        ears = touch.rng.uniform(-0.2, 0.2, self.players)
        for player, astray in enumerate(ears - ears.mean()):
            seat = 0.0 if self.players == 1 else 2 * player / (self.players - 1) - 1
            course = self.course(touch, (seat + astray) * self.detune)
            soft, loud = oscillate(tables, course, touch.rng.random())
            wave = soft + colour * (loud - soft)
            angle = (1 + self.width * seat * (-1) ** player) * np.pi / 4
            sound[0] += np.cos(angle) * wave
            sound[1] += np.sin(angle) * wave
        if self.breath:
            sound += self.air(touch, sound.shape[1]) * np.abs(sound).max(initial=0.0)
        sound *= rise(touch.seconds, self.begin(touch)).astype(np.float32)[: sound.shape[1]]
        return soften(sound, 0.002, 0.02)

    def begin(self, touch: Touch) -> float:
        """A hard stroke speaks sooner."""
        return self.attack * (1.35 - 0.7 * touch.force)

    def waves(self, touch: Touch) -> list[Audio]:
        """The soft and the loud wave of this pitch."""
        number = harmonics(touch.hertz, 300)
        hertz = number * touch.hertz
        levels = number**-self.slope * np.where(number % 2 == 0, self.odd, 1.0)
        if self.formants:
            levels = levels * (0.12 + peaks(hertz, self.formants))
        phases = touch.rng.uniform(0, 2 * np.pi, len(number))
        bright = self.bright * (0.45 + 0.9 * touch.force) + touch.hertz
        corners = (self.dark + touch.hertz, bright)
        tables = [levels / (1 + (hertz / corner) ** 4) for corner in corners]
        if self.sub:
            # the table then holds two periods: every harmonic moves up, one comes below
            tables = [with_sub(table, self.sub) for table in tables]
            phases = with_sub(phases, 0.0)
        return [cycle(table, phases) for table in tables]

    def course(self, touch: Touch, aside: float) -> Floats:
        """The frequency of one player, sample by sample."""
        rng = touch.rng
        samples = round(touch.seconds * SAMPLE_RATE)
        knots = np.arange(0, samples + STEP, STEP)
        time = knots / SAMPLE_RATE
        cents = np.full(len(knots), aside)
        speed = self.rate * rng.uniform(0.93, 1.07)
        if self.vibrato:
            depth = self.vibrato * np.clip((time - self.onset) / 0.4, 0, 1)
            cents += depth * np.sin(2 * np.pi * (speed * time + rng.random()))
        wander = np.sin(2 * np.pi * (0.7 * speed / self.rate * time + rng.random()))
        cents += self.drift * wander * np.minimum(1, time / 0.5)
        hertz = touch.hertz / (2 if self.sub else 1)
        course: Floats = np.interp(np.arange(samples), knots, hertz * np.exp2(cents / 1200))
        return course

    def colour(self, touch: Touch) -> Audio:
        """How much of the loud wave is heard, sample by sample."""
        grown = rise(touch.seconds, self.swell) * (0.25 + 0.75 * touch.force)
        return grown.astype(np.float32)

    def air(self, touch: Touch, samples: int) -> Audio:
        """Breath around the note, most of it where the note begins."""
        centre = max(900.0, 2.0 * touch.hertz)

        def response(hertz: Floats) -> Floats:
            return (hertz / 200) ** 2 / (1 + (hertz / 200) ** 2) / (1 + (hertz / centre) ** 2)

        hiss = noise(touch.rng, touch.seconds, response, 2)[:, :samples]
        time = np.arange(samples) / SAMPLE_RATE
        chiff = 0.35 + 1.2 * np.exp(-time / 0.05)
        loudest = np.abs(hiss).max(initial=1e-9)
        air: Audio = (self.breath * chiff * hiss / loudest).astype(np.float32)
        return air


def with_sub(values: Floats, below: float) -> Floats:
    """Harmonics moved an octave up in number, so that the table's first is an octave below."""
    spread = np.zeros(2 * len(values))
    spread[1::2] = values
    spread[0] = below
    return spread


ENSEMBLE = Held(
    slope=0.9, formants=VIOLIN, dark=1200, bright=5200, attack=0.16, swell=0.35, players=7,
    detune=9, vibrato=9, onset=0.1, width=0.85, drift=4, breath=0.01,
)  # fmt: skip
SLOW_ENSEMBLE = Held(
    slope=1.0, formants=VIOLIN, dark=900, bright=3600, attack=0.45, swell=0.9, players=7,
    detune=10, vibrato=9, onset=0.2, width=0.9, drift=4,
)  # fmt: skip
SOLO_VIOLIN = Held(
    slope=0.85, formants=VIOLIN, dark=1800, bright=6500, attack=0.07, swell=0.15,
    vibrato=16, rate=5.8, onset=0.22, breath=0.012, drift=2,
)  # fmt: skip
SOLO_CELLO = Held(
    slope=0.9, formants=CELLO, dark=900, bright=3800, attack=0.09, swell=0.18,
    vibrato=13, rate=5.2, onset=0.28, breath=0.012,
)  # fmt: skip
SECTION = Held(
    slope=0.8, formants=TRUMPET, dark=900, bright=5200, attack=0.05, swell=0.14, players=4,
    detune=7, vibrato=5, onset=0.5, width=0.6,
)  # fmt: skip
SOLO_TRUMPET = Held(
    slope=0.75, formants=TRUMPET, dark=1100, bright=6500, attack=0.035, swell=0.10,
    vibrato=11, onset=0.45, breath=0.01,
)  # fmt: skip
MUTED_TRUMPET = Held(
    slope=0.45, formants=((1700, 600, 1.0), (3200, 900, 0.7)), dark=2600, bright=5200,
    attack=0.03, swell=0.08, vibrato=10, onset=0.4,
)  # fmt: skip
SOLO_TROMBONE = Held(
    slope=0.85, formants=((650, 700, 1.0), (1500, 900, 0.4)), dark=700, bright=3800, attack=0.05,
    swell=0.14, vibrato=7, onset=0.5,
)  # fmt: skip
SOLO_HORN = Held(
    slope=1.1, formants=HORN, dark=600, bright=2100, attack=0.07, swell=0.2, vibrato=3, onset=0.6
)
SOLO_FLUTE = Held(
    slope=1.75, dark=1300, bright=3800, attack=0.06, swell=0.12, vibrato=13, rate=5.0, onset=0.3,
    breath=0.05,
)  # fmt: skip
PANPIPE = Held(slope=2.1, odd=0.4, dark=1200, bright=3000, attack=0.05, vibrato=6, breath=0.14)
WHISTLE = Held(slope=2.6, dark=2500, bright=3500, attack=0.04, vibrato=12, breath=0.03)
SOLO_CLARINET = Held(
    slope=1.0, odd=0.08, formants=((600, 900, 1.0), (1700, 900, 0.5)), dark=1300, bright=4200,
    attack=0.05, vibrato=2, breath=0.008,
)  # fmt: skip
SOLO_OBOE = Held(
    slope=0.55, formants=OBOE, dark=2200, bright=5200, attack=0.05, vibrato=11, rate=5.2, onset=0.3
)
SOLO_BASSOON = Held(slope=0.7, formants=BASSOON, dark=1200, bright=2800, attack=0.05, vibrato=6)
SOLO_SAX = Held(
    slope=0.75, formants=SAX, dark=1300, bright=4800, attack=0.045, swell=0.10, vibrato=15,
    rate=4.9, onset=0.35, breath=0.025,
)  # fmt: skip
HARMONICA = Held(
    slope=0.6, formants=REED, dark=2200, bright=5200, attack=0.04, players=2, detune=2.5,
    vibrato=10, onset=0.4, breath=0.02, width=0.2,
)  # fmt: skip
ACCORDION = Held(
    slope=0.6, formants=REED, dark=2600, bright=5200, attack=0.04, players=3, detune=7, width=0.5
)
BAGPIPE = Held(slope=0.4, formants=OBOE, dark=3000, bright=6000, attack=0.02)
CHOIR = Held(
    slope=1.15, formants=AH, dark=2600, bright=4200, attack=0.18, swell=0.4, players=8, detune=11,
    vibrato=16, rate=5.1, onset=0.2, breath=0.03, width=0.9, drift=6,
)  # fmt: skip
OOHS = Held(
    slope=1.4, formants=OOH, dark=1500, bright=2600, attack=0.2, swell=0.4, players=6, detune=10,
    vibrato=14, rate=5.1, onset=0.3, breath=0.03, width=0.85, drift=6,
)  # fmt: skip
WARM_PAD = Held(
    slope=1.15, dark=500, bright=2000, attack=0.5, swell=1.8, players=6, detune=11, width=0.95,
    drift=5,
)  # fmt: skip
SWEEP_PAD = Held(
    slope=1.0, dark=350, bright=5200, attack=0.6, swell=3.0, players=6, detune=13, width=1.0,
    drift=5,
)  # fmt: skip
GLASS_PAD = Held(
    slope=1.6, odd=0.3, dark=1200, bright=4200, attack=0.3, swell=1.2, players=5, detune=9,
    width=0.95, drift=4,
)  # fmt: skip
SAW_LEAD = Held(
    slope=1.0, dark=2800, bright=8000, attack=0.012, swell=0.05, players=3, detune=9, vibrato=9,
    onset=0.4, width=0.45, drift=1,
)  # fmt: skip
SQUARE_LEAD = Held(
    slope=1.0, odd=0.0, dark=2200, bright=7000, attack=0.008, swell=0.04, vibrato=9, onset=0.4,
    drift=1,
)  # fmt: skip
SOFT_LEAD = Held(
    slope=1.7, odd=0.5, dark=900, bright=2600, attack=0.03, swell=0.1, players=2, detune=5,
    vibrato=10, width=0.3,
)  # fmt: skip
FIFTHS = Held(
    slope=1.0, dark=1800, bright=6000, attack=0.012, players=3, detune=8, sub=0.6, width=0.4
)
