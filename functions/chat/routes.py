"""Conversations over HTTP."""

from typing import Annotated

from fastapi import FastAPI
from fastapi.responses import Response

from functions.chat.talk import (
    MessageRequest,
    Reply,
    Session,
    SessionRequest,
    Words,
    reply,
    session,
)
from harmonia.chat.service import Chat
from harmonia.jobs.service import Jobs
from harmonia.songs.brief import Brief
from harmonia_aws.http import (
    OptionalKey,
    Owner,
    Wait,
    answer,
    body,
    correlation,
    honoured,
    new_app,
)
from harmonia_aws.log import Log
from harmonia_aws.openapi import speaks

Message = Annotated[MessageRequest, body(MessageRequest)]
Beginning = Annotated[SessionRequest, body(SessionRequest, optional=True)]
Text = Annotated[Words, body(Words)]


def create_app(chat: Chat, jobs: Jobs, log: Log) -> FastAPI:
    """The app."""
    app = new_app("Harmonia chat", log)

    @app.post("/v1/sessions", **speaks(Session, 201))
    async def open_session(asked: Beginning, owner: Owner) -> Response:
        """Begin a conversation."""
        opened = chat.open(owner)
        return answer(session(opened), 201, {"Location": f"/v1/sessions/{opened.id}"})

    @app.get("/v1/sessions/{session_id}", **speaks(Session))
    async def read(session_id: str, owner: Owner) -> Response:
        """What was said so far, and the brief it led to."""
        return answer(session(chat.read(session_id, owner)))

    @app.post("/v1/sessions/{session_id}/messages", **speaks(Reply, takes=MessageRequest))
    async def say(
        session_id: str, said: Message, owner: Owner, key: OptionalKey, wait: Wait
    ) -> Response:
        """Say something; a message that asks for the song, or `generate`, starts the job."""
        told = chat.say(
            session_id,
            said.text,
            owner,
            key=key,
            generate=said.generate,
            correlation_id=correlation.get(),
        )
        made = jobs.get(told.turn.job, owner) if told.turn.job else None
        headers = {"Location": f"/v1/jobs/{made.id}"} if made else {}
        if made and wait:
            made = jobs.awaited(made, wait)
            headers |= honoured(wait)
        if told.replayed:
            headers["Idempotent-Replayed"] = "true"
        ended = made is None or (wait > 0 and made.ended)
        return answer(reply(told, made), 200 if ended else 202, headers)

    @app.post("/v1/intents:normalize", **speaks(Brief, takes=Words))
    async def normalize(said: Text, owner: Owner) -> Response:
        """The brief that a message leads to; nothing is kept."""
        return answer(chat.normalize(said.text))

    return app
