"""A sentence in, a song out: what a newcomer does first."""

import hashlib
import json
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import mido
import pytest

from harmonia_cli.client import Client
from harmonia_cli.files import fetch
from tests.e2e.conftest import SHORT, Local

PROMPT = "a warm lo-fi song about the sea in D major, 84 bpm, 40 seconds"


@pytest.fixture(scope="module")
def harmonia() -> str:
    return str(Path(sys.executable).with_name("harmonia"))


def run(harmonia: str, stage: Local, out: Path, *words: str) -> Any:
    done = subprocess.run(
        [harmonia, "song", "--json", "--out", str(out), *words],
        env={"HARMONIA_STAGE": str(stage.file), "HOME": str(out), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def measured(path: Path) -> dict[str, float]:
    """What ffmpeg reads: integrated loudness and true peak."""
    ffmpeg = shutil.which("ffmpeg")
    if ffmpeg is None:
        import imageio_ffmpeg

        ffmpeg = imageio_ffmpeg.get_ffmpeg_exe()
    words = ["-hide_banner", "-nostats", "-i", str(path), "-af", "ebur128=peak=true", "-f", "null"]
    said = subprocess.run([ffmpeg, *words, "-"], capture_output=True, text=True).stderr
    summary = said[said.rindex("Summary:") :]
    loudness = re.search(r"I:\s+(-?[\d.]+) LUFS", summary)
    peak = re.search(r"Peak:\s+(-?[\d.]+) dBFS", summary)
    assert loudness
    assert peak
    return {"loudness": float(loudness[1]), "peak": float(peak[1])}


def test_a_sentence_becomes_a_song_as_asked(stage: Local, harmonia: str, tmp_path: Path) -> None:
    song = run(harmonia, stage, tmp_path, "--seed", "7", "--", PROMPT)

    files = {Path(path).name: Path(path) for path in song["files"]}
    for mix in ("mix.mp3", "mix.flac", "mix.wav"):
        heard = measured(files[mix])
        assert heard["loudness"] == pytest.approx(-14, abs=0.5), mix
        assert heard["peak"] <= -1.0, mix
    for artifact in song["artifacts"]:
        content = Path(files[Path(artifact["name"]).name]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == artifact["sha256"]
        assert len(content) == artifact["bytes"]
    first = mido.MidiFile(files["song.mid"]).tracks[0]
    said = {message.type: message for message in reversed(first)}
    assert mido.tempo2bpm(said["set_tempo"].tempo) == pytest.approx(84, abs=0.01)
    assert said["key_signature"].key == "D"
    assert {path.parent.name for path in files.values() if path.suffix == ".flac"} >= {"stems"}
    assert all(entry["ok"] for entry in song["scorecard"]["must"])


def test_the_same_words_and_seed_give_the_same_bytes(
    stage: Local, harmonia: str, tmp_path: Path
) -> None:
    def hashes(seed: str) -> dict[str, str]:
        song = run(
            harmonia, stage, tmp_path / seed, "--seed", seed, "--", "a folk tune, 15 seconds"
        )
        return {
            one["name"]: one["sha256"] for one in song["artifacts"] if one["kind"] != "manifest"
        }

    first, again, other = hashes("5"), hashes("5"), hashes("6")

    assert first == again
    assert first["song.json"] != other["song.json"]
    assert first["song.mid"] != other["song.mid"]


def test_ctrl_c_cancels_the_job_and_says_so(
    stage: Local, harmonia: str, client: Client, tmp_path: Path
) -> None:
    watching = subprocess.Popen(
        [harmonia, "song", "--out", str(tmp_path), "--", "a five minute cinematic piece"],
        env={"HARMONIA_STAGE": str(stage.file), "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        stderr=subprocess.PIPE,
        text=True,
    )
    job = wait_for_newest(client, "running")

    watching.send_signal(signal.SIGINT)
    _, said = watching.communicate(timeout=30)

    assert watching.returncode == 130
    assert job["id"] in said
    assert "cancel" in said
    assert client.wait(client.job(job["id"]), 60)["status"] == "canceled"


def wait_for_newest(client: Client, status: str) -> dict[str, Any]:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        found = next(client.jobs(most=1), None)
        if found and found["status"] == status:
            return found
        time.sleep(0.1)
    raise AssertionError(f"no job became {status}")


def test_talk_leads_to_a_brief_and_then_to_a_song(
    stage: Local, client: Client, tmp_path: Path
) -> None:
    session = client.open_session()["id"]
    first = client.say(session, "a quiet folk song about leaving home, 15 seconds")
    second = client.say(session, "slower, and in A minor. make it")

    job = client.wait(second["job"], 180)

    assert first["brief"]["genre"] == "folk"
    assert "job" not in first
    assert second["brief"]["key"] == "A minor"
    assert second["brief"]["bpm"] < first["brief"]["bpm"]
    assert job["status"] == "succeeded", job.get("error")
    paths = fetch(client.song(job["result"]["song_id"]), tmp_path)
    assert any(path.name == "mix.mp3" for path in paths)


def test_a_song_made_before_is_not_made_again(stage: Local, client: Client) -> None:
    first = client.wait(client.create_song(brief=SHORT, seed=77), 120)
    again = client.wait(client.create_song(brief=SHORT, seed=77), 120)

    assert again["id"] != first["id"]
    assert again["result"]["revision"] == first["result"]["revision"]
    assert again["stages"]["music"]["cached"]
    assert again["stages"]["master"]["cached"]
