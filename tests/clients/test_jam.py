"""`harmonia jam`, `chords` and `listen`: what they ask for, show and write."""

import base64
import hashlib
import io
import json
import wave
from dataclasses import replace
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import httpx
import mido
import pytest

from harmonia_cli import jam as command
from harmonia_cli import listening, recording
from harmonia_cli.client import Client
from harmonia_cli.errors import ClientError, Refused
from harmonia_cli.live import Session
from harmonia_cli.midifile import Sounding, midi_file
from harmonia_cli.ports import open_port, timed
from harmonia_cli.sequencer import Sequencer
from harmonia_cli.sound_source import wav_sound
from tests.clients.conftest import PLACE, Stage

PUT = {"method": "PUT", "url": "http://bucket.test/upl_1", "headers": {"content-type": "audio/wav"}}
HEARD = {
    "seconds": 4.0,
    "listener": "ears@1",
    "tempo": {"bpm": 120.0, "confidence": 0.9, "changes": []},
    "meter": "4/4",
    "key": [{"start": 0, "end": 4, "key": "A minor", "confidence": 0.9}],
    "chords": [
        {"start": 0.0, "end": 2.0, "chord": "Am", "confidence": 0.98},
        {"start": 2.0, "end": 3.5, "chord": "F", "confidence": 0.6},
        {"start": 3.5, "end": 4.0, "confidence": 0.2},
    ],
    "energy": [0.1, 1.0],
    "loudness": {"integrated": -14.2, "range": 3.0, "true_peak": -1.0},
}
BAND = {
    "style": "folk",
    "bars": 2,
    "parts": [{"name": "bass", "instrument": "upright bass", "channel": 0, "program": 32}],
    "midi": {"base64": base64.b64encode(midi_file({}, 120)).decode()},
}


@pytest.fixture
def wav(tmp_path: Path) -> Path:
    path = tmp_path / "take.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(44_100)
        file.writeframes(bytes(44_100 * 4))
    return path


@pytest.fixture
def here(client: Client, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The commands talk to the stage of the test; what is put into the bucket."""
    sent: list[bytes] = []

    def put(method: str, url: str, *, content: bytes, **more: Any) -> httpx.Response:
        sent.append(content)
        return httpx.Response(200, request=httpx.Request(method, url))

    for place in (command, listening):
        monkeypatch.setattr(place, "find_place", lambda: PLACE)
        monkeypatch.setattr(place, "Client", lambda _: client)
    monkeypatch.setattr("httpx.request", put)
    stage.will_answer(201, {"id": "upl_1", "put": PUT})
    stage.will_answer(200, {"id": "upl_1", "state": "verified"})
    return sent


def test_a_recording_goes_up_and_its_chords_are_printed(
    wav: Path, stage: Stage, here: list[bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    stage.will_answer(200, HEARD)

    listening.chords(wav)

    content = wav.read_bytes()
    assert stage.body(0)["sha256"] == hashlib.sha256(content).hexdigest()
    assert here == [content]
    assert stage.body()["want"] == listening.CHORDS
    told = capsys.readouterr().out
    assert "A minor · 120.0 bpm · 4/4 · 0:04.0" in told
    assert "0:02.0" in told
    assert "–" in told


def test_features_are_a_table_or_json(
    wav: Path, stage: Stage, here: list[bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    stage.will_answer(200, HEARD)

    listening.listen(wav, as_json=True)

    assert json.loads(capsys.readouterr().out) == HEARD
    lines = dict(listening._lines(HEARD))
    assert lines["loudness"] == "-14.2 LUFS, range 3.0 LU"
    assert lines["energy"] == "▁█"


def test_a_long_recording_is_waited_for(client: Client, stage: Stage) -> None:
    stage.will_answer(202, {"id": "job_1", "status": "queued"})
    stage.will_answer(200, {"id": "job_1", "status": "succeeded"})
    stage.will_answer(200, HEARD)

    assert recording.heard(client, "upl_1") == HEARD


def test_jam_prints_the_chords_in_time_and_writes_the_band(
    wav: Path, stage: Stage, here: list[bytes], tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    stage.will_answer(200, HEARD)
    stage.will_answer(200, BAND)
    picture = tmp_path / "jam.svg"

    command.jam(wav, style="folk", now=True, out=tmp_path / "out", picture=picture)

    assert stage.asked[-1].url.path == "/v1/accompaniments"
    wanted = {"style": "folk", "energy": 0.6, "seed": 0}
    assert stage.body() == {"upload_id": "upl_1", "outputs": ["midi"]} | wanted
    told = capsys.readouterr().out
    assert told.index("0:00.0  Am") < told.index("0:02.0  F")
    assert mido.MidiFile(tmp_path / "out" / "take-folk.mid").type == 1
    assert picture.read_text().startswith("<svg")
    assert "@font-face" not in picture.read_text()


def test_what_is_no_recording_is_refused(tmp_path: Path, client: Client, wav: Path) -> None:
    empty = tmp_path / "empty.wav"
    empty.touch()

    for path, said in ((tmp_path / "a.txt", "no recording"), (empty, "0 bytes"),
                       (tmp_path / "b.wav", "cannot read")):  # fmt: skip
        with pytest.raises(ClientError, match=said):
            recording.upload(client, path)
    with pytest.raises(ClientError, match="as WAV"):
        wav_sound(empty, now=True)


def test_an_upload_that_is_rejected_says_why(wav: Path, stage: Stage, client: Client,
                                             monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    stage.will_answer(201, {"id": "upl_1", "put": PUT})
    stage.will_answer(200, {"id": "upl_1", "state": "rejected", "problem": "it is a picture"})
    answer = httpx.Response(200, request=httpx.Request("PUT", "http://bucket.test"))
    monkeypatch.setattr("httpx.request", lambda *words, **more: answer)

    with pytest.raises(ClientError, match="it is a picture"):
        recording.upload(client, wav)


def test_live_sound_is_mono_and_fits_a_frame(wav: Path) -> None:
    sound = wav_sound(wav, now=True)

    chunks = list(sound.chunks)

    assert sound.rate == 22_050
    assert sum(map(len, chunks)) == 2 * 22_050
    assert max(len(base64.b64encode(one)) for one in chunks) < 16_384


def test_a_midi_file_says_what_was_played() -> None:
    notes = [Sounding(0.5, 1.0, 0, 40, 90), Sounding(1.0, 1.5, 0, 40, 80)]
    content = midi_file({"bass": notes}, 120)

    file = mido.MidiFile(file=io.BytesIO(content))

    now, struck = 0.0, []
    for message in file:
        now += message.time
        if message.type in ("note_on", "note_off"):
            struck.append((round(now, 3), message.type, message.note))
    assert struck == [
        (0.5, "note_on", 40), (1.0, "note_off", 40), (1.0, "note_on", 40), (1.5, "note_off", 40)
    ]  # fmt: skip


def test_nobody_asks_for_a_port_and_none_is_opened() -> None:
    with open_port(None) as play:
        assert play is None


def test_a_port_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mido, "get_output_names", lambda: ["Synth"])

    with pytest.raises(ClientError, match="there are: Synth"), open_port("Piano"):
        pass


def test_a_machine_without_ports_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> list[str]:
        raise ImportError("No module named 'rtmidi'")

    monkeypatch.setattr(mido, "get_output_names", missing)

    with pytest.raises(ClientError, match="rtmidi"), open_port("-"):
        pass


def test_a_bands_file_is_played_in_time(tmp_path: Path) -> None:
    path = tmp_path / "band.mid"
    path.write_bytes(midi_file({"bass": [Sounding(0.5, 1.0, 0, 40, 90)]}, 120, {"bass": 32}))

    due = [(round(at, 2), one.type) for at, one in timed(path)]

    assert due == [(0.0, "program_change"), (0.5, "note_on"), (1.0, "note_off")]


class Band:
    """A live service that hears Am, then F, and plays a note a beat."""

    def __init__(self) -> None:
        self.answers: Queue[str] = Queue()
        self.asked: list[Any] = []
        self.open = True

    def send(self, message: str) -> None:
        asked = json.loads(message)
        self.asked.append(asked)
        kind, ref = asked["type"], asked.get("ref", "")
        if kind in ("audio.start", "midi.start"):
            session = kind.partition(".")[0]
            self.say("ack", {"session": session}, id=asked["id"])
        if kind == "audio.chunk" and asked["seq"] in (0, 2):
            chord = "Am" if asked["seq"] == 0 else "F"
            data = {"t0": asked["seq"] / 4, "t1": asked["seq"] / 4 + 0.25, "chord": chord}
            self.say("chords.update", data | {"confidence": 0.9, "final": True}, ref=ref)
        if kind == "midi.start":
            self.say("midi.started", {"lead": 0.1}, seq=1)
            self.bar(1, 0.0, 45)
        if kind == "midi.chords":
            self.bar(2, 0.1, 41)
        if kind == "audio.stop":
            self.say("ack", {}, id=asked["id"])

    def bar(self, revision: int, at: float, key: int) -> None:
        note = {"type": "note", "part": "bass", "ch": 0, "note": key, "vel": 90, "dur": 1}
        notes = [note | {"beat": beat} for beat in range(4)]
        data = {"revision": revision, "from": 0, "at": at, "tempo": 240, "events": notes}
        self.say("midi.events", data, seq=revision + 1)

    def say(self, kind: str, data: Any, **more: Any) -> None:
        self.answers.put(json.dumps({"v": 1, "type": kind, "data": data, **more}))

    def recv(self, timeout: float | None = None) -> str:
        while self.open:
            try:
                return self.answers.get(timeout=0.01)
            except Empty:
                continue
        raise OSError("closed")

    def close(self) -> None:
        self.open = False


def test_a_live_band_follows_the_chords_that_are_heard(wav: Path) -> None:
    band = Band()
    told: list[Any] = []
    session = Session(band, told.append, {"style": "pop", "tempo": 240.0, "seed": 0})

    session.follow(wav_sound(wav, now=False))

    assert [one["chord"] for one in told] == ["Am", "F"]
    kinds = [one["type"] for one in band.asked]
    assert kinds[0] == "audio.start"
    assert {"midi.start", "midi.chords", "audio.stop", "midi.stop"} <= set(kinds)
    notes = session.played()["bass"]
    assert [one.key for one in notes][:1] == [45]
    assert all(one.end <= session.now for one in notes)
    change = next(one.start for one in notes if one.key == 41)
    assert all(one.end <= change for one in notes if one.key == 45)


def test_a_plan_that_comes_late_changes_nothing_that_was_taken_back() -> None:
    session = Session(Band(), lambda chord: None, {})
    session.began, session.now = 0.0, 10.0
    event = {"beat": 0, "part": "bass", "ch": 0, "note": 40, "vel": 90, "dur": 4}
    old = {"revision": 1, "from": 0, "at": 1.0, "tempo": 60, "events": [event]}
    new = {"revision": 2, "from": 0, "at": 0.5, "tempo": 60, "events": [event | {"note": 43}]}

    for data in (new, old):
        session.take({"type": "midi.events", "data": data})

    assert [one.key for one in session.played()["bass"]] == [43]


def test_a_port_hears_each_note_when_it_is_due_and_never_one_that_was_cut() -> None:
    sent: list[tuple[str, int]] = []
    sequencer = Sequencer(lambda one: sent.append((one.type, one.note)))
    long, short = Sounding(1.0, 9.0, 0, 40, 90), Sounding(1.0, 1.2, 0, 43, 90)
    later = Sounding(5.0, 6.0, 0, 45, 90)

    sequencer.play([long, short, later], 0.9)
    sequencer.play([long, short, later], 1.1)
    sequencer.play([replace(long, end=2.0), short], 2.0)
    sequencer.play([replace(long, end=2.0), short], 6.0)

    assert sent == [
        ("note_on", 40), ("note_on", 43), ("note_off", 40), ("note_off", 43)
    ]  # fmt: skip
    sequencer.play([Sounding(6.5, 9.0, 0, 50, 90)], 7.0)
    sequencer.rest()
    assert sent[-1] == ("note_off", 50)


def test_what_the_service_refuses_ends_the_session(wav: Path) -> None:
    class Busy(Band):
        def send(self, message: str) -> None:
            super().send(message)
            if json.loads(message)["type"] == "audio.chunk":
                self.say("error", {"code": "quota-exceeded", "detail": "too fast"})

    session = Session(Busy(), lambda chord: None, {})

    with pytest.raises(Refused, match="too fast"):
        session.follow(wav_sound(wav, now=False))
