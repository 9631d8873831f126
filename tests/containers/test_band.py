"""The band as an engine: a request in, stems and measurements out, on both banks alike."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import replace

import numpy as np
import pytest
import soundfile

from harmonia import document
from harmonia.engines.engine import EngineRequest
from harmonia.errors import Conflict, EngineFailed, Invalid, NotFound
from harmonia.songs.song import Song
from inference_containers.music.band import RINGING, Band
from inference_containers.music.playing import Bank
from tests.containers.small import MemoryStorage, small_song

PREFIX = "s3://house/artifacts/"


def test_every_part_gets_a_stem_that_is_stored_under_its_hash(
    bank: Bank, storage: MemoryStorage, request_for_song: EngineRequest, song: Song
) -> None:
    response = Band(bank, storage).generate(request_for_song)

    assert [one.name for one in response.artifacts] == [
        "dry/drums.flac", "dry/bass.flac", "dry/piano.flac", "dry/flute.flac",
    ]  # fmt: skip
    for artifact in response.artifacts:
        content = storage.get(PREFIX + artifact.sha256)
        assert hashlib.sha256(content).hexdigest() == artifact.sha256
        assert len(content) == artifact.bytes
        assert artifact.parents == (song.sha256,)


def test_stems_are_24_bits_deep_of_one_length_and_all_sound(
    bank: Bank, storage: MemoryStorage, request_for_song: EngineRequest, song: Song
) -> None:
    response = Band(bank, storage).generate(request_for_song)

    for artifact in response.artifacts:
        content = io.BytesIO(storage.get(PREFIX + artifact.sha256))
        described = soundfile.info(content)
        assert described.samplerate == 44_100
        assert described.subtype == "PCM_24"
        assert described.frames == round((song.seconds + RINGING) * 44_100)
        content.seek(0)
        samples, _ = soundfile.read(content, dtype="float32")
        assert 0.02 < np.abs(samples).max() < 0.99


def test_the_same_song_gives_the_same_bytes_from_a_band_that_has_played_already(
    bank: Bank, storage: MemoryStorage, request_for_song: EngineRequest
) -> None:
    band = Band(bank, storage)

    first = band.generate(request_for_song)
    second = band.generate(request_for_song)

    assert first.artifacts == second.artifacts


def test_a_repeated_request_stores_nothing_twice(
    bank: Bank, storage: MemoryStorage, request_for_song: EngineRequest
) -> None:
    band = Band(bank, storage)
    band.generate(request_for_song)
    stored = [address for address in storage.puts if address.startswith(PREFIX)]

    band.generate(request_for_song)

    assert [one for one in storage.puts if one.startswith(PREFIX)] == stored
    assert len(stored) == 4


def test_the_model_says_which_bank_played(
    bank: Bank, storage: MemoryStorage, request_for_song: EngineRequest
) -> None:
    model = Band(bank, storage).generate(request_for_song).model

    assert model.id == "band"
    assert model.weights == bank.name
    assert model.licence in ("MIT", "Apache-2.0")
    assert len(model.weights_sha256) == 64


def test_the_response_survives_the_trip_as_json(
    bank: Bank, storage: MemoryStorage, request_for_song: EngineRequest
) -> None:
    response = Band(bank, storage).generate(request_for_song)

    assert document.loads(type(response), document.canonical(response)) == response


def test_measurements_agree_with_the_files(
    bank: Bank, storage: MemoryStorage, request_for_song: EngineRequest
) -> None:
    response = Band(bank, storage).generate(request_for_song)

    content = storage.get(PREFIX + response.artifacts[1].sha256)
    samples, _ = soundfile.read(io.BytesIO(content))
    peak = 20 * np.log10(np.abs(samples).max())
    assert response.measured["Bass.peak_dbfs"] == pytest.approx(peak, abs=0.01)
    assert response.measured["Bass.gain_db"] == 0.0


def test_progress_rises_to_one(
    bank: Bank, storage: MemoryStorage, request_for_song: EngineRequest
) -> None:
    Band(bank, storage).generate(request_for_song)

    reports = [address for address in storage.puts if address == request_for_song.progress]
    assert len(reports) == 4
    assert json.loads(storage.get("s3://house/progress/j1")) == {"done": 1.0}


def test_a_cancelled_job_is_not_played(
    bank: Bank, storage: MemoryStorage, request_for_song: EngineRequest
) -> None:
    storage.put("s3://house/cancel/j1", b"", "text/plain")

    with pytest.raises(Conflict, match="cancelled"):
        Band(bank, storage).generate(request_for_song)
    assert not [address for address in storage.puts if address.startswith(PREFIX)]


def test_a_limit_that_has_passed_ends_the_work(
    bank: Bank, storage: MemoryStorage, request_for_song: EngineRequest
) -> None:
    with pytest.raises(EngineFailed, match="not done"):
        Band(bank, storage).generate(replace(request_for_song, limit_seconds=-1))


def test_a_song_with_another_hash_than_promised_is_refused(
    bank: Bank, storage: MemoryStorage, request_for_song: EngineRequest
) -> None:
    with pytest.raises(Invalid) as complaint:
        Band(bank, storage).generate(replace(request_for_song, song_sha256="0" * 64))
    assert complaint.value.field == "song_sha256"


def test_a_song_that_is_not_there_is_not_found(
    bank: Bank, storage: MemoryStorage, request_for_song: EngineRequest
) -> None:
    with pytest.raises(NotFound):
        Band(bank, storage).generate(replace(request_for_song, song="s3://house/songs/no.json"))


def test_a_song_without_parts_is_refused(bank: Bank, request_for_song: EngineRequest) -> None:
    content = document.canonical(replace(small_song(), parts=()))
    storage = MemoryStorage({"s3://house/songs/one.json": content})
    sha256 = hashlib.sha256(content).hexdigest()

    with pytest.raises(Invalid) as complaint:
        Band(bank, storage).generate(replace(request_for_song, song_sha256=sha256))
    assert complaint.value.field == "song.parts"


def test_a_stem_too_loud_for_its_file_is_turned_down_and_says_so(
    storage: MemoryStorage, request_for_song: EngineRequest
) -> None:
    class Loud:
        name, licence, sha256 = "loud", "none", "0" * 64

        def render(
            self, playing: object, samples: int
        ) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
            return np.full((2, samples), 2.0, np.float32)

    response = Band(Loud(), storage).generate(request_for_song)

    assert response.measured["Bass.peak_dbfs"] == pytest.approx(20 * np.log10(0.98), abs=0.01)
    assert response.measured["Bass.gain_db"] == pytest.approx(20 * np.log10(0.49), abs=0.01)


@pytest.mark.parametrize(("right", "channels"), [(0.5, 1), (0.25, 2)])
def test_a_stem_whose_sides_are_the_same_has_one_channel(
    storage: MemoryStorage, request_for_song: EngineRequest, right: float, channels: int
) -> None:
    class Steady:
        name, licence, sha256 = "steady", "none", "0" * 64

        def render(
            self, playing: object, samples: int
        ) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
            stem = np.full((2, samples), 0.5, np.float32)
            stem[1] = right
            return stem

    response = Band(Steady(), storage).generate(request_for_song)

    samples, _ = soundfile.read(
        io.BytesIO(storage.get(PREFIX + response.artifacts[0].sha256)), always_2d=True
    )
    assert samples.shape[1] == channels
    assert samples[1000] == pytest.approx([0.5, right][:channels], abs=1e-6)
