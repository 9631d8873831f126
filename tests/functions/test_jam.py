"""Live sessions, through the real handler."""

import base64
import json
import time
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from harmonia import document
from harmonia.ids import derived
from harmonia.live.allowance import Allowance
from harmonia_aws.live import DynamoLiveStore
from harmonia_aws.sockets import Connections, Sockets
from tests.fakes.api import event
from tests.fakes.aws import Account, make_bucket, make_table
from tests.unit.ears.music import RATE, cadence

HERE, THERE = "here", "there"
CHORDS = ["C", "F", "G", "Am"]


class Live:
    """The function, and what it says to each connection."""

    def __init__(self, account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
        self.account, self.gone, self.age = account, set[str](), 0
        self.handler = account.handler("jam")
        self.heard: list[Any] = []
        Connections(account.table).add(HERE, "alice")
        Connections(account.table).add(THERE, "bob")

        def send(sockets: object, connection: str, message: object) -> bool:
            self.heard.append(json.loads(document.canonical(message)))
            return connection not in self.gone

        monkeypatch.setattr(Sockets, "send", send)

    def say(self, body: Any, connection: str = HERE) -> list[Any]:
        told = event("jam", "plain_chunk")
        context = told["requestContext"]
        context["connectionId"] = connection
        context["requestTimeEpoch"] = context["connectedAt"] + self.age * 1000
        told["body"] = body if isinstance(body, str) else json.dumps(body)
        self.heard.clear()
        answer = self.handler(told, None)
        assert answer["statusCode"] == 200
        return [*self.heard, *([json.loads(answer["body"])] if "body" in answer else [])]

    def start(self, connection: str = HERE, kind: str = "audio.start", **data: Any) -> str:
        ack = self.say({"type": kind, "id": "m1", "data": data}, connection)[0]
        assert (ack["type"], ack["id"]) == ("ack", "m1")
        return str(ack["ref"])


@pytest.fixture
def live(aws: None, monkeypatch: pytest.MonkeyPatch) -> Live:
    return Live(Account(make_table(), make_bucket(), "", "", monkeypatch), monkeypatch)


def chunks(symbols: str, quarters: int = 1) -> list[str]:
    """A cadence in so many quarters of a second, as 16-bit samples at 22,050 Hz in base64."""
    wave = cadence(symbols, bpm=120)[0][::2]
    pcm = (np.clip(wave, -1, 1) * 32767).astype("<i2")
    step = RATE * quarters // 8
    return [
        base64.b64encode(pcm[at : at + step].tobytes()).decode()
        for at in range(0, len(pcm) - step, step)
    ]


def test_the_plain_contract_acknowledges_each_chunk_and_names_chords_as_they_are_found(
    live: Live,
) -> None:
    found: list[str] = []

    for chunk in chunks("C F G Am", quarters=2):
        first, *rest = live.say({"data": chunk, "rate": RATE // 2})
        assert first == {"ack": True}
        for message in rest:
            assert set(message) == {"chords"}
            found += message["chords"]

    assert found == CHORDS


def test_raw_samples_are_as_good_as_base64(live: Live) -> None:
    wave = cadence("C", bpm=60)[0][::2]
    whole = (wave[:11_025] * 32767).astype(int).tolist()

    assert live.say({"data": whole, "rate": RATE // 2}) == [{"ack": True}]
    assert live.say({"data": np.round(wave[11_025:16_000], 4).tolist(), "rate": RATE // 2})[0] == {
        "ack": True
    }


def test_typed_chunks_get_a_guess_at_once_and_certainty_within_half_a_second(live: Live) -> None:
    ref = live.start(rate=RATE // 2)
    settled, guesses = 0.0, list[Any]()

    for seq, chunk in enumerate(chunks("C F")):
        message = {"type": "audio.chunk", "ref": ref, "seq": seq, "data": {"audio": chunk}}
        ack, *news = live.say(message)
        assert (ack["type"], ack["seq"], ack["ref"]) == ("ack", seq, ref)
        assert {one["type"] for one in news} <= {"chords.update"}
        final = [one["data"] for one in news if one["data"]["final"]]
        guesses += [one["data"] for one in news if not one["data"]["final"]]
        settled = max([settled, *(one["t1"] for one in final)])
        assert (seq + 1) / 4 - settled <= 0.51
    rest = live.say({"type": "audio.stop", "ref": ref})
    assert rest[-1]["data"]["t1"] == pytest.approx((seq + 1) / 4, abs=0.01)
    assert [one.get("chord") for one in guesses][:2] == ["C", "F"]
    assert [guesses[0]["t1"], guesses[1]["t1"]] == pytest.approx([0.25, 2.25], abs=0.26)
    assert rest[-1]["data"]["final"] is True


def test_chunks_that_come_in_another_order_or_twice_are_heard_as_they_were_played(
    live: Live,
) -> None:
    parts = chunks("C F")

    def finals(order: list[int]) -> list[Any]:
        ref = live.start(rate=RATE // 2)
        said = []
        for seq in order:
            message = {"type": "audio.chunk", "ref": ref, "seq": seq}
            said += live.say(message | {"data": {"audio": parts[seq]}})
        said += live.say({"type": "audio.stop", "ref": ref})
        return [one["data"] for one in said if one["data"].get("final")]

    straight = finals([0, 1, 2, 3, 4, 5])
    crooked = finals([0, 2, 1, 1, 4, 3, 5])

    assert [one["chord"] for one in crooked] == [one["chord"] for one in straight]
    assert crooked[-1]["t1"] == straight[-1]["t1"]


def test_after_a_drop_nothing_is_missed_and_only_the_owner_gets_it(live: Live) -> None:
    ref = live.start(rate=RATE // 2)
    said = []
    for seq, chunk in enumerate(chunks("C F")):
        said += live.say({"type": "audio.chunk", "ref": ref, "seq": seq, "data": {"audio": chunk}})
    finals = [one for one in said if one["data"].get("final")]
    resume = {"type": "resume", "ref": ref, "data": {"last_seq": finals[3]["seq"]}}
    Connections(live.account.table).add("elsewhere", "alice")

    stranger = live.say(resume, THERE)
    ack, *again = live.say(resume, "elsewhere")

    assert [one["data"]["code"] for one in stranger] == ["not-found"]
    assert ack["data"]["missed"] == 0
    assert [one["seq"] for one in again] == [one["seq"] for one in finals[4:]]
    assert [one["data"] for one in again] == [one["data"] for one in finals[4:]]
    (late,) = live.say({"type": "audio.stop", "ref": ref})
    assert late["data"]["code"] == "not-found"  # the session lives on the other connection


def test_a_band_is_counted_in_follows_and_stops(live: Live) -> None:
    said = live.say(
        {"type": "midi.start", "data": {"style": "pop", "tempo": 120, "chords": CHORDS}}
    )
    ref = said[0]["ref"]

    def kinds(type: str, data: Any = None, **more: Any) -> list[Any]:
        return live.say({"type": type, "ref": ref, "data": data or {}, **more})[1:]

    assert [one["type"] for one in said[:3]] == ["ack", "midi.started", "midi.events"]
    assert [one["seq"] for one in said[1:]] == [*range(1, len(said))]
    assert max(one["data"].get("at", 0) for one in said) >= 6
    changed = kinds("midi.chords", {"chords": ["Dm", "Bb C"]}, seq=1)
    changed = [one for one in changed if one["data"]["revision"] == 1]
    assert changed[0]["data"]["chords"][-1]["chord"] == "Dm"
    assert kinds("midi.chords", {"chords": ["E"]}, seq=0) == []  # it came too late
    assert kinds("midi.tempo", {"bpm": 90}, seq=2)[-1]["data"]["tempo"] == 90
    assert kinds("midi.style", {"style": "bossa"}, seq=3)[-1]["data"]["revision"] == 3
    held = kinds("midi.notes", {"held": [52, 55, 59]}, seq=4)
    assert held[-1]["data"]["chords"][-1]["chord"] == "Em"
    for more in (kinds("midi.tick"), kinds("ack", seq=said[-1]["seq"])):
        assert all(one["type"] == "midi.events" for one in more)
    (end,) = kinds("midi.stop")
    assert end["type"] == "midi.stopped"
    (problem,) = live.say({"type": "midi.chords", "ref": ref, "data": {"chords": ["C"]}})
    assert problem["data"]["code"] == "conflict"


def test_nonsense_is_named_and_the_session_goes_on(live: Live) -> None:
    ref = live.start()
    silence = {"type": "audio.chunk", "ref": ref, "data": {"audio": [0] * 4_000}}
    nan = base64.b64encode(np.full(4_000, np.nan, "<f4").tobytes()).decode()
    nonsense: list[tuple[Any, str | None]] = [
        ("", "malformed"),
        ('{"data": "AA', "malformed"),
        ("[" * 100_000, "malformed"),
        ("[]", "validation-failed"),
        ({"data": "x" * 140_000}, "payload-too-large"),
        ({"data": "no base64!"}, "broken-base64"),
        ({"data": "AAA="}, "validation-failed"),
        ({"data": base64.b64encode(bytes(4_001)).decode()}, "half-sample"),
        ('{"data": [NaN, 0.1, Infinity]}', "validation-failed"),
        ({"data": [0.5, "x"]}, "validation-failed"),
        ({"data": [1e300] * 4_000}, "validation-failed"),
        ({"data": [0] * 40_000}, "validation-failed"),
        ({"data": {"no": 1}}, "validation-failed"),
        ({"data": "AAAA", "rate": 10**9}, "validation-failed"),
        ({"data": "AAAA", "format": "opus"}, "validation-failed"),
        ({"data": nan, "format": "float32"}, "validation-failed"),
        ({"data": base64.b64encode(b"RIFF1234WAVEnonsense").decode()}, None),
        ({"nothing": 1}, "validation-failed"),
        ({"type": "dance", "ref": "x"}, "unknown-type"),
        ({"type": 7}, "validation-failed"),
        ({"type": "audio.chunk", "data": {"audio": "AAAA"}}, "validation-failed"),
        ({"type": "audio.chunk", "ref": "live_x", "data": {"audio": ""}}, "not-found"),
        ({"type": "audio.chunk", "ref": ref, "seq": 10**9, "data": {"audio": ""}}, None),
        ({"type": "audio.chunk", "ref": ref, "seq": -1, "data": {"audio": ""}}, None),
        ({"type": "midi.tick", "ref": ref}, "conflict"),
        ({"type": "resume", "ref": ref, "data": {"last_seq": -4}}, None),
        ({"type": "midi.start", "data": {"chords": ["H#"]}}, "validation-failed"),
        ({"type": "midi.start", "data": {"chords": ["C"] * 2_000}}, None),
        ({"type": "midi.start", "data": {"chords": ["C " * 999]}}, None),
        ({"type": "midi.start", "data": {"chords": []}}, "validation-failed"),
        ({"type": "midi.start", "data": {"chords": ["C"], "tempo": 1e9}}, None),
        ({"type": "midi.start", "data": {"chords": ["C"], "style": "noise"}}, None),
        ({"type": "midi.start", "data": {"chords": ["C"], "section": 0}}, None),
    ]

    for message, code in nonsense:
        (said,) = live.say(message)

        assert said["type"] == "error", message
        assert said["data"]["code"] == (code or "validation-failed"), message
        assert said["data"]["status"] < 500
    assert live.say(silence)[0]["type"] == "ack"


def test_a_flood_is_told_to_slow_down_and_heard_again_later(live: Live) -> None:
    live.say({"data": [0] * 1_600})
    store = DynamoLiveStore(live.account.table)
    session = store.get(derived("live", HERE))
    spent = replace(session, version=9, allowance=Allowance(left=3, at=time.time() + 60))
    store.replace(session, spent)

    said = [live.say({"data": [0] * 1_600})[-1] for _ in range(5)]
    flooded = store.get(session.id)
    store.replace(flooded, replace(flooded, version=99, allowance=Allowance(at=time.time() - 1)))

    assert said[:3] == [{"ack": True}] * 3
    assert {(one["data"]["code"], one["data"]["status"]) for one in said[3:]} == {
        ("rate-limited", 429)
    }
    assert said[3]["data"]["retryable"]
    assert flooded.version == 12  # what was refused changed nothing
    assert live.say({"data": [0] * 1_600}) == [{"ack": True}]


def test_whoever_is_gone_is_not_spoken_to_any_more(live: Live) -> None:
    live.gone.add(HERE)
    told = event("jam", "start_band")
    told["requestContext"]["connectionId"] = HERE

    assert live.handler(told, None) == {"statusCode": 410}


def test_a_sign_of_life_comes_now_and_then_and_a_warning_before_the_line_ends(live: Live) -> None:
    store = DynamoLiveStore(live.account.table)
    ref = live.start()
    live.say({"data": [0] * 4_000})
    for session_id in (ref, derived("live", HERE)):
        session = store.get(session_id)
        store.replace(session, replace(session, pinged=0.0, version=session.version + 1))

    assert live.say({"data": [0] * 4_000}) == [{"ack": True}, {"type": "ping"}]
    live.age = 7_000
    chunk = {"type": "audio.chunk", "ref": ref, "data": {"audio": [0] * 4_000}}
    last = live.say(chunk)[-1]
    assert (last["type"], last["data"]) == ("reconnect", {"in": 200})
    assert [one["type"] for one in live.say(chunk)] == ["ack"]


def test_many_workers_at_once_lose_no_chunk(live: Live) -> None:
    parts = [[0] * 1_600 for _ in range(6)]
    ref = live.start()
    store = DynamoLiveStore(live.account.table)
    put, raced = DynamoLiveStore.replace, list[int]()

    def late(self: DynamoLiveStore, old: Any, new: Any) -> None:
        if len(raced) % 3 < 2:  # twice somebody else is quicker
            raced.append(old.version)
            other = replace(old, version=old.version + 1)
            put(self, old, other)
        else:
            raced.append(0)
        put(self, old, new)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DynamoLiveStore, "replace", late)
        for part in parts:
            ack = live.say({"type": "audio.chunk", "ref": ref, "data": {"audio": part}})[0]
            assert ack["type"] == "ack"

    assert store.get(ref).ear.hearing.seconds == pytest.approx(0.6, abs=0.01)
    assert store.get(ref).ear.next == 6
