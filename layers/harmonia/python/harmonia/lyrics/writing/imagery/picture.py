"""A theme's pictures."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """What a theme gives a songwriter to work with."""

    name: str
    words: frozenset[str]  # that call it up
    scene: tuple[str, ...]
    turn: tuple[str, ...]
    after: tuple[str, ...]
    ends: tuple[str, ...]
    hooks: tuple[str, ...]
    choruses: tuple[tuple[str, str], ...]
    dark: bool = False


def drawn(page: str) -> tuple[Picture, ...]:
    """The pictures of a page: a title, then rows of `field: item; item`, indented to go on."""
    joined = re.sub(r"\n +", " ", page.strip())
    return tuple(map(_picture, joined.split("\n\n")))


def _picture(paragraph: str) -> Picture:
    head, *rows = paragraph.splitlines()
    fields = {name.strip(): _items(text) for name, _, text in (row.partition(":") for row in rows)}
    couplets = [tuple(part.strip() for part in item.split("/")) for item in fields["choruses"]]
    return Picture(
        name=head.rstrip(" -"),
        words=frozenset(fields["words"][0].split()),
        scene=fields["scene"],
        turn=fields["turn"],
        after=fields["after"],
        ends=fields["ends"],
        hooks=fields["hooks"],
        choruses=tuple((first, second) for first, second in couplets),
        dark=head.endswith("-"),
    )


def _items(text: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in text.split(";") if item.strip())
