"""Replies say what was understood, what was concluded and what was not, and claim nothing else."""

import pytest

from harmonia.chat.conversation import Conversation, Turn
from harmonia.chat.grammar import understand
from harmonia.chat.reply import described, reply

OPEN = Conversation(
    id="sess_1",
    owner="ana",
    created_at="2026-01-02T03:04:05.000Z",
    updated_at="2026-01-02T03:04:05.000Z",
    expires_at=2**40,
)


def said(text: str, before: Conversation = OPEN, *, making: bool = False) -> str:
    """The reply to that message."""
    understood = understand(text, before.brief if before.turns else None)
    return reply(before.heard(understood), understood, making=making)


def after(text: str) -> Conversation:
    """A conversation in which that was said."""
    heard = OPEN.heard(understand(text))
    return heard.answered(Turn(at="2026-01-02T03:04:05.000Z", text=text, reply="…"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a warm lo-fi song about the sea in D major, 84 bpm",
         ("a warm lo-fi song about the sea in D major, 4/4, at 84 bpm, 2:00 long",)),
        ("synthwave, 110 bpm", ("Synthwave is not in my repertoire", "house", "the era")),
        ("jazz with theremin", ("didn't understand “theremin”",)),
        ("just piano and cello", ("piano and cello and nobody else",)),
        ("rock, no drums and no piano", ("without drums, piano or bright piano",)),
        ("folk, female voice", ("Nobody sings",)),
        ('pop called "Home"', ("called “Home”",)),
        ("an uplifting pop song", ("an uplifting pop song",)),
    ],
)  # fmt: skip
def test_a_reply_says_what_matters(text: str, words: tuple[str, ...]) -> None:
    answer = said(text)

    for part in words:
        assert part in answer


def test_an_instrumental_is_not_told_that_nobody_sings() -> None:
    assert "sings" not in said("folk, no vocals")


def test_small_talk_is_answered_with_a_question() -> None:
    answer = said("hello")

    assert answer.endswith(".")
    assert "genre" in answer
    assert "bpm" not in answer


def test_gibberish_is_owned_up_to() -> None:
    assert said("asdf qwer").startswith("I didn't understand “asdf qwer”.")


def test_a_change_is_named() -> None:
    answer = said("slower, in A minor", after("folk in D major, 100 bpm"))

    assert "the key and the tempo" in answer
    assert "A minor" in answer
    assert "88 bpm" in answer


def test_small_talk_later_on_offers_what_there_is() -> None:
    answer = said("thanks", after("folk"))

    assert "genre" not in answer
    assert "it" in answer


def test_another_take_says_so() -> None:
    assert said("another take", after("folk")).startswith("Another take: a folk song")


def test_making_is_announced_only_when_it_happens() -> None:
    starts = ("now", "band is on it", "Off it goes")

    assert any(words in said("jazz", making=True) for words in starts)
    assert not any(words in said("jazz") for words in starts)


def test_the_same_message_reads_the_same_and_turns_differ() -> None:
    later = [said("jazz", after(text)) for text in ("folk", "rock", "a slow song")]

    assert said("jazz") == said("jazz")
    assert len({said("jazz"), *later}) > 1


def test_an_era_is_described() -> None:
    assert "with the 1980s in mind" in described(OPEN.heard(understand("80s pop")).brief)
