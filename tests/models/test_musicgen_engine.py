"""MusicGen as an engine: its production loader, its server, its takes, its refusals."""

from __future__ import annotations

import io
import json
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

torch = pytest.importorskip("torch", reason="PyTorch is not installed here; see docs/engines.md")

from starlette.testclient import TestClient  # noqa: E402

from harmonia import document  # noqa: E402
from harmonia.engines.engine import ArtifactKind, EngineResponse  # noqa: E402
from harmonia.errors import Conflict, Invalid, Unavailable  # noqa: E402
from harmonia.music.tempo import TempoMark  # noqa: E402
from harmonia.songs.song import Song  # noqa: E402
from inference_containers.models import take  # noqa: E402
from inference_containers.models.__main__ import load  # noqa: E402
from inference_containers.models.musicgen.conductor import Conductor  # noqa: E402
from inference_containers.models.musicgen.engine import MusicGenEngine  # noqa: E402
from inference_containers.models.musicgen.playing import Ask, play  # noqa: E402
from inference_containers.serving.server import create_app  # noqa: E402
from tests.containers.small import MemoryStorage  # noqa: E402
from tests.models import snapshots, songs, tiny  # noqa: E402


@pytest.fixture(scope="module")
def song() -> Song:
    return replace(songs.sung_song(), tempo=(TempoMark(0, 300.0),))  # 1.6 s


@pytest.fixture
def storage() -> MemoryStorage:
    return MemoryStorage()


def engine_of(variant: str, model: Any, root: Path) -> MusicGenEngine:
    """The engine through its production loader, from a snapshot on the disk."""
    _, environ = snapshots.lay("musicgen", lambda folder: tiny.save(model, folder), root, variant)
    made = load("musicgen", MemoryStorage(), {**environ, "HARMONIA_VARIANT": variant})
    assert isinstance(made, MusicGenEngine)
    return made


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> MusicGenEngine:
    return engine_of("small", tiny.musicgen(), tmp_path_factory.mktemp("weights"))


@pytest.fixture(scope="module")
def tuneful(tmp_path_factory: pytest.TempPathFactory) -> MusicGenEngine:
    return engine_of("melody", tiny.musicgen_melody(), tmp_path_factory.mktemp("weights"))


def on(engine: MusicGenEngine, storage: MemoryStorage) -> MusicGenEngine:
    """The engine with that storage."""
    engine.storage = storage
    return engine


def sound_of(storage: MemoryStorage, response: EngineResponse) -> Any:
    (artifact,) = response.artifacts
    return soundfile.read(io.BytesIO(storage.get(songs.PREFIX + artifact.sha256)), always_2d=True)


def test_a_song_becomes_a_take_over_http(
    plain: MusicGenEngine, storage: MemoryStorage, song: Song
) -> None:
    with TestClient(create_app(on(plain, storage), at_once=4)) as http:
        assert http.get("/ping").status_code == 200
        answer = http.post("/invocations", content=document.canonical(songs.asked(storage, song)))

    response = document.loads(EngineResponse, answer.content)
    samples, rate = sound_of(storage, response)
    assert answer.status_code == 200
    assert response.artifacts[0].kind is ArtifactKind.TAKE
    assert response.artifacts[0].name == "take/musicgen.flac"
    assert response.model.weights == "facebook/musicgen-small"
    assert response.model.commercial_use == "no"
    assert (rate, samples.shape) == (44_100, (round(song.seconds * 44_100), 2))
    assert 0 < np.abs(samples).max() < 0.99
    assert response.seconds["first_sound"] < response.seconds["decode"]
    assert json.loads(storage.get("s3://house/progress/j1")) == {"done": 1.0}


def test_a_seed_is_a_take(plain: MusicGenEngine, storage: MemoryStorage, song: Song) -> None:
    engine = on(plain, storage)

    first, again, other = (
        engine.generate(songs.asked(storage, song, seed=seed)).artifacts[0].sha256
        for seed in (1, 1, 2)
    )

    assert first == again != other


def test_the_tune_decides_where_the_model_knows_melodies(
    tuneful: MusicGenEngine, storage: MemoryStorage, song: Song
) -> None:
    engine = on(tuneful, storage)

    takes = {
        task: engine.generate(songs.asked(storage, song, task=task)).artifacts[0].sha256
        for task in ("text", "melody")
    }

    assert takes["text"] != takes["melody"]


def test_a_recording_is_gone_on_from(
    plain: MusicGenEngine, storage: MemoryStorage, song: Song
) -> None:
    engine = on(plain, storage)
    noise = np.random.default_rng(1).uniform(-0.5, 0.5, (2, 44_100)).astype(np.float32)
    recording = songs.brought(storage, take.flac(noise), "hum.flac")

    request = songs.asked(storage, song, task="continuation", inputs=(recording,))
    samples, _ = sound_of(storage, engine.generate(request))
    alone, _ = sound_of(storage, engine.generate(songs.asked(storage, song)))

    assert samples.shape == alone.shape
    assert not np.allclose(samples[:30_000], alone[:30_000])


def test_the_first_second_is_there_while_the_rest_decodes(plain: MusicGenEngine) -> None:
    conductor = Conductor(plain.musicgen.decoder())
    sound = play(plain.musicgen, conductor, Ask(prompt="slow waltz", seconds=4.0))

    heard = 0
    while heard < 32_000:
        heard += next(sound).shape[1]
    slot = next(iter(conductor.decoder.taken.values()))
    ahead = slot.step

    assert ahead < slot.last
    assert sum(piece.shape[1] for piece in sound) + heard == 4 * 32_000
    conductor.close()


def test_songs_that_come_together_share_the_batch_and_keep_their_takes(
    plain: MusicGenEngine, storage: MemoryStorage, song: Song
) -> None:
    engine = on(plain, storage)
    requests = [songs.asked(storage, song, seed=seed) for seed in (11, 12, 13)]
    alone = [engine.generate(one).artifacts[0].sha256 for one in requests]
    found: dict[int, str] = {}

    def ask(number: int) -> None:
        found[number] = engine.generate(requests[number]).artifacts[0].sha256

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [found[number] for number in range(3)] == alone


def test_a_cancelled_job_ends_and_frees_its_slot(
    plain: MusicGenEngine, storage: MemoryStorage, song: Song
) -> None:
    engine = on(plain, storage)
    put = storage.put

    def cancel_soon(address: str, content: bytes, mime: str) -> None:
        put(address, content, mime)
        if address.endswith("progress/j1") and json.loads(content)["done"] > 0:
            storage.contents["s3://house/cancel/j1"] = b""

    storage.put = cancel_soon  # type: ignore[method-assign]
    with pytest.raises(Conflict, match="cancelled"):
        engine.generate(songs.asked(storage, song))
    del storage.contents["s3://house/cancel/j1"]
    storage.put = put  # type: ignore[method-assign]

    assert not [one for one in storage.puts if one.startswith(songs.PREFIX)]
    assert engine.generate(songs.asked(storage, song)).artifacts


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"prompt": "   "}, "prompt"),
        ({"prompt": "word " * 5000}, "prompt"),
        ({"task": "melody"}, "task"),
        ({"task": "paint"}, "task"),
        ({"task": "continuation"}, "inputs"),
        ({"variant": "enormous"}, "variant"),
        ({"song_sha256": "0" * 64}, "song_sha256"),
    ],
)
def test_a_request_that_makes_no_sense_names_the_field(
    plain: MusicGenEngine, storage: MemoryStorage, song: Song, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as complaint:
        on(plain, storage).generate(songs.asked(storage, song, **changes))
    assert complaint.value.field == field


@pytest.mark.parametrize("bars", [0, 9000])
def test_no_time_and_two_hours_are_refused(
    plain: MusicGenEngine, storage: MemoryStorage, song: Song, bars: int
) -> None:
    (section,) = song.sections
    other = replace(song, sections=(replace(section, bars=bars, chords=()),))

    with pytest.raises(Invalid) as complaint:
        on(plain, storage).generate(songs.asked(storage, other))
    assert complaint.value.field == "song"


def test_memory_that_runs_out_is_said_and_the_next_song_plays(
    plain: MusicGenEngine, storage: MemoryStorage, song: Song, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = on(plain, storage)
    steps, run = [0], engine.conductor.decoder.steps.run

    def short(extent: Any) -> Any:
        steps[0] += 1
        if steps[0] == 30:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return run(extent)

    monkeypatch.setattr(engine.conductor.decoder.steps, "run", short)
    with pytest.raises(Unavailable, match="not enough memory"):
        engine.generate(songs.asked(storage, song))

    assert engine.generate(songs.asked(storage, song)).artifacts
