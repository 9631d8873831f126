"""Cards: what does not fit is named, by file and field."""

from pathlib import Path

import pytest

from harmonia.engines import card as cards
from harmonia.engines.card import Family, Tier, find, forbidden, parse, sounding
from harmonia.errors import Invalid, NotFound

ROOT = Path(__file__).parents[3]
GOOD = (
    (ROOT / "tests" / "containers" / "kit" / "player.toml")
    .read_text()
    .replace("BYTES", "24")
    .replace("SHA256", "a" * 64)
)


def test_every_engine_of_the_house_has_a_card_that_fits() -> None:
    found = {card.name: card for card in find(ROOT / "inference_containers")}

    assert {"band", "singer", "filmmaker"} <= found.keys()
    assert {found[name].tier for name in ("band", "singer", "filmmaker")} == {Tier.DRAFT}
    assert {card.family for card in found.values()} == set(Family)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('name = "player"', 'name = "The Player"', "name"),
        ('family = "music"', 'family = "dance"', "family"),
        ('tasks = ["text", "melody"]', 'tasks = ["film"]', "tasks"),
        ('tasks = ["text", "melody"]', "tasks = []", "tasks"),
        ('outputs = ["take"]', 'outputs = ["noise"]', "outputs.0"),
        ("seconds = 60.0", "seconds = 0", "limits.seconds"),
        ("patience = 20.0", "patience = 4000", "limits.patience"),
        ("gpu = true", "gpu = false", "hardware.gpu_memory_gib"),
        ('instance = "ml.g5.2xlarge"', 'instance = "g5"', "hardware.instance"),
        ("gpu = true", "gpu = true\nusd_per_hour = 1", "hardware.usd_per_hour"),
        ('commercial_use = "no"', 'commercial_use = "perhaps"', "weights.0.commercial_use"),
        ('licence = "CC-BY-NC-4.0"', 'licence = " "', "weights.0.licence"),
        ("0123456789abcdef", "main", "weights.0.revision"),
        ("model.safetensors", "pytorch_model.bin", "weights.0.files.0.path"),
        ("model.safetensors", "../model.safetensors", "weights.0.files.0.path"),
        ("model.safetensors", "model.json", "weights.0.files"),
        ('variant = "small"', 'variant = "Small!"', "weights.0.variant"),
        ("bytes = 24", "bytes = 24, colour = 1", "weights.0.files.0.colour"),
        ('summary = "One note, for trying the kit."', "", "summary"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named(old: str, new: str, field: str) -> None:
    assert old in GOOD

    with pytest.raises(Invalid) as refused:
        parse(GOOD.replace(old, new), "player/engine.toml")

    assert refused.value.field == field
    assert str(refused.value).startswith(f"player/engine.toml, {field}: ")


def test_what_is_no_toml_is_said_to_be_none() -> None:
    with pytest.raises(Invalid, match="is not TOML") as refused:
        parse("name =")

    assert refused.value.code == "malformed"


def test_two_engines_cannot_share_a_name(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / cards.FILE).write_text(GOOD)

    with pytest.raises(Invalid, match="two engines share a name"):
        find(tmp_path)


def test_a_variant_that_is_not_there_is_not_found() -> None:
    assert parse(GOOD).variant().variant == "small"
    with pytest.raises(NotFound, match="it has small"):
        parse(GOOD).variant("huge")


def test_a_commercial_stage_takes_only_what_its_terms_allow() -> None:
    (weights,) = parse(GOOD).weights
    (some,) = parse(GOOD.replace('"no"', '"conditional"')).weights
    (free,) = parse(GOOD.replace('"no"', '"yes"')).weights

    assert forbidden(weights, commercial=False) is None
    assert "CC-BY-NC-4.0" in (forbidden(weights, commercial=True) or "")
    assert forbidden(weights, commercial=True, accepted=[weights.id]) is not None
    assert forbidden(some, commercial=True) is not None
    assert forbidden(some, commercial=True, accepted=[some.id]) is None
    assert forbidden(free, commercial=True) is None


def test_sounds_that_nobody_knows_are_not_said_to_be_allowed() -> None:
    card = parse(GOOD)

    assert sounding(card, "mine.sf2", "b" * 64, "see its makers").commercial_use is None
    assert sounding(card, "mine.sf2", "b" * 64, "CC-BY-NC-4.0").commercial_use == "no"
