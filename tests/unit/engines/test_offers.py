"""Who is asked for a song: by name, by budget, by task, and who stands in."""

from dataclasses import replace
from pathlib import Path

import pytest

from harmonia.engines import card as cards
from harmonia.engines.offer import (
    EngineWishes,
    Offer,
    candidates,
    check,
    offer,
    offers,
    stands_in,
)
from harmonia.errors import Invalid

SMALL = Offer(
    name="player", version="1", variant="small", stage="music", endpoint="p", tasks=("text",),
    seconds=60, patience=600, licence="MIT", commercial_use="yes", weights_sha256="a" * 64,
    usd_per_hour=1.2,
)  # fmt: skip
LARGE = replace(SMALL, variant="large", tasks=("text", "melody"), usd_per_hour=6.0)
UNPRICED = replace(SMALL, name="other", usd_per_hour=None)
VOICE = replace(SMALL, name="choir", stage="vocal")
ALL = (SMALL, LARGE, UNPRICED, VOICE)


@pytest.mark.parametrize(
    ("wishes", "found"),
    [
        (EngineWishes(), []),  # nothing may be spent
        (EngineWishes(budget=0.2), ["player/small"]),
        (EngineWishes(budget=2), ["player/small", "player/large"]),
        (EngineWishes(music="model", budget=2, task="melody"), ["player/large"]),
        (EngineWishes(music="draft", budget=2), []),
        (EngineWishes(music="band", budget=2), []),
        (EngineWishes(music="player"), ["player/small", "player/large"]),
        (EngineWishes(music="player/large"), ["player/large"]),
        (EngineWishes(music="other"), ["other/small"]),
    ],
)
def test_who_is_asked(wishes: EngineWishes, found: list[str]) -> None:
    fit, vain = candidates(wishes, "music", ALL, 30)

    assert [one.key for one in fit] == found
    assert vain == ()


@pytest.mark.parametrize(
    ("wishes", "seconds", "vain"),
    [
        (EngineWishes(music="player/small"), 90, "player/small: takes songs of at most 60 s"),
        (EngineWishes(music="player/small", task="melody"), 30, "player/small: does not do melody"),
        (EngineWishes(music="gone"), 30, "gone: does not run here"),
    ],
)
def test_who_was_named_in_vain_is_said(wishes: EngineWishes, seconds: float, vain: str) -> None:
    assert candidates(wishes, "music", ALL, seconds) == ((), (vain,))


def test_the_built_in_engine_stands_in_unless_a_model_was_named_alone() -> None:
    assert stands_in(EngineWishes(music="player"), "music")
    assert stands_in(EngineWishes(fallback=False), "music")
    assert not stands_in(EngineWishes(music="player", fallback=False), "music")


@pytest.mark.parametrize(
    ("wishes", "field"),
    [
        (EngineWishes(music="choir"), "music"),
        (EngineWishes(film="model"), "film"),
        (EngineWishes(music="player", task="stems"), "task"),
    ],
)
def test_what_nobody_here_does_is_refused(wishes: EngineWishes, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        check(wishes, ALL)

    assert refused.value.field == field


def test_a_budget_has_limits() -> None:
    with pytest.raises(Invalid):
        EngineWishes(budget=-1)


def test_an_offer_survives_its_way_through_the_environment() -> None:
    from harmonia import document

    assert offers(document.canonical(ALL).decode()) == ALL
    assert offers("[]") == ()


def test_an_answer_counts_only_from_who_was_asked_under_the_same_terms() -> None:
    text = (Path(__file__).parents[2] / "containers" / "kit" / "player.toml").read_text()
    card = cards.parse(text.replace("BYTES", "1").replace("SHA256", "a" * 64))
    offered = offer(card, card.weights[0], "p")
    model = card.model(card.weights[0])

    assert offered.is_honest(model)
    for change in (
        {"id": "band"}, {"version": "2"}, {"variant": "large"}, {"licence": "MIT"},
        {"weights_sha256": "0" * 64},
    ):  # fmt: skip
        assert not offered.is_honest(replace(model, **change))


def test_work_costs_what_its_instance_costs_meanwhile() -> None:
    assert SMALL.most_usd == pytest.approx(0.2)
    assert SMALL.usd(30) == 0.01
    assert UNPRICED.usd(30) == 0
