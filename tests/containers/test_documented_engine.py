"""The engine in the documentation is one: it runs, and keeps the contract."""

import io
import re
from pathlib import Path
from typing import Any

import soundfile as sf

from harmonia.engines.engine import EngineRequest
from harmonia.songs.song import Song
from tests.containers.small import MemoryStorage

PAGE = Path(__file__).parents[2] / "docs" / "engines.md"


def test_the_engine_in_the_documentation_plays(
    song: Song, storage: MemoryStorage, request_for_song: EngineRequest
) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
    names: dict[str, Any] = {"__name__": "documented"}
    exec(compile(code, str(PAGE), "exec"), names)

    response = names["Silence"](storage).generate(request_for_song)

    assert [artifact.name for artifact in response.artifacts] == [
        f"dry/{part.slug}.flac" for part in song.parts
    ]
    content = storage.get(request_for_song.artifacts + response.artifacts[0].sha256)
    samples, rate = sf.read(io.BytesIO(content))
    assert rate == 44_100
    assert len(samples) == round(song.seconds * rate)
