"""What a person can do in a conversation."""

from dataclasses import dataclass

from harmonia.chat.conversation import LIFE, Conversation, Turn
from harmonia.chat.grammar import understand
from harmonia.chat.ports import ConversationStore, Studio
from harmonia.chat.reply import reply
from harmonia.clock import Clock, stamp
from harmonia.errors import Conflict, Invalid, NotFound
from harmonia.ids import fresh
from harmonia.jobs.order import Order, seed_for
from harmonia.songs.brief import Brief, settle

ATTEMPTS = 5  # at saving, when messages come at the same moment


@dataclass(frozen=True, slots=True)
class Answer:
    """A turn, the brief it led to, and whether it had been given before."""

    turn: Turn
    brief: Brief
    replayed: bool = False


@dataclass(frozen=True)
class Chat:
    """Conversations as the people who hold them see them."""

    store: ConversationStore
    studio: Studio
    clock: Clock

    def open(self, owner: str) -> Conversation:
        """A new conversation."""
        now = self.clock.now()
        conversation = Conversation(
            id=fresh("sess"),
            owner=owner,
            created_at=stamp(now),
            updated_at=stamp(now),
            expires_at=int((now + LIFE).timestamp()),
        )
        self.store.add(conversation)
        return conversation

    def read(self, session: str, owner: str) -> Conversation:
        """The owner's conversation; strangers never learn that it exists."""
        conversation = self.store.get(session)
        if conversation.owner != owner or conversation.expires_at <= self.clock.now().timestamp():
            raise NotFound(f"no session {session}")
        return conversation

    def normalize(self, text: str) -> Brief:
        """The brief that a single message leads to; nothing is kept."""
        understood = understand(text)
        return settle(
            understood.wishes,
            seed=seed_for(text),
            inferred=understood.inferred,
            not_understood=understood.not_understood,
        )

    def say(
        self,
        session: str,
        text: str,
        owner: str,
        *,
        key: str | None = None,
        generate: bool = False,
        correlation_id: str = "",
    ) -> Answer:
        """
        Answer a message; make the song if the message or `generate` asks for it.

        The turn is kept before the job is created, so that a repeat under the same key finds what
        was asked and completes it, whatever died in between.
        """
        for _ in range(ATTEMPTS):
            before = self.read(session, owner)
            if turn := before.turn(key):
                _same(turn, text)
                return self._made(before, turn, correlation_id, replayed=True)
            after = self._answered(before, text, key, generate)
            try:
                self.store.replace(before, after)
            except Conflict:
                continue
            return self._made(after, after.turns[-1], correlation_id)
        raise Conflict(f"session {session} is busy; send the message again")

    def _answered(
        self, before: Conversation, text: str, key: str | None, generate: bool
    ) -> Conversation:
        understood = understand(text, before.brief if before.turns else None)
        make = generate or understood.make
        if make and not key:
            raise Invalid("is needed to make a song", field="Idempotency-Key", code="malformed")
        heard = before.heard(understood)
        order = Order(
            wishes=heard.settled,
            request={"session": heard.id, "text": text},
            prompt=text,
            inferred=heard.concluded,
            not_understood=heard.not_understood,
        )
        turn = Turn(
            at=stamp(self.clock.now()),
            text=text,
            reply=reply(heard, understood, making=make),
            not_understood=understood.not_understood,
            key=key,
            order=order if make else None,
        )
        return heard.answered(turn)

    def _made(
        self, conversation: Conversation, turn: Turn, correlation_id: str, replayed: bool = False
    ) -> Answer:
        """The answer, once the job that it speaks of exists."""
        if turn.order is None or turn.key is None:
            return Answer(turn, conversation.brief, replayed)
        created = self.studio.create(turn.order, conversation.owner, turn.key, correlation_id)
        if turn.job is None:
            conversation = self._note(conversation, turn.key, created.job.id)
        return Answer(conversation.turn(turn.key) or turn, created.job.brief, replayed)

    def _note(self, conversation: Conversation, key: str, job: str) -> Conversation:
        """Write the job's id on its turn."""
        for _ in range(ATTEMPTS):
            noted = conversation.making(key, job, at=stamp(self.clock.now()))
            try:
                self.store.replace(conversation, noted)
            except Conflict:
                conversation = self.read(conversation.id, conversation.owner)
                continue
            return noted
        raise Conflict(f"session {conversation.id} is busy; send the message again")


def _same(turn: Turn, text: str) -> None:
    if turn.text != text:
        raise Invalid(
            "this key was used with another message; choose a new one",
            field="Idempotency-Key",
            code="idempotency-mismatch",
        )
