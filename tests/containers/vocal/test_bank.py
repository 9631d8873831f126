"""The voice bank: learned once, the same in any order, and never at a loss for a word."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from harmonia.errors import EngineFailed
from inference_containers.vocal.bank import Bank, Word, cache_folder, word_of
from inference_containers.vocal.banks import Banks
from inference_containers.vocal.flite import FliteSpeaker, find_flite
from inference_containers.vocal.formants import FORMANTS, FormantSpeaker
from inference_containers.vocal.phones import PHONES, nucleus, spoken
from inference_containers.vocal.unit import Unit, Unsayable, envelopes

STAR, MOON = word_of(("S", "T", "AA1", "R")), word_of(("M", "UW1", "N"))


@dataclass
class Halting:
    """A speaker who says no word of more than two phones, and no R at all."""

    said: int = 0
    name: str = "halting"
    licence: str = "none"
    version: str = "1"

    def say(self, phones: Word) -> Unit:
        self.said += 1
        if len(phones) > 2 or any(one.phone.name == "R" for one in phones):
            raise Unsayable
        return FormantSpeaker().say(phones)


def test_a_word_is_said_once_and_then_read(tmp_path: Path) -> None:
    speaker = Halting()
    first = Bank(speaker, tmp_path).unit(MOON)
    said = speaker.said

    again = Bank(speaker, tmp_path).unit(MOON)

    assert speaker.said == said
    assert np.array_equal(again.cepstra, first.cepstra)
    assert again.marks == first.marks


def test_a_word_that_cannot_be_said_is_put_together(tmp_path: Path) -> None:
    unit = Bank(Halting(), tmp_path).unit(STAR)

    assert [mark.phone for mark in unit.marks] == ["S", "T", "AA", "R"]
    assert unit.marks[-1].last == len(unit.cepstra)


def test_a_bank_is_the_same_in_any_order(banks: Banks, tmp_path: Path) -> None:
    bank = next(iter(banks.by_speaker.values()))
    one = replace(bank, folder=tmp_path / "one", words={})
    other = replace(bank, folder=tmp_path / "other", words={})

    for word in (STAR, MOON):
        one.unit(word)
    for word in (MOON, STAR):
        other.unit(word)

    files = [sorted((tmp_path / name).rglob("*.unit")) for name in ("one", "other")]
    contents = [[path.read_bytes() for path in paths] for paths in files]
    assert len(contents[0]) == 2
    assert contents[0] == contents[1]


def test_a_damaged_file_is_learned_anew(tmp_path: Path) -> None:
    bank = Bank(FormantSpeaker(), tmp_path)
    unit = bank.unit(MOON)
    file = next(tmp_path.rglob("*.unit"))
    file.write_bytes(file.read_bytes()[:100])

    again = Bank(FormantSpeaker(), tmp_path).unit(MOON)

    assert np.array_equal(again.cepstra, unit.cepstra)


def test_a_bank_without_a_place_to_keep_still_sings(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")

    assert len(Bank(FormantSpeaker(), blocked / "below").unit(MOON).marks) == 3


def test_the_cache_lies_where_it_is_told_to() -> None:
    assert cache_folder({"HARMONIA_CACHE": "/a"}) == Path("/a/voices")
    assert cache_folder({"HOME": "/home/b"}) == Path("/home/b/.cache/harmonia/voices")


def test_every_phone_can_be_said_by_our_own_voice() -> None:
    assert set(PHONES) == set(FORMANTS)
    for name in PHONES:
        unit = FormantSpeaker().say(word_of((name, "AA1")))
        assert np.isfinite(unit.cepstra).all()


@pytest.mark.parametrize(
    ("vowel", "first", "second"), [("AA1", 730, 1090), ("IY1", 270, 2290), ("UH1", 440, 1020)]
)
def test_our_own_vowels_have_the_formants_that_were_measured(
    vowel: str, first: float, second: float
) -> None:
    unit = FormantSpeaker().say(word_of((vowel,)))
    hertz = np.arange(100.0, 3000.0, 10.0)

    spectrum = envelopes(unit.cepstra[len(unit.cepstra) // 2 :][:1], hertz)[0]

    for formant in (first, second):
        near = np.abs(hertz - formant) < 130
        peak = hertz[near][np.argmax(spectrum[near])]
        assert abs(peak - formant) <= 60


def test_phones_are_read_in_any_spelling() -> None:
    assert str(spoken("ah0")) == "AX"
    assert str(spoken("AH1")) == "AH1"
    assert spoken("EN").phone.name == "N"
    assert spoken("€").phone.vowel
    assert nucleus(word_of(("S", "T", "AA1", "R"))) == 2
    assert nucleus(word_of(("HH", "M"))) == 1


def test_flite_says_phones_where_it_says_they_are() -> None:
    program = find_flite()
    if program is None:
        pytest.skip("no flite on this machine")

    unit = FliteSpeaker(program, "slt").say(STAR)

    high, low = (
        envelopes(unit.cepstra, np.array([6000.0])),
        envelopes(unit.cepstra, np.array([700.0])),
    )
    tilt = (high - low)[:, 0]
    hiss, vowel = unit.marks[0], unit.marks[2]
    assert tilt[hiss.first + 3 : hiss.last - 3].mean() > 0
    assert tilt[vowel.first + 3 : vowel.last - 3].mean() < -1


def test_a_program_that_is_not_there_is_a_failure_in_words() -> None:
    with pytest.raises(EngineFailed, match="did not run"):
        FliteSpeaker(Path("/nowhere/flite"), "slt").say(MOON)


def test_machines_can_be_told_to_sing_without_flite() -> None:
    assert find_flite({"HARMONIA_FLITE": "none"}) is None
