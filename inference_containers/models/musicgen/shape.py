"""The shape of a MusicGen: how wide, how deep, how many codebooks."""

from __future__ import annotations

from dataclasses import dataclass

from harmonia.errors import EngineFailed


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The sizes of the language model over EnCodec's codes."""

    layers: int
    width: int
    heads: int
    hidden: int  # width of the feed-forward layers
    codebooks: int  # of all channels together
    cardinality: int = 2048  # codes in a codebook; the special token is the one after the last
    channels: int = 1
    chroma: int = 0  # frames of melody that stand before the words; 0: no melody, words by cross-
    # attention
    frame_rate: int = 50  # codes a second
    sample_rate: int = 32_000  # hertz
    window: int = 1500  # frames that the model was trained on: 30 s

    def __post_init__(self) -> None:
        if self.width % self.heads or self.codebooks % self.channels:
            raise EngineFailed(f"these sizes do not fit each other: {self}")

    @property
    def head(self) -> int:
        """Width of an attention head."""
        return self.width // self.heads

    @property
    def special(self) -> int:
        """The token that stands where no code is."""
        return self.cardinality

    @property
    def crossed(self) -> bool:
        """Whether words come by cross-attention; with a melody they stand before the codes."""
        return not self.chroma

    @property
    def delays(self) -> tuple[int, ...]:
        """By how many steps each codebook comes late; both channels of one book come together."""
        return tuple(book // self.channels for book in range(self.codebooks))

    @property
    def matrices(self) -> int:
        """Weights that one decode step reads when the words' keys and values are kept."""
        attention = 6 if self.crossed else 4  # q k v o, and q o again
        layer = attention * self.width**2 + 2 * self.width * self.hidden
        return self.layers * layer + self.codebooks * self.cardinality * self.width


SMALL = Shape(layers=24, width=1024, heads=16, hidden=4096, codebooks=4)
MEDIUM = Shape(layers=48, width=1536, heads=24, hidden=6144, codebooks=4)
LARGE = Shape(layers=48, width=2048, heads=32, hidden=8192, codebooks=4)
SHAPES = {"small": SMALL, "medium": MEDIUM, "large": LARGE}
