"""
Chord diagrams as SVG: the neck upright, strings from left to right in the order of the shape.

Dots carry the finger's number, a barre is a bar, o is an open string and x a silent one. A thick
line is the nut; up the neck the first fret's number stands beside it. Colours follow the reader's
light or dark mode. For left-handed players the neck is seen in a mirror.
"""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from harmonia.tabs.shape import Shape
from harmonia.tabs.tab import Tab, Voicing

GAP, ROW = 16, 20  # between strings and between frets
LEFT, TOP, FOOT = 28, 44, 12
ROWS = 4  # frets that are shown at least
ACROSS = 6  # diagrams in a row
STYLE = """
  text { font-family: system-ui, sans-serif; text-anchor: middle; }
  .name { font-size: 16px; font-weight: 600; } .mark { font-size: 11px; }
  .finger { font-size: 10px; font-weight: 600; }
  .ink { stroke: #1c1c1e; } .fill, text { fill: #1c1c1e; } text.finger { fill: #ffffff; }
  @media (prefers-color-scheme: dark) {
    .ink { stroke: #f2f2f4; } .fill, text { fill: #f2f2f4; } text.finger { fill: #1c1c1e; }
  }
"""  # no variables: many programs that draw SVG don't know them


def diagrams(tab: Tab) -> str:
    """Every chord of the tab once, as one picture."""
    found = [_diagram(one, tab) for one in tab.distinct]
    wide, high = cell(len(tab.tuning.strings), max(map(_rows, (v.shape for v in tab.distinct))))
    columns = min(ACROSS, len(found))
    rows = -(-len(found) // ACROSS)
    body = [
        f'<g transform="translate({index % ACROSS * wide} {index // ACROSS * high})">{one}</g>'
        for index, one in enumerate(found)
    ]
    return _svg(columns * wide, rows * high, "Chord diagrams", body)


def cell(strings: int, rows: int) -> tuple[int, int]:
    """The size of one diagram."""
    return 2 * LEFT + GAP * (strings - 1), TOP + ROW * rows + FOOT


def _svg(wide: int, high: int, title: str, body: list[str]) -> str:
    inside = "\n".join(body)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" '
        f'height="{high}" role="img" aria-label={quoteattr(title)}>\n'
        f"<style>{STYLE}</style>\n{inside}\n</svg>\n"
    )


def _rows(shape: Shape) -> int:
    pressed = shape.pressed
    return max(ROWS, max(pressed, default=0) - _base(shape) + 1)


def _base(shape: Shape) -> int:
    """The fret of the first row: 1 while everything fits below the nut."""
    pressed = shape.pressed
    return 1 if max(pressed, default=0) <= ROWS else min(pressed)


def _diagram(voicing: Voicing, tab: Tab) -> str:
    """Its parts, the name on top."""
    shape, count = voicing.shape, len(voicing.shape.frets)
    base, rows = _base(shape), _rows(shape)
    across = [LEFT + GAP * index for index in range(count)]
    if tab.left_handed:
        across.reverse()
    middle = LEFT + GAP * (count - 1) / 2
    lines = [f'<text class="name" x="{middle:g}" y="20">{escape(str(voicing.held))}</text>']
    lines += _neck(count, rows, base, left_handed=tab.left_handed)
    lines += _marks(shape, across)
    lines += _dots(shape, across, base)
    return "\n".join(lines)


def _neck(count: int, rows: int, base: int, *, left_handed: bool) -> Iterator[str]:
    right, bottom = LEFT + GAP * (count - 1), TOP + ROW * rows
    for row in range(rows + 1):
        y = TOP + ROW * row
        width = 4 if row == 0 and base == 1 else 1
        yield _line(LEFT, y, right, y, width)
    for index in range(count):
        x = LEFT + GAP * index
        yield _line(x, TOP, x, bottom, 1)
    if base > 1:
        x = right + 15 if left_handed else LEFT - 15
        yield f'<text class="mark" x="{x}" y="{TOP + ROW / 2 + 4:g}">{base}</text>'


def _line(x1: int, y1: int, x2: int, y2: int, width: int) -> str:
    caps = ' stroke-linecap="square"' if width > 1 else ""
    return (
        f'<line class="ink" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke-width="{width}"{caps}/>'
    )


def _marks(shape: Shape, across: list[int]) -> Iterator[str]:
    """What stands above the nut: open and silent strings."""
    for x, fret in zip(across, shape.frets, strict=True):
        if fret is None:
            yield f'<text class="mark" x="{x}" y="{TOP - 7}">×</text>'
        elif fret == 0:
            yield f'<circle class="ink" cx="{x}" cy="{TOP - 11}" r="3.5" fill="none"/>'


def _dots(shape: Shape, across: list[int], base: int) -> Iterator[str]:
    barred = set()
    for barre in shape.barres:
        ends = sorted((across[barre.first], across[barre.last]))
        y = TOP + ROW * (barre.fret - base) + ROW // 2
        yield (
            f'<rect class="fill barre" x="{ends[0] - 7}" y="{y - 7}" '
            f'width="{ends[1] - ends[0] + 14}" height="14" rx="7"/>'
        )
        yield f'<text class="finger" x="{ends[0]}" y="{y + 4}">{barre.finger}</text>'
        barred.add(barre.finger)
    for x, fret, finger in zip(across, shape.frets, shape.fingers, strict=True):
        if fret and finger not in barred:
            y = TOP + ROW * (fret - base) + ROW // 2
            yield f'<circle class="fill dot" cx="{x}" cy="{y}" r="7"/>'
            yield f'<text class="finger" x="{x}" y="{y + 4}">{finger}</text>'
