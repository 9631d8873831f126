"""A conversation, from its opening to the song that it leads to."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from harmonia.chat.conversation import MOST_BYTES, Conversation
from harmonia.chat.service import Chat
from harmonia.document import canonical, loads
from harmonia.errors import Conflict, Invalid, NotFound, Unavailable
from harmonia.ids import derived
from harmonia.jobs.job import Job
from harmonia.jobs.order import Order
from harmonia.jobs.service import Created
from harmonia.songs.brief import Source, settle


@dataclass
class MemoryConversations:
    """Conversations in a dictionary, as documents, so that what can't be stored is noticed."""

    kept: dict[str, bytes] = field(default_factory=dict)
    before_replace: Callable[[], None] | None = None

    def add(self, conversation: Conversation) -> None:
        if conversation.id in self.kept:
            raise Conflict("taken")
        self.kept[conversation.id] = canonical(conversation)

    def get(self, conversation_id: str) -> Conversation:
        if conversation_id not in self.kept:
            raise NotFound("none")
        return loads(Conversation, self.kept[conversation_id])

    def replace(self, old: Conversation, new: Conversation) -> None:
        if self.before_replace:
            self.before_replace()
        if self.get(old.id).version != old.version:
            raise Conflict("another came first")
        self.kept[new.id] = canonical(new)


@dataclass
class MemoryStudio:
    """Keeps what it was asked to make."""

    made: dict[str, Order] = field(default_factory=dict)
    down: bool = False

    def create(self, order: Order, owner: str, key: str, correlation_id: str) -> Created:
        if self.down:
            raise Unavailable("no band")
        job_id = derived("job", owner, key)
        replayed = job_id in self.made
        order = self.made.setdefault(job_id, order)
        brief = settle(order.wishes, seed=1, inferred=order.inferred)
        job = Job(
            id=job_id,
            owner=owner,
            brief=brief,
            fingerprint=order.fingerprint,
            idempotency_key=key,
            correlation_id=correlation_id,
            created_at="2026-01-02T03:04:05.000Z",
        )
        return Created(job, replayed)


@dataclass
class StoppedClock:
    """Shows the same time until it is moved."""

    moment: datetime = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment


@dataclass
class Stage:
    """A chat with everything around it."""

    store: MemoryConversations = field(default_factory=MemoryConversations)
    studio: MemoryStudio = field(default_factory=MemoryStudio)
    clock: StoppedClock = field(default_factory=StoppedClock)

    @property
    def chat(self) -> Chat:
        return Chat(self.store, self.studio, self.clock)


@pytest.fixture
def stage() -> Stage:
    return Stage()


def test_a_message_gets_a_reply_and_the_brief_it_led_to(stage: Stage) -> None:
    session = stage.chat.open("ana")

    answer = stage.chat.say(session.id, "a warm lo-fi song in D major, 84 bpm", "ana")

    assert answer.brief.bpm == 84
    assert str(answer.brief.key) == "D major"
    assert answer.brief.sources["bpm"] is Source.SAID
    assert "84 bpm" in answer.turn.reply
    assert answer.turn.job is None
    assert not stage.studio.made


def test_wishes_add_up_over_turns(stage: Stage) -> None:
    session = stage.chat.open("ana").id
    stage.chat.say(session, "a sad folk song with violin in D major, 100 bpm", "ana")
    stage.chat.say(session, "slower, and no drums", "ana")

    answer = stage.chat.say(session, "transpose it up a whole step, add a cello", "ana")

    assert answer.brief.bpm == 88
    assert str(answer.brief.key) == "E major"
    assert answer.brief.instruments == ("violin", "cello")
    assert "drums" in answer.brief.without
    assert len(stage.chat.read(session, "ana").turns) == 3


def test_what_was_drawn_stays_until_another_take_is_wanted(stage: Stage) -> None:
    session = stage.chat.open("ana").id
    first = stage.chat.say(session, "a jazz song", "ana").brief
    second = stage.chat.say(session, "no drums", "ana").brief
    third = stage.chat.say(session, "another take", "ana").brief

    assert (first.seed, first.title) == (second.seed, second.title)
    assert third.seed != first.seed
    assert third.sources["seed"] is Source.INFERRED


def test_a_seed_that_was_said_is_kept(stage: Stage) -> None:
    session = stage.chat.open("ana").id

    answer = stage.chat.say(session, "a jazz song, seed 7", "ana")

    assert answer.brief.seed == 7
    assert answer.brief.sources["seed"] is Source.SAID
    assert stage.chat.say(session, "another version", "ana").brief.seed != 7


def test_a_message_that_asks_for_it_starts_a_job_with_the_brief_that_was_shown(
    stage: Stage,
) -> None:
    session = stage.chat.open("ana").id
    shown = stage.chat.say(session, "house, no piano", "ana").brief

    answer = stage.chat.say(session, "go", "ana", key="k1", correlation_id="c")

    assert answer.turn.job in stage.studio.made
    assert answer.brief == shown
    assert stage.chat.read(session, "ana").turns[-1].job == answer.turn.job


def test_a_first_message_with_the_flag_starts_a_job(stage: Stage) -> None:
    session = stage.chat.open("ana").id

    answer = stage.chat.say(session, "a bossa nova", "ana", key="k1", generate=True)

    assert answer.turn.job in stage.studio.made


def test_making_needs_a_key(stage: Stage) -> None:
    session = stage.chat.open("ana").id

    with pytest.raises(Invalid) as caught:
        stage.chat.say(session, "make it", "ana")
    assert caught.value.field == "Idempotency-Key"
    assert stage.chat.read(session, "ana").turns == ()


def test_the_same_key_and_text_is_the_same_turn(stage: Stage) -> None:
    session = stage.chat.open("ana").id

    first = stage.chat.say(session, "rock, make it", "ana", key="k1")
    again = stage.chat.say(session, "rock, make it", "ana", key="k1")

    assert again.replayed
    assert not first.replayed
    assert again.turn == first.turn
    assert len(stage.chat.read(session, "ana").turns) == 1
    assert len(stage.studio.made) == 1


def test_the_same_key_with_another_text_is_refused(stage: Stage) -> None:
    session = stage.chat.open("ana").id
    stage.chat.say(session, "rock", "ana", key="k1")

    with pytest.raises(Invalid) as caught:
        stage.chat.say(session, "jazz", "ana", key="k1")
    assert caught.value.code == "idempotency-mismatch"


def test_a_repeat_completes_what_a_crash_left_undone(stage: Stage) -> None:
    session = stage.chat.open("ana").id
    stage.studio.down = True
    with pytest.raises(Unavailable):
        stage.chat.say(session, "jazz. make it.", "ana", key="k1")
    stage.studio.down = False

    answer = stage.chat.say(session, "jazz. make it.", "ana", key="k1")

    assert answer.turn.job in stage.studio.made
    assert len(stage.chat.read(session, "ana").turns) == 1


def test_two_messages_at_the_same_moment_both_count(stage: Stage) -> None:
    session = stage.chat.open("ana").id

    def other() -> None:
        stage.store.before_replace = None
        stage.chat.say(session, "120 bpm", "ana")

    stage.store.before_replace = other
    stage.chat.say(session, "in F major", "ana")

    wishes = stage.chat.read(session, "ana").wishes
    assert (wishes.bpm, wishes.key) == (120, "F major")


def test_a_message_between_the_turn_and_its_job_is_not_lost(stage: Stage) -> None:
    session = stage.chat.open("ana").id

    def meanwhile() -> None:
        if stage.studio.made:
            stage.store.before_replace = None
            stage.chat.say(session, "120 bpm", "ana")

    stage.store.before_replace = meanwhile
    answer = stage.chat.say(session, "jazz, make it", "ana", key="k1")

    turns = stage.chat.read(session, "ana").turns
    assert [turn.job for turn in turns] == [answer.turn.job, None]


def test_a_store_that_never_yields_is_a_conflict(stage: Stage) -> None:
    session = stage.chat.open("ana").id
    original = stage.store.get

    def always_newer(conversation_id: str) -> Conversation:
        return replace(original(conversation_id), version=99)

    stage.store.before_replace = lambda: setattr(stage.store, "get", original)
    chat = stage.chat

    def busy() -> None:
        found = loads(Conversation, stage.store.kept[session])
        stage.store.kept[session] = canonical(replace(found, version=found.version + 1))

    stage.store.before_replace = busy
    with pytest.raises(Conflict):
        chat.say(session, "jazz", "ana")
    assert always_newer(session).version == 99


def test_a_strangers_session_is_not_found(stage: Stage) -> None:
    session = stage.chat.open("ana").id

    for call in (
        lambda: stage.chat.read(session, "bob"),
        lambda: stage.chat.say(session, "jazz", "bob"),
        lambda: stage.chat.read("sess_nothing", "ana"),
    ):
        with pytest.raises(NotFound):
            call()


def test_a_session_is_forgotten_after_its_time(stage: Stage) -> None:
    session = stage.chat.open("ana").id
    stage.clock.moment += timedelta(days=20)
    stage.chat.say(session, "jazz", "ana")
    stage.clock.moment += timedelta(days=20)
    assert stage.chat.read(session, "ana").turns

    stage.clock.moment += timedelta(days=20)
    with pytest.raises(NotFound):
        stage.chat.read(session, "ana")


@pytest.mark.parametrize("text", ["", "   \n", "x" * 4001])
def test_an_empty_or_endless_message_is_refused_and_nothing_kept(stage: Stage, text: str) -> None:
    session = stage.chat.open("ana").id

    with pytest.raises(Invalid) as caught:
        stage.chat.say(session, text, "ana")
    assert caught.value.field == "text"
    assert stage.chat.read(session, "ana").turns == ()


def test_a_long_conversation_forgets_its_oldest_turns_but_no_wish(stage: Stage) -> None:
    session = stage.chat.open("ana").id
    stage.chat.say(session, "a bossa nova at 120 bpm", "ana")

    for number in range(40):
        stage.chat.say(session, f"{number} " + "🎵" * 3900, "ana")

    conversation = stage.chat.read(session, "ana")
    assert len(canonical(conversation)) <= MOST_BYTES
    assert 1 < len(conversation.turns) < 41
    assert conversation.wishes.bpm == 120


def test_normalizing_leads_to_a_brief_and_keeps_nothing(stage: Stage) -> None:
    first = stage.chat.normalize("a waltz with accordion, xyzzy")
    second = stage.chat.normalize("a waltz with accordion, xyzzy")

    assert first == second
    assert str(first.meter) == "3/4"
    assert first.not_understood == ("xyzzy",)
    assert not stage.store.kept
