"""
A live session over the WebSocket: sound goes up, chords and a band's notes come down.

The band's zero is the moment the service says that it begins, and the lead that it names. A message
with a higher revision takes back everything of lower ones that sounds at or after its `at`.
"""

import base64
import json
import math
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Protocol
from urllib.parse import urlencode

from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.sync.client import connect

from harmonia_cli.client import Client
from harmonia_cli.errors import ClientError, Refused, Unreachable
from harmonia_cli.midifile import Sounding
from harmonia_cli.ports import Send
from harmonia_cli.sequencer import Sequencer
from harmonia_cli.sound_source import Sound

Json = dict[str, Any]
PARTS = {0: "bass", 1: "keys", 2: "guitar", 9: "drums"}  # by channel, where no part is named
TICK = 1.0  # seconds between signs of life
SURE = 0.3  # confidence under which nobody changes chords
STEP = 0.01  # seconds between two looks at what is due
PATIENCE = 10.0  # seconds that the last answers are waited for
WAKING = 40.0  # seconds that a service may take to begin


class Line(Protocol):
    """An open WebSocket."""

    def send(self, message: str) -> None:
        """Say something."""

    def recv(self, timeout: float | None = None) -> str | bytes:
        """The next message; TimeoutError if none comes."""

    def close(self) -> None:
        """Hang up."""


def open_line(client: Client) -> Line:
    """A line to the client's stage."""
    query = urlencode({"ticket": client.socket_ticket()})
    try:
        return connect(f"{client.place.websocket}?{query}", open_timeout=10, close_timeout=1)
    except (WebSocketException, OSError) as error:
        raise Unreachable(f"no live session at {client.place.websocket}: {error}") from error


@dataclass(frozen=True, slots=True)
class Heard:
    """A note as it was planned: by which revision, for which part."""

    revision: int
    part: str
    note: Sounding


@dataclass
class Session:
    """Sound being followed, and the band that follows it."""

    line: Line
    tell: Callable[[Json], None]  # each change of chord, once it is sure
    band: Json  # style, tempo, seed
    notes: list[Heard] = field(default_factory=list)
    cuts: list[tuple[float, float]] = field(default_factory=list)  # revisions, from when on
    audio: str = ""
    midi: str = ""
    chord: str = ""
    began: float | None = None  # seconds into the sound at which the band's time is 0
    lead: float = 0.0
    now: float = 0.0  # seconds of sound sent
    done: threading.Event = field(default_factory=threading.Event)
    failed: ClientError | None = None
    programs: dict[str, int] = field(default_factory=dict)  # General MIDI, by part
    port: Send | None = None  # where the band is heard as it plays, if anywhere
    heard_at: float = 0.0  # the monotonic moment of `now`
    seen: int = 0
    ticked: float = 0.0

    def follow(self, sound: Sound) -> None:
        """Send the sound and take what comes back, until it ends or Ctrl-C."""
        listener = threading.Thread(target=self._listen, daemon=True)
        self._say("audio.start", {"rate": sound.rate, "format": "pcm16"}, id="audio")
        listener.start()
        if self.port:
            threading.Thread(target=self._perform, args=(self.port,), daemon=True).start()
        try:
            self._wait_for_audio()
            for sequence, chunk in enumerate(sound.chunks):
                data = {"audio": base64.b64encode(chunk).decode()}
                self._say("audio.chunk", data, ref=self.audio, seq=sequence)
                self.now += len(chunk) / 2 / sound.rate
                self.heard_at = time.monotonic()
                self._tick()
                if self.failed:
                    break
        except KeyboardInterrupt:
            pass
        self._say("audio.stop", {}, ref=self.audio, id="audio-stop")
        self.done.wait(PATIENCE)
        if self.midi:
            self._say("midi.stop", {}, ref=self.midi, id="midi-stop")
        self.line.close()
        listener.join(2)
        if self.failed:
            raise self.failed

    @property
    def moment(self) -> float:
        """Where the sound is right now, in seconds."""
        return self.now + (time.monotonic() - self.heard_at if self.heard_at else 0.0)

    @property
    def zero(self) -> float:
        """The band's beginning, in seconds of the sound."""
        return (self.began or 0.0) + self.lead

    def played(self) -> dict[str, list[Sounding]]:
        """What the band has played to the sound, by part, in seconds of the sound."""
        found: dict[str, list[Sounding]] = {}
        for part, note in self.standing():
            if note.start < self.now:
                end = min(note.end, self.now)
                found.setdefault(part, []).append(replace(note, end=end))
        return found

    def standing(self) -> Iterator[tuple[str, Sounding]]:
        """Parts and notes in order of time, without what was taken back."""
        cuts = list(self.cuts)
        for one in sorted(self.notes, key=lambda one: one.note.start):
            ends = [moment for revision, moment in cuts if revision > one.revision]
            end = min([one.note.end, *ends])
            if one.note.start < end:
                yield one.part, replace(one.note, end=end)

    def take(self, told: Json) -> None:
        """Act on one message of the service."""
        data = told.get("data") or {}
        kind = told.get("type")
        self.seen = max(self.seen, int(told.get("seq") or 0)) if kind != "ack" else self.seen
        if kind == "ack":
            self._acknowledged(told, data)
        elif kind == "chords.update" and data.get("final") and data.get("chord"):
            self._chord(data)
        elif kind == "midi.started":
            self.lead, self.began = float(data.get("lead", 0.0)), self.moment
        elif kind == "midi.events":
            self._planned(data)
        elif kind == "midi.stopped":
            self.cuts.append((math.inf, self.zero + float(data.get("at", 0.0))))
        elif kind == "error":
            self.failed = Refused({"status": 0} | data)
            self.done.set()

    def _acknowledged(self, told: Json, data: Json) -> None:
        asked = told.get("id")
        if asked == "audio":
            self.audio = str(data.get("session") or told.get("ref"))
        elif asked == "midi":
            self.midi = str(data.get("session") or told.get("ref"))
        elif asked == "audio-stop":
            self.done.set()

    def _chord(self, data: Json) -> None:
        if data["chord"] == self.chord or data["confidence"] < SURE:
            return
        self.tell(data)
        if not self.chord:
            self._say("midi.start", {**self.band, "chords": [data["chord"]]}, id="midi")
        elif self.midi:
            self._say("midi.chords", {"chords": [data["chord"]]}, ref=self.midi)
        self.chord = data["chord"]

    def _planned(self, data: Json) -> None:
        if self.began is None:
            return
        revision, beat = int(data.get("revision", 0)), 60 / float(data["tempo"])
        first = float(data.get("from") or data.get("start") or 0.0)
        moment = self.zero + float(data["at"])
        for channel, program in enumerate(data.get("programs") or ()):
            self.programs[PARTS.get(channel, str(channel))] = int(program)
        self.cuts.append((revision, moment))
        for event in data["events"]:
            start = moment + (float(event["beat"]) - first) * beat
            end = start + float(event["dur"]) * beat
            note = Sounding(start, end, int(event["ch"]), int(event["note"]), int(event["vel"]))
            part = event.get("part") or PARTS.get(note.channel, str(note.channel))
            self.notes.append(Heard(revision, part, note))

    def _listen(self) -> None:
        try:
            while True:
                self.take(json.loads(self.line.recv()))
        except (ConnectionClosed, OSError, ValueError):
            self.done.set()

    def _perform(self, send: Send) -> None:
        sequencer = Sequencer(send)
        while not self.done.is_set():
            sequencer.play([note for _, note in self.standing()], self.moment)
            time.sleep(STEP)
        sequencer.rest()

    def _wait_for_audio(self) -> None:
        until = time.monotonic() + WAKING
        while not self.audio and not self.done.is_set():
            if time.monotonic() > until:
                raise Unreachable("the live session did not begin")
            time.sleep(0.01)

    def _tick(self) -> None:
        if self.midi and self.now - self.ticked >= TICK:
            self.ticked = self.now
            self._say("midi.tick", {}, ref=self.midi)

    def _say(self, kind: str, data: Json, **more: Any) -> None:
        try:
            self.line.send(json.dumps({"v": 1, "type": kind, **more, "data": data}))
        except (ConnectionClosed, OSError) as error:
            raise Unreachable(f"the live session broke off: {error}") from error
