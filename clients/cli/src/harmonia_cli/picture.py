"""What a terminal showed, as a picture."""

import re

from rich.console import Console
from rich.terminal_theme import MONOKAI

FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def drawn(console: Console, title: str) -> str:
    """The recorded console as SVG, in whatever monospaced font the viewer has."""
    picture = console.export_svg(title=title, theme=MONOKAI)
    return FONTS.sub("", picture).replace("Fira Code,", "").replace("Fira Code", "monospace")
