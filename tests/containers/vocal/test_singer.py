"""The singer as an engine: a song in, dry voices out, on both kinds of voices alike."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import replace

import numpy as np
import pytest
import soundfile

from benchmarks.ear import Sound, level
from harmonia import document
from harmonia.engines.engine import EngineRequest, EngineResponse
from harmonia.errors import Conflict, EngineFailed, Invalid
from harmonia.songs.song import Role, Song
from inference_containers.vocal.banks import Banks
from inference_containers.vocal.singer import RINGING, Singer
from tests.containers.small import MemoryStorage, pitched, small_song
from tests.containers.vocal.sheet import TWINKLE, sheet, vocal

PREFIX = "s3://house/artifacts/"
DUET = sheet(
    vocal(TWINKLE),
    vocal(TWINKLE, "Harmony", "tenor", Role.BACKING, shift=-12),
)


def ask(song: Song, storage: MemoryStorage) -> EngineRequest:
    content = document.canonical(song)
    storage.contents["s3://house/songs/one.json"] = content
    return EngineRequest(
        job="j1",
        stage="vocal",
        song="s3://house/songs/one.json",
        song_sha256=hashlib.sha256(content).hexdigest(),
        seed=7,
        artifacts=PREFIX,
        progress="s3://house/progress/j1",
        cancel="s3://house/cancel/j1",
    )


def sung(song: Song, banks: Banks) -> tuple[EngineResponse, list[Sound], MemoryStorage]:
    """The answer, and its stems as [channels, samples]."""
    storage = MemoryStorage()
    response = Singer(banks, storage).generate(ask(song, storage))
    sounds = [
        soundfile.read(
            io.BytesIO(storage.get(PREFIX + one.sha256)), dtype="float32", always_2d=True
        )
        for one in response.artifacts
    ]
    return response, [sound.T for sound, _ in sounds], storage


def test_every_voice_gets_a_stem_and_no_other_part_does(banks: Banks) -> None:
    band = small_song().parts
    song = replace(DUET, parts=(*band, *DUET.parts))

    response, sounds, storage = sung(song, banks)

    assert [one.name for one in response.artifacts] == ["dry/vocal.flac", "dry/harmony.flac"]
    for artifact, sound in zip(response.artifacts, sounds, strict=True):
        content = storage.get(PREFIX + artifact.sha256)
        assert hashlib.sha256(content).hexdigest() == artifact.sha256
        assert artifact.parents == (song.sha256,)
        assert sound.shape[1] == round((song.seconds + RINGING) * 44_100)
        assert 0.1 < np.abs(sound).max() < 0.99


def test_the_same_song_gives_the_same_bytes_from_a_bank_old_or_new(
    banks: Banks, tmp_path_factory: pytest.TempPathFactory
) -> None:
    first, _, _ = sung(DUET, banks)
    fresh = Banks(
        {
            name: replace(bank, folder=tmp_path_factory.mktemp("fresh"), words={})
            for name, bank in banks.by_speaker.items()
        }
    )

    second, _, _ = sung(DUET, fresh)

    assert second.artifacts == first.artifacts
    assert second.model == first.model


def test_the_answer_counts_what_was_sung(banks: Banks) -> None:
    response, _, _ = sung(DUET, banks)

    assert response.measured["Vocal.syllables"] == 14
    assert (response.measured["Vocal.lowest_key"], response.measured["Vocal.highest_key"]) == (
        62,
        71,
    )
    assert response.measured["Vocal.peak_dbfs"] > -20
    assert document.loads(EngineResponse, document.canonical(response)) == response


def test_the_model_says_whose_voice_it_is(own_banks: Banks, recorded_banks: Banks) -> None:
    own = Singer(own_banks, MemoryStorage()).model
    recorded = Singer(recorded_banks, MemoryStorage()).model

    assert (own.weights, own.licence) == ("Harmonia's own voice", "Apache-2.0")
    assert recorded.weights == "flite cmu_us_slt, flite cmu_us_rms"
    assert own.weights_sha256 != recorded.weights_sha256


def test_progress_rises_phrase_by_phrase_to_one(own_banks: Banks) -> None:
    _, _, storage = sung(DUET, own_banks)

    assert json.loads(storage.get("s3://house/progress/j1")) == {"done": 1.0}


def test_a_cancelled_job_ends_between_phrases(own_banks: Banks) -> None:
    storage = MemoryStorage({"s3://house/cancel/j1": b""})

    with pytest.raises(Conflict, match="cancelled"):
        Singer(own_banks, storage).generate(ask(DUET, storage))

    assert not [address for address in storage.puts if address.startswith(PREFIX)]


def test_a_limit_that_has_passed_ends_the_work(own_banks: Banks) -> None:
    storage = MemoryStorage()

    with pytest.raises(EngineFailed, match="not done"):
        Singer(own_banks, storage).generate(replace(ask(DUET, storage), limit_seconds=-1))


@pytest.mark.parametrize(
    ("song", "field"),
    [
        (small_song(), "song.parts"),
        (sheet(replace(vocal(TWINKLE), instrument="piano")), "instrument"),
    ],
)
def test_a_song_nobody_can_sing_is_refused(own_banks: Banks, song: Song, field: str) -> None:
    storage = MemoryStorage()

    with pytest.raises(Invalid) as complaint:
        Singer(own_banks, storage).generate(ask(song, storage))

    assert complaint.value.field == field


def test_a_choir_is_wide_and_a_single_voice_has_one_channel(own_banks: Banks) -> None:
    song = sheet(vocal(TWINKLE, "Choir", style="choir"), vocal(TWINKLE, "Solo"))

    _, (choir, solo), _ = sung(song, own_banks)

    assert (choir.shape[0], solo.shape[0]) == (2, 1)
    assert level(choir[0] - choir[1]) > level(choir[0]) - 15


def test_a_double_is_sung_anew(own_banks: Banks) -> None:
    song = sheet(vocal(TWINKLE), vocal(TWINKLE, "Double", role=Role.BACKING))

    _, (lead, double), _ = sung(song, own_banks)

    assert level(lead[0] - double[0]) > level(lead[0]) - 12


def test_notes_without_words_are_sung_on_an_open_vowel(own_banks: Banks) -> None:
    part = replace(vocal(TWINKLE), notes=pitched("D4 E4 F#4 G4"), syllables=())

    response, (sound,), _ = sung(sheet(part), own_banks)

    assert response.measured["Vocal.syllables"] == 4
    assert level(sound[0, :88_200]) > -35


def test_a_part_that_never_sings_is_silent(own_banks: Banks) -> None:
    song = sheet(vocal(TWINKLE), replace(vocal(TWINKLE, "Tacet"), notes=(), syllables=()))

    _, (_, silent), _ = sung(song, own_banks)

    assert not silent.any()
