"""What is sung: the score's pitches at the score's times, every syllable, no clicks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from benchmarks.ear import RATE, Sound, by_harmonics, by_period, cents, level, onset
from harmonia.songs.song import Part
from inference_containers.vocal.banks import Banks
from inference_containers.vocal.ensemble import takes
from inference_containers.vocal.line import LUNGS, Phrase, phrases
from inference_containers.vocal.phones import Kind, spoken
from inference_containers.vocal.singing import sing
from inference_containers.vocal.stems import finished
from inference_containers.vocal.vocoder import SAMPLE_RATE
from inference_containers.vocal.voices import singer
from tests.containers.vocal.sheet import TWINKLE, sheet, vocal

VOICES = {"soprano": 5, "alto": 0, "child": 3, "tenor": -7, "baritone": -14}
WINDOW = 4096


def performed(part: Part, banks: Banks, bpm: float = 120.0) -> tuple[Sound, tuple[Phrase, ...]]:
    """The part as sound, [samples] from the song's beginning, and its phrases."""
    song = sheet(part, bpm=bpm)
    voice = singer(part.instrument, part.style)
    sound = np.zeros(round((song.seconds + 2) * RATE), np.float32)
    lines = phrases(song, part)
    for phrase in lines:
        for tract, take in takes(song, part, voice, phrase):
            start, made = sing(phrase, banks.by_speaker[voice.speaker], tract, take)
            begin = max(start, 0)
            sound[begin : start + made.shape[1]] += made.mean(axis=0)[begin - start :]
    lowest = min(tone.key for phrase in lines for tone in phrase.tones)
    return finished(sound[None], 440 * 2 ** ((lowest - 69) / 12))[0], lines


def medians(
    sound: Sound, lines: tuple[Phrase, ...], hear: Callable[[Sound, float], float]
) -> list[float]:
    """How far the middle of each note lies from the score, in cents."""
    found = []
    for phrase in lines:
        for tone in phrase.tones:
            near = 440 * 2 ** ((tone.key - 69) / 12)
            times = np.linspace(tone.start + 0.08, tone.end - 0.08, 9)
            pieces = [sound[round(t * RATE) - WINDOW // 2 :][:WINDOW] for t in times]
            loudest = max(level(piece) for piece in pieces)
            heard = [
                cents(hear(piece, near), tone.key)
                for piece in pieces
                if level(piece) > loudest - 15
            ]
            found.append(float(np.median(heard)))
    return found


@pytest.mark.parametrize("voice", VOICES)
def test_notes_are_in_tune_to_two_ears_that_did_not_make_them(banks: Banks, voice: str) -> None:
    sound, lines = performed(vocal(TWINKLE, voice=voice, shift=VOICES[voice]), banks, 90)

    for hear in (lambda piece, near: by_period(piece, 60, 1.4 * near), by_harmonics):
        off = np.abs(medians(sound, lines, hear))
        assert np.percentile(off, 90) <= 10
        assert off.max() <= 30


@pytest.mark.parametrize("voice", ["alto", "baritone"])
def test_vowels_begin_on_their_notes(recorded_banks: Banks, voice: str) -> None:
    sound, lines = performed(vocal(TWINKLE, voice=voice, shift=VOICES[voice]), recorded_banks)
    consonants = [
        one
        for phrase in lines
        for one in phrase.syllables
        if spoken(one.phonemes[0]).phone.kind in (Kind.STOP, Kind.FRICATIVE, Kind.NASAL)
    ]

    late = [
        onset(sound, round(one.start * RATE), round(one.end * RATE)) / RATE - one.start
        for one in consonants
    ]

    assert np.mean(np.abs(late) < 0.03) >= 0.95


def test_every_syllable_is_heard_at_its_place(banks: Banks) -> None:
    sound, lines = performed(vocal(TWINKLE), banks)

    for phrase in lines:
        for one in phrase.syllables:
            heard = sound[round(one.start * RATE) : round(one.end * RATE)]
            assert level(heard) > -32, one


def test_nothing_sounds_before_a_phrase_or_after_it(banks: Banks) -> None:
    sound, lines = performed(vocal(TWINKLE, start=8 * 480), banks)

    assert np.abs(sound[: round((lines[0].start - 1.2) * RATE)]).max() < 1e-9
    assert level(sound[round((lines[-1].end + 0.3) * RATE) :]) < -100


@pytest.mark.parametrize("voice", ["alto", "baritone"])
def test_nothing_rumbles_and_nothing_clicks(banks: Banks, voice: str) -> None:
    sound, _ = performed(vocal(TWINKLE, voice=voice, shift=VOICES[voice]), banks)
    peaks = np.abs(sound).max()

    spectrum = np.abs(np.fft.rfft(sound)) ** 2
    hertz = np.fft.rfftfreq(len(sound), 1 / RATE)
    low = spectrum[hertz < 60].sum() / spectrum.sum()
    frames = np.square(sound[: len(sound) // 256 * 256].reshape(-1, 256)).mean(axis=1)

    assert low < 0.01
    assert peaks < 20 * np.sqrt(np.percentile(frames, 80))


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("oh | oh:OW1 | D4/64", "sixteen bars on one syllable"),
        ("la | la:L AA1 | " + "D4/0.125 " * 16, "a syllable on sixteen notes of a 32nd"),
        ("hmm | hmm:HH M | D4/2", "a syllable without a vowel"),
        ("shh | shh:SH | D4/2", "a syllable without a voice"),
        ("strengths | strengths:S T R EH1 NG K TH S | D4/0.25", "eight phones in a sixteenth"),
        ("xyz | xyz:XX1 Q9 RR | D4/2", "symbols nobody knows"),
        ("nothing | nothing: | D4/2", "no phones at all"),
        ("low | low:L OW1 | D1/2", "below every voice"),
        ("high | high:HH AY1 | D7/2", "above every voice"),
    ],
)
def test_whatever_is_asked_for_is_sung(banks: Banks, row: str, name: str) -> None:
    sound, lines = performed(vocal(row), banks)

    assert np.isfinite(sound).all(), name
    assert level(sound[round(lines[0].start * RATE) : round(lines[-1].end * RATE)]) > -50, name
    assert np.abs(sound).max() < 3, name


@pytest.mark.parametrize(
    "row", ["hold | hold:HH OW1 L D | D4/64", "hold | hold:HH OW1 L D | " + "D4/4 E4/4 " * 8]
)
def test_a_syllable_longer_than_a_breath_is_taken_up_again_on_its_vowel(row: str) -> None:
    part = vocal(row)
    song = sheet(part)

    sung = phrases(song, part)

    pieces = [phrase.syllables[0].phonemes for phrase in sung]
    assert (pieces[0], pieces[-1]) == (("HH", "OW1"), ("OW1", "L", "D"))
    assert set(pieces[1:-1]) == {("OW1",)}
    assert all(phrase.end - phrase.start <= LUNGS for phrase in sung)
    assert all(0.4 < phrase.room < 0.6 for phrase in sung[1:])
    assert sung[-1].end == song.clock.seconds(part.syllables[0].end)


def test_a_syllable_on_several_notes_glides(banks: Banks) -> None:
    sound, lines = performed(vocal("ah | ah:AA1 | D4/1 G4/1 D4/1"), banks)

    starts = [tone.start for tone in lines[0].tones][1:]
    for start in starts:
        around = sound[round((start - 0.1) * RATE) : round((start + 0.1) * RATE)]
        levels = [level(piece) for piece in np.split(around[: len(around) // 8 * 8], 8)]
        assert max(abs(a - b) for a, b in pairwise(levels)) < 9


def test_a_phrase_from_the_first_tick_on_loses_no_vowel(banks: Banks) -> None:
    sound, lines = performed(vocal(TWINKLE, start=0), banks)

    assert lines[0].start == 0
    assert level(sound[: round(0.4 * RATE)]) > -32


def test_louder_notes_are_louder_and_breathy_ones_airier(own_banks: Banks) -> None:
    part = vocal("ah | ah:AA1 | D4/4")
    soft = replace(part, notes=tuple(replace(note, velocity=50) for note in part.notes))

    loud, _ = performed(part, own_banks)
    quiet, _ = performed(soft, own_banks)
    airy, _ = performed(replace(part, style="breathy"), own_banks)

    assert level(loud) > level(quiet) + 6
    assert tonality(airy) < tonality(loud) - 3


def tonality(sound: Sound) -> float:
    """How far harmonics stand out between 2 and 5 kHz, in dB."""
    start = round(2.6 * RATE)
    power = np.abs(np.fft.rfft(sound[start : start + 16_384] * np.hanning(16_384))) ** 2
    hertz = np.fft.rfftfreq(16_384, 1 / RATE)
    band = power[(hertz > 2000) & (hertz < 5000)]
    return 10 * float(np.log10(np.percentile(band, 98) / np.percentile(band, 50)))


def test_the_rate_is_everybodys() -> None:
    assert SAMPLE_RATE == RATE
