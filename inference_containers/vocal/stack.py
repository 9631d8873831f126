"""
The stack: all the frames a phrase is sung from, one word upon the other, and made even.

Speech leaves its unstressed vowels faint and lets the last ones fade; singing does not. Consonants
are kept between bounds against their vowel: loud enough to be understood, and no hiss sticks out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from inference_containers.vocal import articulation
from inference_containers.vocal.articulation import Said, Sound
from inference_containers.vocal.bank import Bank, Word, word_of
from inference_containers.vocal.line import Phrase
from inference_containers.vocal.phones import PHONES, SIBILANT, Kind, Phone, nucleus
from inference_containers.vocal.tract import hissing, loudness
from inference_containers.vocal.unit import Real

VOWEL = -20.0  # dB, a vowel at velocity 90
REFERENCE = 20.0  # dB, what a vowel of the bank is usually raised by
EVEN = 0.8  # how much of the difference between vowels is taken out
MOST = 12.0  # dB of it
FLAT = 0.85  # how much of a vowel's own fading is taken out
# dB against the vowel, by kind of consonant: no fainter, no louder.
BOUNDS = {
    Kind.GLIDE: (-16.0, -7.5), Kind.NASAL: (-16.0, -7.0), Kind.STOP: (-15.0, -5.0),
    Kind.FRICATIVE: (-22.0, -8.0),
}  # fmt: skip
SIBILANTS = (-16.0, -5.0)
FREE = (-30.0, 0.0)  # of vowels that do not carry their syllable
Curve = NDArray[np.floating]


@dataclass(frozen=True)
class Stack:
    """All frames a phrase is sung from, row by row."""

    cepstra: Real
    said: tuple[Said, ...]
    noise: Real  # [rows, BANDS]
    gain: Curve  # dB
    hiss: Curve


def words_of(phrase: Phrase) -> Iterator[tuple[Word, tuple[int, ...]]]:
    """The words of the phrase and which syllables they are made of."""
    for indices in articulation.sounds_of(phrase.syllables):
        symbols = [symbol for index in indices for symbol in phrase.syllables[index].phonemes]
        yield word_of(symbols), indices


def stack(phrase: Phrase, bank: Bank) -> Stack:
    """The phrase's words from the bank, one upon the other."""
    pieces: list[Real] = []
    said: list[Said] = []
    rows = 0
    for word, indices in words_of(phrase):
        unit = bank.unit(word)
        marks = iter(unit.marks)
        fresh = bool(pieces)
        for index in indices:
            phones = word_of(phrase.syllables[index].phonemes)
            sounds = []
            for _ in phones:
                mark = next(marks)
                sounds.append(Sound(PHONES[mark.phone], rows + mark.first, rows + mark.last, fresh))
                fresh = False
            centre = nucleus(phones)
            said.append(Said(tuple(sounds[:centre]), sounds[centre], tuple(sounds[centre + 1 :])))
        pieces.append(unit.cepstra)
        rows += len(unit.cepstra)
    cepstra = np.concatenate(pieces)
    return _levelled(cepstra, tuple(said))


def _levelled(cepstra: Real, said: tuple[Said, ...]) -> Stack:
    """The rows with their breath and the gains that make them even."""
    levels = loudness(cepstra)
    gain, hiss = np.zeros(len(cepstra)), np.zeros(len(cepstra))
    noise = np.ones((len(cepstra), len(PHONES["AA"].noise)), np.float32)
    for one in said:
        whole = slice(one.vowel.first, one.vowel.last)
        low, high = articulation.steady(cepstra[whole], one.vowel.phone)
        level = float(levels[one.vowel.first + low : one.vowel.first + high + 1].mean())
        lift = VOWEL - level
        lift = lift - (1 - EVEN) * float(np.clip(lift - REFERENCE, -MOST, MOST))
        for sound in (*one.onset, one.vowel, *one.coda):
            here = slice(sound.first, sound.last)
            gain[here] = lift + sound.phone.level
            noise[here] = sound.phone.noise
            hiss[here] = hissing(sound.phone)
            loudest = float(levels[here].max()) + lift + sound.phone.level - VOWEL
            if sound is one.vowel and sound.phone.vowel:
                gain[here] += FLAT * np.clip(level - levels[here], -6, 15)
            else:
                faintest, strongest = bounds(sound.phone)
                gain[here] += float(np.clip(faintest - loudest, 0, 9))
                gain[here] += min(0.0, strongest - loudest)
    noise = gaussian_filter1d(noise, 1.2, axis=0)
    return Stack(cepstra, said, noise, gaussian_filter1d(gain, 1.5), gaussian_filter1d(hiss, 1.2))


def bounds(phone: Phone) -> tuple[float, float]:
    """Between which levels the consonant lies, in dB against its vowel."""
    if phone.name in SIBILANT:
        return SIBILANTS
    return BOUNDS.get(phone.kind, FREE)
