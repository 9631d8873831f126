"""What a film may be asked to be, and what is refused by name."""

import pytest

from harmonia import document
from harmonia.errors import Invalid
from harmonia.films.film import Aspect, Film, FilmWishes, Scene, Shot
from harmonia.films.overlay import Overlay, OverlayKind, Place
from harmonia.films.palette import Palette

FIVE = ("#101010", "#202020", "#808080", "#f0f0f0", "#ff8800")


@pytest.mark.parametrize(
    ("aspect", "height", "size"),
    [
        (Aspect.WIDE, 720, (1280, 720)),
        (Aspect.TALL, 720, (720, 1280)),
        (Aspect.SQUARE, 1080, (1080, 1080)),
        (Aspect.WIDE, 1080, (1920, 1080)),
    ],
)
def test_the_height_is_the_short_side(aspect: Aspect, height: int, size: tuple[int, int]) -> None:
    assert Film(aspect=aspect, height=height).size == size


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"height": 480}, "height"),
        ({"fps": 60}, "fps"),
        ({"outputs": ["mp4", "gif"]}, "outputs"),
        ({"aspect": "4:3"}, "aspect"),
        ({"shots": [{"first_bar": 4, "last_bar": 2, "scene": "ink"}]}, "shots.0.last_bar"),
        ({"shots": [{"first_bar": 1, "last_bar": 2, "scene": "fish"}]}, "shots.0.scene"),
        (
            {"shots": [{"first_bar": 1, "last_bar": 2, "scene": "ink", "palette": ["red"]}]},
            "shots.0.palette",
        ),
        ({"overlays": [{"kind": "text", "text": " "}]}, "overlays.0.text"),
        ({"overlays": [{"kind": "logo"}]}, "overlays.0.image"),
        ({"overlays": [{"kind": "text", "text": "hi", "opacity": 0}]}, "overlays.0.opacity"),
        (
            {"overlays": [{"kind": "text", "text": "hi", "from_seconds": 3, "to_seconds": 2}]},
            "overlays.0.to_seconds",
        ),
        (
            {"overlays": [{"kind": "text", "text": "hi", "from_seconds": 3, "last_bar": 2}]},
            "overlays.0.from_seconds",
        ),
    ],
)
def test_what_makes_no_sense_is_refused_by_the_name_of_its_field(
    wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        document.restore(Film, wrong)

    assert refused.value.field == field


def test_shots_that_overlap_are_named_with_the_bar_that_is_free() -> None:
    shots = tuple(Shot(first_bar=first, last_bar=first + 3, scene=Scene.INK) for first in (1, 5, 8))

    with pytest.raises(Invalid, match=r"shot 3 begins in bar 8.*bar 9 or later") as refused:
        Film(shots=shots)

    assert refused.value.field == "shots.2.first_bar"


def test_wishes_for_a_film_are_checked_like_the_film() -> None:
    with pytest.raises(Invalid) as refused:
        FilmWishes(fps=17)

    assert refused.value.field == "fps"


def test_later_wishes_win_over_earlier_ones() -> None:
    later = FilmWishes(aspect=Aspect.SQUARE).over(FilmWishes(aspect=Aspect.TALL, fps=30))

    assert (later.aspect, later.fps) == (Aspect.SQUARE, 30)


def test_a_film_is_the_same_after_being_written_and_read() -> None:
    film = Film(
        shots=(Shot(first_bar=2, last_bar=5, scene=Scene.RAIN, palette=FIVE),),
        overlays=(
            Overlay(kind=OverlayKind.TEXT, text="Out now", place=Place.BOTTOM, first_bar=2),
            Overlay(kind=OverlayKind.LOGO, image="up_1", from_seconds=0.5, opacity=0.5),
        ),
    )

    assert document.loads(Film, document.canonical(film)) == film


def test_palettes_read_and_write_web_colours() -> None:
    assert Palette.parse(FIVE).hex == FIVE
    assert Palette.parse(FIVE).accent == (255, 136, 0)


@pytest.mark.parametrize("colours", [FIVE[:4], (*FIVE[:4], "#ff880"), (*FIVE[:4], "orange!")])
def test_a_palette_is_five_web_colours(colours: tuple[str, ...]) -> None:
    with pytest.raises(Invalid):
        Palette.parse(colours)
