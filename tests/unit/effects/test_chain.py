"""Chains as they are written, and what makes no sense in them."""

from typing import Any

import pytest

from harmonia import document
from harmonia.effects.chain import KINDS, Chain
from harmonia.errors import Invalid

NEEDED: dict[str, dict[str, Any]] = {
    "high_pass": {"hertz": 80}, "low_pass": {"hertz": 8000, "order": 4},
    "low_shelf": {"hertz": 100, "decibels": 3}, "high_shelf": {"hertz": 6000, "decibels": -3},
    "peak": {"hertz": 400, "decibels": -2.5}, "pitch": {"semitones": 2},
    "time_stretch": {"factor": 1.5}, "reverb": {"room": "hall"}, "resample": {"hertz": 48000},
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_every_effect_reads_as_it_is_written(name: str) -> None:
    chain = Chain.read([{"effect": name, **NEEDED.get(name, {})}])

    written = chain.written()

    assert written[0]["effect"] == name
    assert NEEDED.get(name, {}).items() <= written[0].items()
    assert Chain.read(written) == chain
    assert document.digest(written) == document.digest(Chain.read(written).written())


@pytest.mark.parametrize(
    ("effects", "field", "words"),
    [
        ([{"effect": "high_pass", "hertz": 30_000}], "0.hertz", "above 22050 Hz"),
        ([{"effect": "limiter"}, {"effect": "peak", "hertz": 22_050, "decibels": 1}], "1.hertz",
         "above 22050 Hz"),
        ([{"effect": "high_pass", "hertz": -5}], "0.hertz", "10 to 22050 Hz"),
        ([{"effect": "high_pass"}], "0.hertz", "missing"),
        ([{"effect": "high_pass", "hertz": 80, "order": 9}], "0.order", "1 to 8"),
        ([{"effect": "low_pass", "hertz": 80, "order": 1.5}], "0.order", "whole number"),
        ([{"effect": "peak", "hertz": 400, "decibels": 90}], "0.decibels", "-24 to 24 dB"),
        ([{"effect": "peak", "hertz": 400, "decibels": 1, "q": 0}], "0.q", "0.1 to 20"),
        ([{"effect": "peak", "hertz": float("nan"), "decibels": 1}], "0.hertz", "finite"),
        ([{"effect": "compressor", "ratio": 0.5}], "0.ratio", "1.01 to 50"),
        ([{"effect": "gate", "depth": 0}], "0.depth", "1 to 90 dB"),
        ([{"effect": "denoise", "decibels": 100}], "0.decibels", "1 to 40 dB"),
        ([{"effect": "reverb", "room": "cave"}], "0.room", "not one of"),
        ([{"effect": "delay", "feedback": 1}], "0.feedback", "0 to 0.9"),
        ([{"effect": "chorus", "depth": 1}], "0.depth", "seconds"),
        ([{"effect": "pitch", "semitones": 25}], "0.semitones", "-24 to 24"),
        ([{"effect": "time_stretch", "factor": 0}], "0.factor", "0.25 to 4"),
        ([{"effect": "trim", "start": 4, "end": 3}], "0.end", "after the start"),
        ([{"effect": "fade", "seconds_in": -1}], "0.seconds_in", "0 to 60"),
        ([{"effect": "normalise", "lufs": 3}], "0.lufs", "-40 to -6 LUFS"),
        ([{"effect": "limiter", "ceiling": 3}], "0.ceiling", "-40 to 0 dBTP"),
        ([{"effect": "resample", "hertz": 12_345}], "0.hertz", "44100"),
        ([{"effect": "resample", "hertz": 48_000}, {"effect": "limiter"}], "0", "last effect"),
        ([{"effect": "wah"}], "0.effect", "high_pass, low_pass"),
        ([{"hertz": 80}], "0.effect", "must be one of"),
        ([{"effect": ["peak"]}], "0.effect", "must be one of"),
        (["limiter"], "0", "expected an object"),
        ([{"effect": "limiter", "colour": 1}], "0.colour", "unknown field"),
        ([], "", "1 to 16 effects"),
        ([{"effect": "limiter"}] * 2000, "", "not 2,000"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_named(effects: list[Any], field: str, words: str) -> None:
    with pytest.raises(Invalid, match=words) as caught:
        Chain.read(effects)

    assert caught.value.field == field
