"""Songs that are sung and filmed, and music that people bring to be filmed."""

import hashlib
import io
import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import httpx
import numpy as np
import pytest
import soundfile

from harmonia_cli.client import Client
from harmonia_cli.files import fetch
from harmonia_cli.login import signed_in
from tests.e2e.conftest import Local

LYRICS = "The boats come home\nThe lamps are lit\n\nI wait for you\nBeside the sea"
SUNG = {"genre": "folk", "seconds": 20, "voice": "female", "lyrics": LYRICS}


@pytest.fixture
def http(stage: Local) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {signed_in(stage.place).access}"}
    with httpx.Client(base_url=stage.place.api + "/v1", headers=headers, timeout=60) as http:
        yield http


def finished(client: Client, job: dict[str, Any]) -> dict[str, Any]:
    job = client.wait(job, 280)
    assert job["status"] == "succeeded", job.get("error")
    return job


def shape(path: Path) -> tuple[int, int]:
    """Width and height, as a reader sees them that is not ours."""
    film = cv2.VideoCapture(str(path))
    found, frame = film.read()
    film.release()
    assert found
    return frame.shape[1], frame.shape[0]


def test_a_song_is_sung_and_filmed_and_filmed_again(client: Client, tmp_path: Path) -> None:
    wishes = {**SUNG, "also": ["mp4", "cover", "karaoke"]}
    job = finished(client, client.create_song(brief=wishes, seed=11))
    song = client.song(job["result"]["song_id"])
    files = {path.name: path for path in fetch(song, tmp_path)}
    told = json.loads(files["syllables.json"].read_text())
    shots = client.shots(song["id"])
    again = client.create_film(song["id"], {"aspect": "9:16", "shots": shots}, ["mp4"])
    again = finished(client, again)

    assert {"film.mp4", "karaoke.mp4", "cover.png", "instrumental.flac"} <= set(files)
    assert {"acappella.flac", "lyrics.lrc", "lyrics.srt", "lyrics.ass"} <= set(files)
    sung = [line["text"] for line in told["lines"]]
    assert [line for line in LYRICS.splitlines() if line and line not in sung] == []
    assert shape(files["film.mp4"]) == (1280, 720)
    assert again["stages"]["music"]["cached"]
    (film,) = [one for one in again["result"]["artifacts"] if one["name"] == "film.mp4"]
    tall = tmp_path / "tall.mp4"
    tall.write_bytes(httpx.get(film["url"], timeout=60).content)
    assert shape(tall) == (720, 1280)


def test_music_that_somebody_brings_gets_a_film(
    client: Client, http: httpx.Client, tmp_path: Path
) -> None:
    content = recording()
    sha256 = hashlib.sha256(content).hexdigest()
    announced = {"filename": "beat.wav", "mime": "audio/wav", "bytes": len(content)}
    answer = http.post(
        "/uploads", json=announced | {"sha256": sha256}, headers={"Idempotency-Key": "up-1"}
    )
    assert answer.status_code == 201, answer.text
    upload, place = answer.json()["id"], answer.json()["put"]
    put = httpx.put(place["url"], content=content, headers=place["headers"], timeout=60)
    assert put.status_code == 200, put.text
    assert http.post(f"/uploads/{upload}:complete").json()["state"] == "verified"

    asked = http.post(
        "/videos",
        json={"upload_id": upload, "outputs": ["mp4"]},
        headers={"Idempotency-Key": str(uuid.uuid4())},
    )
    job = finished(client, asked.json())
    song = client.song(job["result"]["song_id"])
    files = {path.name: path for path in fetch(song, tmp_path)}

    assert song["title"] == "beat"
    assert shape(files["film.mp4"]) == (1280, 720)
    assert json.loads(files["song.json"].read_text())["parts"] == []


def recording() -> bytes:
    """Ten seconds of a beat at 120 bpm under a chord, as a WAV file."""
    rate = 44_100
    time = np.arange(10 * rate) / rate
    beat = np.exp(-20 * (time % 0.5)) * np.sin(2 * np.pi * 60 * time)
    chord = sum(np.sin(2 * np.pi * hertz * time) for hertz in (261.6, 329.6, 392.0))
    file = io.BytesIO()
    soundfile.write(file, 0.4 * beat + 0.08 * chord, rate, format="WAV")
    return file.getvalue()
