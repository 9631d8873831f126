"""Playing along over a real line: chords heard as they sound, a band that is picked up again."""

import base64
import json
from typing import Any
from urllib.parse import urlencode

import numpy as np
from websockets.sync.client import ClientConnection, connect

from harmonia_cli.client import Client
from tests.e2e.conftest import Local
from tests.unit.ears.music import RATE, cadence


def line(stage: Local, client: Client) -> ClientConnection:
    ticket = urlencode({"ticket": client.socket_ticket()})
    return connect(f"{stage.place.websocket}?{ticket}", open_timeout=20)


def hear(connection: ClientConnection) -> Any:
    return json.loads(connection.recv(timeout=20))


def test_plain_sound_is_acknowledged_and_its_chords_are_named(stage: Local, client: Client) -> None:
    wave = cadence("C F G", bpm=120)[0][::2]
    pcm = (np.clip(wave, -1, 1) * 32_767).astype("<i2")
    found: list[str] = []

    with line(stage, client) as mine:
        for at in range(0, len(pcm) - RATE // 4, RATE // 4):
            chunk = base64.b64encode(pcm[at : at + RATE // 4].tobytes()).decode()
            mine.send(json.dumps({"data": chunk, "rate": RATE // 2}))
            while (told := hear(mine)) != {"ack": True}:
                found += told["chords"]
        mine.send("no json at all")
        while (told := hear(mine)).get("type") != "error":
            found += told["chords"]

    assert found == ["C", "F", "G"]
    assert told["data"]["code"] == "malformed"


def test_a_band_is_picked_up_on_another_line_and_strangers_do_not_find_it(
    stage: Local, client: Client
) -> None:
    numbers: list[int] = []
    with line(stage, client) as mine:
        order = {"type": "midi.start", "data": {"chords": ["C", "G"], "tempo": 120}}
        mine.send(json.dumps(order))
        ack = hear(mine)
        while len(numbers) < 3:
            told = hear(mine)
            numbers.append(told["seq"])
    resume = {"type": "resume", "ref": ack["ref"], "data": {"last_seq": 2}}

    with Client(stage.someone("drummer")) as other, line(stage, other) as theirs:
        theirs.send(json.dumps(resume))
        stranger = hear(theirs)
    with line(stage, client) as again:
        again.send(json.dumps(resume))
        back, *bars = [hear(again) for _ in range(3)]

    assert stranger["data"]["code"] == "not-found"
    assert sorted(numbers) == [1, 2, 3]
    assert (back["type"], back["data"]["missed"]) == ("ack", 0)
    assert sorted(bar["seq"] for bar in bars) == [3, 4]
    assert all(bar["type"] == "midi.events" and bar["data"]["events"] for bar in bars)
