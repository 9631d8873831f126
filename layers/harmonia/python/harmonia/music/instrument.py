"""
Instruments: how they are named, what they can play and where General MIDI keeps them.

Ranges are sounding pitches that a good player finds comfortable, not records. `voices` is how many
notes one player can hold at once. Kit pieces are the General MIDI percussion keys.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from harmonia.errors import Invalid
from harmonia.music.note import Pitch


class Family(StrEnum):
    """What kind of thing an instrument is."""

    KEYS = "keys"
    GUITAR = "guitar"
    BASS = "bass"
    STRINGS = "strings"
    WINDS = "winds"
    BRASS = "brass"
    MALLETS = "mallets"
    SYNTH = "synth"
    VOICE = "voice"
    DRUMS = "drums"


class Piece(StrEnum):
    """A piece of the drum kit."""

    KICK = "kick"
    RIM = "rim"
    SNARE = "snare"
    CLAP = "clap"
    BRUSH = "brush"
    LOW_TOM = "low tom"
    CLOSED_HAT = "closed hat"
    MID_TOM = "mid tom"
    PEDAL_HAT = "pedal hat"
    OPEN_HAT = "open hat"
    HIGH_TOM = "high tom"
    CRASH = "crash"
    RIDE = "ride"
    RIDE_BELL = "ride bell"
    TAMBOURINE = "tambourine"
    COWBELL = "cowbell"
    HIGH_CONGA = "high conga"
    LOW_CONGA = "low conga"
    SHAKER = "shaker"
    CLAVES = "claves"
    TRIANGLE = "triangle"

    @property
    def key(self) -> int:
        """The General MIDI percussion key."""
        return KEYS[self]


KEYS = {
    Piece.KICK: 36, Piece.RIM: 37, Piece.SNARE: 38, Piece.CLAP: 39, Piece.BRUSH: 40,
    Piece.LOW_TOM: 43, Piece.CLOSED_HAT: 42, Piece.MID_TOM: 47, Piece.PEDAL_HAT: 44,
    Piece.OPEN_HAT: 46, Piece.HIGH_TOM: 50, Piece.CRASH: 49, Piece.RIDE: 51, Piece.RIDE_BELL: 53,
    Piece.TAMBOURINE: 54, Piece.COWBELL: 56, Piece.HIGH_CONGA: 63, Piece.LOW_CONGA: 64,
    Piece.SHAKER: 70, Piece.CLAVES: 75, Piece.TRIANGLE: 81,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument a part can be given to."""

    name: str
    family: Family
    program: int  # General MIDI, 0 to 127; for drums the kit on channel 10
    low: int  # MIDI keys, inclusive
    high: int
    voices: int = 1
    words: tuple[str, ...] = field(default=())  # other things people call it


def _make(row: str) -> Instrument:
    name, family, program, low, high, voices, *words = (cell.strip() for cell in row.split("|"))
    return Instrument(
        name,
        Family(family),
        int(program),
        Pitch.parse(low).midi,
        Pitch.parse(high).midi,
        int(voices),
        tuple(word.strip() for word in words[0].split(",")) if words and words[0] else (),
    )


TABLE = """
piano            | keys    | 0   | A0  | C8  | 10 | grand piano, acoustic piano, pianos, keys, keyboard
bright piano     | keys    | 1   | A0  | C8  | 10 | upright piano, honky tonk
electric piano   | keys    | 4   | E1  | G7  | 10 | rhodes, e-piano, epiano, wurlitzer, wurli, wurly
clavinet         | keys    | 7   | F1  | E6  | 10 | clav
harpsichord      | keys    | 6   | F1  | F6  | 10 | cembalo
organ            | keys    | 16  | C2  | C7  | 10 | hammond, b3
church organ     | keys    | 19  | C2  | C7  | 10 | pipe organ
accordion        | keys    | 21  | F3  | A6  | 6  |
celesta          | mallets | 8   | C4  | C8  | 4  | music box, glockenspiel, bells
vibraphone       | mallets | 11  | F3  | F6  | 4  | vibes, vibraphones
marimba          | mallets | 12  | C2  | C7  | 4  | xylophone, kalimba
acoustic guitar  | guitar  | 25  | E2  | B4  | 6  | steel guitar, folk guitar, strummed guitar, acoustic guitars
nylon guitar     | guitar  | 24  | E2  | B4  | 6  | classical guitar, spanish guitar
electric guitar  | guitar  | 27  | E2  | D6  | 6  | clean guitar, electric guitars, guitar, guitars
jazz guitar      | guitar  | 26  | E2  | D6  | 6  | archtop
overdriven guitar| guitar  | 29  | E2  | D6  | 6  | distorted guitar, distortion, crunch guitar, heavy guitar, rock guitar
banjo            | guitar  | 105 | C3  | A5  | 4  |
mandolin         | guitar  | 25  | G3  | A6  | 4  |
ukulele          | guitar  | 24  | C4  | A5  | 4  | uke
harp             | strings | 46  | C1  | G7  | 8  |
electric bass    | bass    | 33  | E1  | G3  | 1  | bass guitar, bass, fretted bass
upright bass     | bass    | 32  | E1  | D4  | 1  | double bass, contrabass, acoustic bass, standup bass
fretless bass    | bass    | 35  | E1  | G3  | 1  |
synth bass       | bass    | 38  | E1  | G3  | 1  | sub bass, moog bass, 808
violin           | strings | 40  | G3  | A6  | 2  | fiddle, violins
viola            | strings | 41  | C3  | E5  | 2  |
cello            | strings | 42  | C2  | A4  | 2  | cellos
strings          | strings | 48  | C2  | C7  | 12 | string section, orchestra, string ensemble, orchestral strings
slow strings     | strings | 49  | C2  | C7  | 12 |
pizzicato        | strings | 45  | C2  | C7  | 6  | plucked strings
choir            | voice   | 52  | C3  | C6  | 8  | choirs, aahs
flute            | winds   | 73  | C4  | C7  | 1  | flutes
clarinet         | winds   | 71  | D3  | G6  | 1  |
oboe             | winds   | 68  | Bb3 | G6  | 1  |
alto sax         | winds   | 65  | Db3 | Ab5 | 1  | sax, saxophone, saxophones
tenor sax        | winds   | 66  | Ab2 | Eb5 | 1  |
harmonica        | winds   | 22  | C4  | C7  | 3  | blues harp, mouth organ
trumpet          | brass   | 56  | E3  | Bb5 | 1  | trumpets, horns
muted trumpet    | brass   | 59  | E3  | Bb5 | 1  |
trombone         | brass   | 57  | E2  | Bb4 | 1  |
french horn      | brass   | 60  | F2  | C5  | 1  | horn
brass            | brass   | 61  | E2  | Bb5 | 6  | brass section
warm pad         | synth   | 89  | C2  | C7  | 12 | pad, pads, synth pad, ambient pad
sweep pad        | synth   | 95  | C2  | C7  | 12 |
saw lead         | synth   | 81  | C3  | C7  | 2  | synth lead, lead synth, synth, synths, synthesizer
square lead      | synth   | 80  | C3  | C7  | 2  | chiptune, 8-bit
pluck            | synth   | 84  | C2  | C7  | 8  | synth pluck, arp, arpeggio
drums            | drums   | 0   | B1  | A5  | 4  | drum kit, drum, kit, percussion, beat, beats
jazz drums       | drums   | 32  | B1  | A5  | 4  | brushes
electronic drums | drums   | 24  | B1  | A5  | 4  | drum machine, 808s, 909
orchestral drums | drums   | 48  | B1  | A5  | 4  | timpani, taiko, cinematic drums
"""

SINGERS_TABLE = """
soprano          | voice   | 53  | C4  | A5  | 1  |
alto             | voice   | 53  | F3  | D5  | 1  |
tenor            | voice   | 53  | C3  | A4  | 1  |
baritone         | voice   | 53  | F2  | F4  | 1  |
child            | voice   | 53  | C4  | E5  | 1  |
"""

INSTRUMENTS = {instrument.name: instrument for instrument in map(_make, TABLE.strip().splitlines())}
SINGERS = {singer.name: singer for singer in map(_make, SINGERS_TABLE.strip().splitlines())}
_WORDS = {word: one for one in INSTRUMENTS.values() for word in (one.name, *one.words)}


def instrument(name: str) -> Instrument:
    """The instrument of that name or nickname; Invalid if nobody in the band plays it."""
    found = _WORDS.get(" ".join(name.lower().split()))
    if found is None:
        raise Invalid(f"nobody in the band plays {name!r}; known are {', '.join(INSTRUMENTS)}")
    return found


def performer(name: str) -> Instrument:
    """The instrument or the singer of that name; singers are asked for as voices, not by these."""
    return SINGERS.get(name) or instrument(name)


def names() -> tuple[str, ...]:
    """Every name and nickname, longest first, for finding instruments in a sentence."""
    return tuple(sorted(_WORDS, key=lambda word: (-len(word), word)))
