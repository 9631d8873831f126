"""The bank's own instruments: in tune, without clicks, silent where nothing is written."""

from __future__ import annotations

import numpy as np
import pytest

from harmonia.music.instrument import INSTRUMENTS, Family, Piece
from inference_containers.music.bank import kits
from inference_containers.music.bank.bank import SynthesisedBank, make
from inference_containers.music.bank.programs import PROGRAMS, piece
from inference_containers.music.playing import SAMPLE_RATE, Audio, Playing, Strike, Turn

SILENT = 0.5 / 2**23  # rounds to nothing in 24 bits
BANK = SynthesisedBank()
PLAYERS = [one for one in INSTRUMENTS.values() if one.family is not Family.DRUMS]
KITS = [one for one in INSTRUMENTS.values() if one.family is Family.DRUMS]
VOICES = {PROGRAMS[one.program].name: one for one in PLAYERS}


def level(sound: Audio) -> float:
    """The mean level, linear."""
    return float(np.sqrt(np.mean(np.square(sound, dtype=np.float64))))


def brightness(sound: Audio) -> float:
    """The spectral centroid in Hz."""
    spectrum = np.abs(np.fft.rfft(sound.mean(axis=0)))
    hertz = np.fft.rfftfreq(sound.shape[1], 1 / SAMPLE_RATE)
    return float((spectrum * hertz).sum() / spectrum.sum())


def cents_off(sound: Audio, hertz: float) -> float:
    """How far the fundamental lies from where it should, as the centre of its energy."""
    steady = sound.mean(axis=0)[2205:]
    spectrum = np.abs(np.fft.rfft(steady * np.hanning(len(steady)), 1 << 19)) ** 2
    grid = np.fft.rfftfreq(1 << 19, 1 / SAMPLE_RATE)
    near = (grid > hertz * 2 ** (-45 / 1200)) & (grid < hertz * 2 ** (45 / 1200))
    heard = float((spectrum[near] * grid[near]).sum() / spectrum[near].sum())
    return 1200 * float(np.log2(heard / hertz))


@pytest.mark.parametrize("name", VOICES)
def test_every_instrument_is_in_tune_over_its_range(name: str) -> None:
    player = VOICES[name]
    alone = getattr(PROGRAMS[player.program].make, "players", 1) == 1  # a section beats slowly
    for pitch in np.linspace(player.low, min(player.high, 96), 4).astype(int):
        tone = make(PROGRAMS[player.program], int(pitch), 2, 0, 3.0 if alone else 12.0)
        assert abs(cents_off(tone, 440 * 2 ** ((pitch - 69) / 12))) <= 3, pitch


@pytest.mark.parametrize("name", VOICES)
def test_a_harder_stroke_is_louder_and_brighter(name: str) -> None:
    player = VOICES[name]
    pitch = (player.low + player.high) // 2
    soft, hard = (
        BANK.render(Playing(player.program, (Strike(0, 0.8, pitch, velocity),)), SAMPLE_RATE)
        for velocity in (40, 115)
    )

    assert level(hard) > 2 * level(soft)
    if "organ" not in name:  # its keys are switches
        assert brightness(hard) > 1.02 * brightness(soft)


@pytest.mark.parametrize("name", VOICES)
def test_notes_begin_and_end_without_a_click(name: str) -> None:
    player = VOICES[name]
    voice = PROGRAMS[player.program]
    pitch = min(player.high, max(player.low, 60))
    stem = BANK.render(Playing(player.program, (Strike(0.5, 0.7, pitch, 100),)), 4 * SAMPLE_RATE)

    assert np.abs(stem[:, : SAMPLE_RATE // 2 - 100]).max() < SILENT
    sounding = np.flatnonzero(np.abs(stem).max(axis=0) > 1e-7)
    assert np.abs(stem[:, sounding[-1]]).max() < 1e-4  # it fades; it is not cut
    end = round((1.2 + voice.release) * SAMPLE_RATE) + 2
    if voice.finish.__name__ != "overdriven":  # an amplifier's filters ring a little
        assert sounding[-1] <= end
    letting_go = stem[:, round(1.19 * SAMPLE_RATE) : round(1.21 * SAMPLE_RATE)]
    before = stem[:, round(1.0 * SAMPLE_RATE) : round(1.19 * SAMPLE_RATE)]
    steepest = np.abs(np.diff(before)).max()
    assert np.abs(np.diff(letting_go)).max() <= 1.3 * steepest + 1e-4


@pytest.mark.parametrize("name", VOICES)
def test_the_highest_note_folds_nothing_back(name: str) -> None:
    player = VOICES[name]
    tone = make(PROGRAMS[player.program], player.high, 4, 0, 1.0)
    spectrum = np.abs(np.fft.rfft(tone.mean(axis=0) * np.hanning(tone.shape[1]))) ** 2
    fundamental = 440 * 2 ** ((player.high - 69) / 12)
    grid = np.fft.rfftfreq(tone.shape[1], 1 / SAMPLE_RATE)

    between = spectrum[(grid > 40) & (grid < 0.4 * fundamental)].sum()

    assert 10 * np.log10(between / spectrum.sum()) < -24  # thumps and breath, no false tones


def test_every_general_midi_program_sounds() -> None:
    assert len(PROGRAMS) == 128
    for program in range(128):
        stem = BANK.render(Playing(program, (Strike(0, 0.3, 60, 90),)), SAMPLE_RATE // 2)
        assert np.isfinite(stem).all()
        assert 0.001 < level(stem) < 0.3, program


@pytest.mark.parametrize("player", KITS, ids=lambda one: str(one.name))
@pytest.mark.parametrize("struck", Piece)
def test_every_piece_of_every_kit_sounds_and_dies_away(player: object, struck: Piece) -> None:
    program = player.program  # type: ignore[attr-defined]
    stem = BANK.render(Playing(program, (Strike(0, 6, struck.key, 100),), True), 6 * SAMPLE_RATE)

    assert level(stem[:, : SAMPLE_RATE // 4]) > 0.003
    assert np.abs(stem).max() < 1
    assert np.abs(stem[:, -SAMPLE_RATE // 10 :]).max() < 0.003


def test_the_kits_have_a_piece_for_every_drum_the_product_knows() -> None:
    missing = [struck for struck in Piece if struck.key not in kits.STANDARD]

    assert missing == []


def test_a_closed_hat_chokes_an_open_one() -> None:
    open_hat = Strike(0, 2, Piece.OPEN_HAT.key, 110)
    alone = BANK.render(Playing(0, (open_hat,), True), SAMPLE_RATE)
    closed = Strike(0.25, 2, Piece.CLOSED_HAT.key, 20)
    choked = BANK.render(Playing(0, (open_hat, closed), True), SAMPLE_RATE)

    later = slice(round(0.55 * SAMPLE_RATE), None)
    assert level(choked[:, later]) < 0.05 * level(alone[:, later])
    assert piece(0, Piece.SNARE.key).choked_by == ()


def test_repeated_notes_differ_a_little_and_always_the_same() -> None:
    strikes = tuple(Strike(index * 0.5, 0.4, 60, 90) for index in range(3))
    playing = Playing(25, strikes)
    stem = BANK.render(playing, 2 * SAMPLE_RATE)
    first, second, third = (stem[:, at : at + 18_000] for at in (0, 22_050, 44_100))

    assert level(first - second) / level(first) > 0.01
    assert 0.001 < level(first - third) / level(first) < 0.2
    assert (BANK.render(playing, 2 * SAMPLE_RATE) == stem).all()


def test_rests_are_silent() -> None:
    stem = BANK.render(Playing(0, (Strike(2.0, 0.5, 60, 90),)), 5 * SAMPLE_RATE)

    assert not stem[:, : 2 * SAMPLE_RATE].any()
    assert not stem[:, 4 * SAMPLE_RATE :].any()


def test_the_pedal_holds_what_was_struck() -> None:
    strike = Strike(0, 0.3, 60, 90)
    pedal = (Turn(0.1, 64, 127), Turn(1.5, 64, 0))
    dry = BANK.render(Playing(0, (strike,)), 2 * SAMPLE_RATE)
    held = BANK.render(Playing(0, (strike,), turns=pedal), 2 * SAMPLE_RATE)

    at_one = slice(SAMPLE_RATE, SAMPLE_RATE + 4410)
    assert level(dry[:, at_one]) < 1e-5
    assert level(held[:, at_one]) > 0.005


def test_expression_swells() -> None:
    strike = Strike(0, 2.0, 60, 90)
    swell = (Turn(0, 11, 20), Turn(2.0, 11, 127))
    stem = BANK.render(Playing(48, (strike,), turns=swell), 2 * SAMPLE_RATE)

    quarter = SAMPLE_RATE // 4
    assert level(stem[:, 7 * quarter :]) > 3 * level(stem[:, quarter : 2 * quarter])
