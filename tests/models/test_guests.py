"""ACE-Step, Bark and Wan as engines: through their production loaders, to their media."""

from __future__ import annotations

import importlib.util
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

torch = pytest.importorskip("torch", reason="PyTorch is not installed here; see docs/engines.md")
if not importlib.util.find_spec("diffusers"):
    pytest.skip("diffusers is not installed here", allow_module_level=True)

from starlette.testclient import TestClient  # noqa: E402

from harmonia import document  # noqa: E402
from harmonia.engines.engine import ArtifactKind, EngineResponse  # noqa: E402
from harmonia.errors import Conflict, Invalid, Unavailable  # noqa: E402
from harmonia.films.film import Film, Words  # noqa: E402
from harmonia.music.tempo import TempoMark  # noqa: E402
from harmonia.songs.song import Song  # noqa: E402
from inference_containers.models import device, take  # noqa: E402
from inference_containers.models.__main__ import load  # noqa: E402
from inference_containers.serving.server import create_app  # noqa: E402
from inference_containers.video import encoding  # noqa: E402
from tests.containers.small import MemoryStorage, small_song  # noqa: E402
from tests.models import snapshots, songs, tiny_guests  # noqa: E402


@pytest.fixture(scope="module")
def song() -> Song:
    return songs.sung_song()


@pytest.fixture
def storage() -> MemoryStorage:
    return MemoryStorage()


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, MemoryStorage], Any]:
    """Engines by name, each loaded once, from a snapshot on the disk."""
    made: dict[str, Any] = {}

    def engine(name: str, storage: MemoryStorage) -> Any:
        if name not in made:
            fill = getattr(tiny_guests, name.partition("-")[0])
            _, environ = snapshots.lay(name, fill, tmp_path_factory.mktemp(name))
            made[name] = load(name, storage, environ)
        made[name].storage = storage
        return made[name]

    return engine


Loaded = Callable[[str, MemoryStorage], Any]
CANCEL = "s3://house/cancel/j1"


def sounds(storage: MemoryStorage, response: EngineResponse) -> dict[str, tuple[Any, int]]:
    """Every file's samples and rate, by name."""
    return {
        one.name: soundfile.read(io.BytesIO(storage.get(songs.PREFIX + one.sha256)))
        for one in response.artifacts
    }


def over_http(engine: Any, request: Any) -> EngineResponse:
    """What the engine answers behind the real server."""
    with TestClient(create_app(engine)) as http:
        answer = http.post("/invocations", content=document.canonical(request))
    assert answer.status_code == 200, answer.text
    return document.loads(EngineResponse, answer.content)


def recording(storage: MemoryStorage, seconds: float) -> Any:
    """Somebody's recording of noise."""
    noise = np.random.default_rng(1).uniform(-0.5, 0.5, (2, round(seconds * 44_100)))
    return songs.brought(storage, take.flac(noise.astype(np.float32)), "hum.flac")


@pytest.mark.parametrize("task", ["text", "lyrics", "cover", "repaint", "extend"])
def test_acestep_makes_a_take_for_every_task(
    loaded: Loaded, storage: MemoryStorage, song: Song, task: str
) -> None:
    engine = loaded("acestep", storage)
    brought = () if task in ("text", "lyrics") else (recording(storage, 2.5),)
    span = {"since": 1.0, "until": 2.0} if task == "repaint" else {}

    response = over_http(engine, songs.asked(storage, song, task=task, inputs=brought, **span))

    ((name, (samples, rate)),) = sounds(storage, response).items()
    assert (name, rate) == ("take/acestep.flac", 44_100)
    assert response.artifacts[0].kind is ArtifactKind.TAKE
    assert samples.shape == (round(song.seconds * 44_100), 2)
    assert 0 < np.abs(samples).max() < 0.99
    assert response.model.licence == "MIT"


def test_acestep_takes_a_recording_apart(
    loaded: Loaded, storage: MemoryStorage, song: Song
) -> None:
    engine = loaded("acestep", storage)
    duo = replace(song, parts=(song.parts[2], song.parts[-1]))

    response = over_http(
        engine, songs.asked(storage, duo, task="stems", inputs=(recording(storage, 4.0),))
    )

    assert [one.name for one in response.artifacts] == [
        "stems/keyboard.flac",
        "stems/vocals.flac",
    ]
    assert {one.kind for one in response.artifacts} == {ArtifactKind.STEM}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"task": "cover"}, "inputs"),
        ({"task": "sing"}, "task"),
        ({"prompt": "word " * 5000}, "prompt"),
    ],
)
def test_acestep_names_what_makes_no_sense(
    loaded: Loaded, storage: MemoryStorage, song: Song, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as complaint:
        loaded("acestep", storage).generate(songs.asked(storage, song, **changes))
    assert complaint.value.field == field


def test_acestep_does_not_repaint_beyond_the_song(
    loaded: Loaded, storage: MemoryStorage, song: Song
) -> None:
    request = songs.asked(
        storage, song, task="repaint", inputs=(recording(storage, 2.0),), since=3.0, until=9.0
    )

    with pytest.raises(Invalid) as complaint:
        loaded("acestep", storage).generate(request)
    assert complaint.value.field == "since"


def test_a_cancelled_song_ends_between_two_steps(
    loaded: Loaded, storage: MemoryStorage, song: Song
) -> None:
    engine, seen = loaded("acestep", storage), []
    request = songs.asked(storage, song)
    put = storage.put

    def cancel_soon(address: str, content: bytes, mime: str) -> None:
        put(address, content, mime)
        if address == request.progress:
            seen.append(content)
        if len(seen) == 3:
            storage.contents[CANCEL] = b""

    storage.put = cancel_soon  # type: ignore[method-assign]
    with pytest.raises(Conflict, match="cancelled"):
        engine.generate(request)
    assert len(seen) == 3

    storage.put = put  # type: ignore[method-assign]
    del storage.contents[CANCEL]
    assert engine.generate(request).artifacts


def test_of_two_jobs_that_race_for_one_device_one_is_told_to_come_again(
    loaded: Loaded, storage: MemoryStorage, song: Song
) -> None:
    engine = loaded("acestep", storage)

    with device.alone(), pytest.raises(Unavailable, match="another job"):
        engine.generate(songs.asked(storage, song))
    assert engine.generate(songs.asked(storage, song)).artifacts


def test_acestep_sings_over_a_backing(loaded: Loaded, storage: MemoryStorage, song: Song) -> None:
    engine = loaded("acestep-vocal", storage)

    silent, backed = (
        over_http(engine, songs.asked(storage, song, stage="vocal", inputs=inputs))
        for inputs in ((), (recording(storage, 4.0),))
    )

    ((name, (samples, _)),) = sounds(storage, backed).items()
    assert name == "dry/voice.flac"
    assert backed.artifacts[0].kind is ArtifactKind.DRY
    assert np.abs(samples).max() > 0
    assert silent.artifacts[0].sha256 != backed.artifacts[0].sha256


@pytest.mark.parametrize("name", ["acestep-vocal", "bark"])
def test_a_song_without_a_voice_is_not_sung(
    loaded: Loaded, storage: MemoryStorage, name: str
) -> None:
    with pytest.raises(Invalid, match="nobody sings"):
        loaded(name, storage).generate(songs.asked(storage, small_song(), stage="vocal"))


def test_bark_sings_every_line_where_it_begins(
    loaded: Loaded, storage: MemoryStorage, song: Song
) -> None:
    engine = loaded("bark", storage)
    song = replace(song, tempo=(TempoMark(0, 300.0),))

    response = over_http(engine, songs.asked(storage, song, stage="vocal"))
    again = engine.generate(songs.asked(storage, song, stage="vocal"))

    ((name, (samples, rate)),) = sounds(storage, response).items()
    assert (name, rate) == ("dry/voice.flac", 44_100)
    assert response.measured["lines"] == 2
    lines = [np.abs(samples[round(start * rate) :][:4410]).max() for start in (0.0, 0.8)]
    assert min(lines) > 0
    assert again.artifacts == response.artifacts


def test_wan_films_every_shot_and_the_filmmaker_finishes_it(
    loaded: Loaded, storage: MemoryStorage, song: Song, tmp_path: Path
) -> None:
    engine = loaded("wan", storage)
    engine.cinema = replace(engine.cinema, lines=32, most=9, steps=2)
    mix = np.random.default_rng(1).uniform(-0.1, 0.1, (2, 4 * 44_100)).astype(np.float32)
    sound = songs.brought(storage, take.flac(mix), "mix.flac", ArtifactKind.MIX)
    film = Film(words=Words.LINES, outputs=("mp4", "cover"))

    response = over_http(
        engine, songs.asked(storage, song, stage="film", inputs=(sound,), film=film)
    )

    made = {one.name: one for one in response.artifacts}
    assert sorted(made) == ["cover.png", "film.mp4"]
    assert response.model.weights == "Wan-AI/Wan2.2-TI2V-5B-Diffusers"
    assert {one.engine for one in made.values()} == {"wan@1"}
    path = tmp_path / "film.mp4"
    path.write_bytes(storage.get(songs.PREFIX + made["film.mp4"].sha256))
    assert b"ftyp" in path.read_bytes()[:16]
    assert response.measured["frames"] == 96
    assert encoding.ffmpeg()
