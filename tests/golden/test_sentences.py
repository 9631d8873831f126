"""Sentences as people write them lead to the brief a musician expects."""

from typing import Any

import pytest

from harmonia.chat.grammar import understand
from harmonia.document import plain
from harmonia.music.instrument import INSTRUMENTS, instrument
from harmonia.songs.brief import Source, settle
from tests.golden.sentences import FILMS, FIRST, SECOND, Sentence

SENTENCES = (*FIRST, *SECOND, *FILMS)


def refused(family: str) -> set[str]:
    """Who must not play when that word is refused."""
    one = instrument(family)
    if family in ("drums", "bass"):
        return {other.name for other in INSTRUMENTS.values() if other.family is one.family}
    if family == "guitar":
        return {"acoustic guitar", "nylon guitar", "electric guitar"}
    return {one.name}


@pytest.mark.parametrize("sentence", SENTENCES, ids=[one.text[:40] for one in SENTENCES])
def test_a_sentence_leads_to_the_brief_a_musician_expects(sentence: Sentence) -> None:
    understood = understand(sentence.text)
    said: dict[str, Any] = plain(understood.wishes)

    assert {name: said.get(name) for name in sentence.wishes} == sentence.wishes
    assert not set(sentence.unsaid.split()) & set(said)
    without = set(said.get("without", ()))
    for family in sentence.never.split(" " if "electr" not in sentence.never else "|"):
        assert not family or refused(family) <= without
    if sentence.only:
        assert without == set(INSTRUMENTS) - set(said["instruments"])
    assert set(sentence.missed) <= set(understood.not_understood)
    for name in sentence.inferred.split():
        assert name in understood.inferred
    brief = settle(understood.wishes, seed=1, inferred=understood.inferred)
    for name in sentence.wishes.keys() & brief.sources.keys():
        expected = Source.INFERRED if name in understood.inferred else Source.SAID
        assert brief.sources[name] is expected
