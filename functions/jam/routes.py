"""What happens in live sessions: the plain contract of sound and chords, and the typed one."""

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from functions.jam.requests import (
    Chunk,
    NewStyle,
    NewTempo,
    PlainChunk,
    Progression,
    Resumption,
)
from harmonia import document
from harmonia.errors import HarmoniaError, Invalid
from harmonia.live.bands import Keys, LiveBands, PlayRequest
from harmonia.live.ears import ListenRequest, LiveEars
from harmonia.live.news import Acknowledged, Bar, Begun, Ended, HeardChord, Said
from harmonia.live.sessions import Sessions
from harmonia_aws.sockets import Connections
from harmonia_aws.websocket import Line, Message, complain, say

TYPES: Mapping[type, str] = {
    HeardChord: "chords.update",
    Begun: "midi.started",
    Bar: "midi.events",
    Ended: "midi.stopped",
    Acknowledged: "ack",
}
MESSAGES = (
    "audio.start, audio.chunk, audio.stop, midi.start, midi.chords, midi.tempo, midi.style, "
    "midi.notes, midi.tick, midi.stop, ack, resume, ping, job.subscribe"
)
LONGEST = 128 * 1024  # bytes of a message that API Gateway lets through
SOON = 600  # seconds before its end at which a connection is told to make room for another

T = TypeVar("T")


def create_routes(
    connections: Connections, sessions: Sessions, ears: LiveEars, bands: LiveBands
) -> Callable[[Line, str], Iterable[object]]:
    """The routes: a connection and what came on it, and all that is to be said."""

    def route(line: Line, body: str) -> Iterator[object]:
        to = None
        try:
            told = _read(body)
            if "type" not in told:
                yield from plainly(line, document.restore(PlainChunk, told))
                return
            to = told["id"] if isinstance(told.get("id"), str) else None
            message = document.restore(Message, told)
            yield from typed(line, message)
        except HarmoniaError as error:
            yield complain(error, to=to)

    def plainly(line: Line, chunk: PlainChunk) -> Iterator[object]:
        said = ears.hear_plainly(line.connection, owner(line), chunk.data, chunk.form)
        yield {"ack": True}
        chords = [str(one.news.chord) for one in said.news if isinstance(one.news, HeardChord)]
        if chords:
            yield {"chords": chords}
        if said.due:
            yield {"type": "ping"}

    def typed(line: Line, message: Message) -> Iterator[object]:
        began = time.thread_time()
        session, said = done(line, message)
        spent = round((time.thread_time() - began) * 1000, 1)
        news = said.news
        acknowledged: object = {"session": session}
        if news and isinstance(news[0].news, Acknowledged):
            acknowledged, news = news[0].news, news[1:]
        yield say(
            "ack",
            {**document.plain(acknowledged), "compute": spent},
            to=message.id,
            ref=session,
            seq=message.seq,
        )
        for one in news:
            yield say(TYPES[type(one.news)], one.news, ref=session, seq=one.number)
        if said.due and line.seconds_left < SOON:
            yield say("reconnect", {"in": line.seconds_left}, ref=session)

    def done(line: Line, message: Message) -> tuple[str, Said]:
        """The session that it was about, and what there is to say."""
        match message.type:
            case "audio.start":
                asked = _asked(ListenRequest, message)
                return ears.start(asked, owner(line)(), line.connection).id, Said(())
            case "midi.start":
                wanted = _asked(PlayRequest, message)
                session = bands.start(wanted, owner(line)(), line.connection)
                return session.id, Said(session.told(0))
        where = _session(message), line.connection
        return where[0], in_session(line, where, message)

    def in_session(line: Line, where: tuple[str, str], message: Message) -> Said:
        match message.type:
            case "audio.chunk":
                return ears.hear(*where, _asked(Chunk, message).audio, _order(message))
            case "audio.stop":
                return ears.finish(*where)
            case "midi.chords":
                wanted = _asked(Progression, message)
                return bands.chords(*where, message.seq, wanted.chords)
            case "midi.tempo":
                return bands.manner(*where, message.seq, tempo=_asked(NewTempo, message).bpm)
            case "midi.style":
                return bands.manner(*where, message.seq, style=_asked(NewStyle, message).style)
            case "midi.notes":
                return bands.notes(*where, message.seq, _asked(Keys, message))
            case "midi.tick":
                return bands.tick(*where)
            case "midi.stop":
                return bands.stop(*where)
            case "ack":
                return sessions.acknowledge(*where, _order(message) or 0)
            case "resume":
                last = _asked(Resumption, message).last_seq
                return sessions.resume(where[0], owner(line)(), where[1], last)
        raise Invalid(f"{message.type!r} is none of {MESSAGES}", field="type", code="unknown-type")

    def owner(line: Line) -> Callable[[], str]:
        return lambda: connections.get(line.connection).owner

    return route


def _read(body: str) -> dict[str, Any]:
    if len(body) > LONGEST:
        raise Invalid(f"a message has at most {LONGEST} bytes", code="payload-too-large")
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Invalid(f"not JSON: {error}", code="malformed") from error
    if not isinstance(told, dict):
        raise Invalid("a message is a JSON object")
    return told


def _asked(kind: type[T], message: Message) -> T:
    try:
        return document.restore(kind, message.data)
    except Invalid as error:
        raise error.under("data") from error


def _session(message: Message) -> str:
    if not message.ref or len(message.ref) > 64:
        raise Invalid("name the session that audio.start or midi.start made", field="ref")
    return message.ref


def _order(message: Message) -> int | None:
    if message.seq is not None and message.seq < 0:
        raise Invalid("must be 0 or more", field="seq")
    return message.seq
