"""What callers of the chat API send and get."""

from collections.abc import Mapping
from dataclasses import dataclass

from harmonia.chat.conversation import Conversation, Turn
from harmonia.chat.service import Answer
from harmonia.jobs.job import Job
from harmonia.jobs.report import Report, report
from harmonia.songs.brief import Brief, Source


@dataclass(frozen=True, slots=True)
class Words:
    """Words to be understood."""

    text: str


@dataclass(frozen=True, slots=True)
class SessionRequest:
    """A session begins with nothing said."""


@dataclass(frozen=True, slots=True)
class MessageRequest:
    """A message; `generate` has the song made at once."""

    text: str
    generate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A message and its answer."""

    at: str
    text: str
    reply: str
    not_understood: tuple[str, ...] = ()
    job: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A conversation as its owner sees it."""

    id: str
    created_at: str
    updated_at: str
    brief: Brief
    messages: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a message led to."""

    reply: str
    brief: Brief
    sources: Mapping[str, Source]
    not_understood: tuple[str, ...] = ()
    job: Report | None = None


def session(conversation: Conversation) -> Session:
    """The conversation without what is ours to know."""
    return Session(
        id=conversation.id,
        created_at=conversation.created_at,
        updated_at=conversation.updated_at,
        brief=conversation.brief,
        messages=tuple(map(_said, conversation.turns)),
    )


def reply(answer: Answer, job: Job | None) -> Reply:
    """The answer to a message, and the job that it started."""
    return Reply(
        reply=answer.turn.reply,
        brief=answer.brief,
        sources=answer.brief.sources,
        not_understood=answer.turn.not_understood,
        job=report(job) if job else None,
    )


def _said(turn: Turn) -> Said:
    return Said(
        at=turn.at,
        text=turn.text,
        reply=turn.reply,
        not_understood=turn.not_understood,
        job=turn.job,
    )
