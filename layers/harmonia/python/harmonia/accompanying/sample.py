"""
Samples: loops of drums, phrases of one player, and single strokes or notes.

What a sample is says all that is needed to make it again; its song is what the band plays it from.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from harmonia.accompanying.accompaniment import accompany
from harmonia.accompanying.chart import Chart
from harmonia.accompanying.cue import PARTS, placed
from harmonia.accompanying.lineup import lineup
from harmonia.composing.harmony import fitted
from harmonia.composing.roman import read
from harmonia.composing.styles import STYLES
from harmonia.errors import Invalid
from harmonia.music.chord import Chord
from harmonia.music.instrument import Piece
from harmonia.music.key import Key
from harmonia.music.meter import PPQ, Meter
from harmonia.music.note import Pitch
from harmonia.music.tempo import FASTEST, SLOWEST
from harmonia.songs.song import Note, Part, Song, Sound
from harmonia.songs.tastes import TASTES, key_for
from harmonia.songs.wishes import SEEDS, Genre, Output, SectionKind

MOST_BARS = 16
SHOT_BPM = 120.0
FORMATS = (Output.WAV, Output.FLAC, Output.MIDI)
PITCHES = {"bass": "E2", "keys": "C4", "guitar": "E3"}


class SampleKind(StrEnum):
    """What a sample is for."""

    LOOP = "loop"  # drums that go round
    PHRASE = "phrase"  # a player's bars over chords, which go round too
    SHOT = "one-shot"  # a stroke or a note, alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What a sample is; None where the style decides."""

    kind: SampleKind
    style: Genre = Genre.POP
    part: str | None = None  # drums of loops; who plays a phrase or a shot
    bpm: float | None = None
    key: str | None = None  # of phrases
    meter: str = "4/4"
    bars: int = 2
    chords: tuple[str, ...] = ()  # of phrases, a bar each
    piece: str | None = None  # of the kit, for a shot
    pitch: str | None = None  # for a shot of somebody else
    velocity: int = 100  # of a shot
    energy: float = 0.6
    seed: int = 0

    def __post_init__(self) -> None:
        if not 1 <= self.bars <= MOST_BARS:
            raise Invalid(f"must be 1 to {MOST_BARS}, not {self.bars}", field="bars")
        if self.part is not None and self.part not in PARTS:
            raise Invalid(f"choose one of {', '.join(PARTS)}", field="part")
        if not 0 <= self.seed < SEEDS:
            raise Invalid("must be 0 to 2^53", field="seed")
        if self.bpm is not None and not SLOWEST <= self.bpm <= FASTEST:
            raise Invalid(f"must be {SLOWEST:g} to {FASTEST:g}, not {self.bpm:g}", field="bpm")
        if not 0 <= self.energy <= 1:
            raise Invalid("must be 0 to 1", field="energy")
        if len(self.chords) > MOST_BARS:
            raise Invalid(f"at most {MOST_BARS} chords, a bar each", field="chords")
        _check("key", self.key, Key.parse)
        _check("meter", self.meter, Meter.parse)
        _check("pitch", self.pitch, Pitch.parse)
        for index, chord in enumerate(self.chords):
            _check(f"chords.{index}", chord, Chord.parse)
        self._fits()

    def _fits(self) -> None:
        """Invalid if something is said that such a sample has not."""
        shot, drums = self.kind is SampleKind.SHOT, self.player == "drums"
        if self.kind is SampleKind.LOOP and not drums:
            raise Invalid("a loop is the drums'; ask for a phrase", field="part")
        if self.kind is SampleKind.PHRASE and drums:
            raise Invalid("drums play loops; ask for bass, keys or guitar", field="part")
        if self.chords and self.kind is not SampleKind.PHRASE:
            raise Invalid("only phrases have chords", field="chords")
        if self.key and self.kind is not SampleKind.PHRASE:
            raise Invalid("only phrases have a key", field="key")
        if self.piece is not None and not (shot and drums):
            raise Invalid("belongs to a one-shot of the drums", field="piece")
        if self.pitch is not None and (drums or not shot):
            raise Invalid("belongs to a one-shot of bass, keys or guitar", field="pitch")
        if self.piece is not None and self.piece not in [one.value for one in Piece]:
            raise Invalid(f"choose one of {', '.join(Piece)}", field="piece")
        if not 1 <= self.velocity <= 127:
            raise Invalid("must be 1 to 127", field="velocity")

    @property
    def player(self) -> str:
        """Whose part it is."""
        if self.part is not None:
            return self.part
        if self.kind is SampleKind.SHOT and self.pitch is not None:
            return "keys"
        return "keys" if self.kind is SampleKind.PHRASE else "drums"

    @property
    def looped(self) -> bool:
        """Whether its end leads back into its beginning."""
        return self.kind is not SampleKind.SHOT


def _check(field: str, text: str | None, parse: Callable[[str], object]) -> None:
    if text is None:
        return
    try:
        parse(text)
    except Invalid as error:
        raise error.under(field) from error


def settled(sample: Sample) -> Sample:
    """The sample with everything decided that was left to the style."""
    taste = TASTES[sample.style]
    sample = replace(sample, part=sample.player, bpm=sample.bpm or float(taste.usual))
    if sample.kind is SampleKind.SHOT:
        if sample.player == "drums":
            return replace(sample, piece=sample.piece or Piece.KICK.value, bpm=SHOT_BPM, bars=1)
        pitch = sample.pitch or PITCHES[sample.player]
        return replace(sample, pitch=str(Pitch.parse(pitch)), bpm=SHOT_BPM, bars=1)
    if sample.kind is SampleKind.LOOP:
        return sample
    draw = random.Random(f"{sample.seed}/sample")
    if sample.chords:
        given = tuple(map(Chord.parse, sample.chords))
        key = key_for({SectionKind.VERSE: given}, sample.style, (), draw)
        return replace(sample, chords=tuple(map(str, given)), key=sample.key or str(key))
    minor = taste.mode == "minor"
    tonics = (taste.minors if minor else taste.majors).split()
    key = Key.parse(sample.key or f"{draw.choice(tonics)} {taste.mode}")
    return replace(sample, key=str(key), chords=_progression(sample, key, draw))


def _progression(sample: Sample, key: Key, draw: random.Random) -> tuple[str, ...]:
    """A progression that the style has in that key, a chord for each bar."""
    style = STYLES[sample.style]
    if key.mode in ("major", "minor"):
        page = (style.minor if key.minor else style.major)[SectionKind.CHORUS]
        bars = [tuple(bar.split(",")) for bar in draw.choice(page).split()]
        numerals = [bar[0] for bar in fitted(bars, sample.bars)]
    else:
        numerals = ["1", "4", "1", "5"] * sample.bars
    return tuple(str(read(one, key, style.colour)) for one in numerals[: sample.bars])


def title(sample: Sample) -> str:
    """What to call a settled sample."""
    words = [sample.style.value, sample.player]
    if sample.kind is SampleKind.SHOT:
        return " ".join([*words, sample.piece or sample.pitch or ""])
    return " ".join([*words, sample.kind.value, *([sample.key] if sample.key else []),
                     f"{sample.bpm:g} bpm"])  # fmt: skip


def song_of(sample: Sample, outputs: tuple[Output, ...] = FORMATS) -> Song:
    """What the band plays for a settled sample."""
    meter = Meter.parse(sample.meter)
    chords = [Chord.parse(one) for one in sample.chords] or [Chord.parse("C")]
    chart = Chart(
        style=sample.style,
        bpm=sample.bpm or SHOT_BPM,
        bars=tuple(placed([chords[bar % len(chords)]], meter) for bar in range(sample.bars)),
        meter=meter,
        key=Key.parse(sample.key) if sample.key else None,
        energy=sample.energy,
        parts=(sample.player,),
        loop=sample.looped,
        title=title(sample),
        seed=sample.seed,
    )
    song = accompany(chart, outputs)
    return song if sample.looped else replace(song, parts=(_shot(sample),))


def _shot(sample: Sample) -> Part:
    player = lineup(sample.style)[sample.player]
    if sample.player == "drums":
        sound = Sound(Piece(sample.piece or Piece.KICK))
    else:
        sound = Sound(Pitch.parse(sample.pitch or PITCHES[sample.player]))
        plays = player.plays
        if not plays.low <= sound.key <= plays.high:
            raise Invalid(f"the {plays.name} has no {sound}", field="pitch")
    note = Note(0, 2 * PPQ, sound, sample.velocity)
    strip = replace(player.strip, pan=0.0, room=0.0)
    return Part(sample.player, player.role, player.instrument, (note,), strip)
