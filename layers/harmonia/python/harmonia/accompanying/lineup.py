"""Who sits in the band: one player a part, whom the style would ask first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from harmonia.accompanying.cue import PARTS
from harmonia.composing.style import Chair
from harmonia.composing.styles import STYLES
from harmonia.music.instrument import Family, Instrument, instrument
from harmonia.songs.song import Role, Strip
from harmonia.songs.wishes import Genre

ROLES = {"drums": Role.DRUMS, "bass": Role.BASS, "keys": Role.COMPING, "guitar": Role.COMPING}
CHANNELS = {"drums": 9, "bass": 0, "keys": 1, "guitar": 2}  # counted from 0; musicians say 10
KEYS = {Genre.ROCK: "organ", Genre.FOLK: "piano"}  # where no chair has keys
GUITARS = {Genre.HOUSE: "electric guitar", Genre.CINEMATIC: "nylon guitar"}
PAN = {"keys": -0.3, "guitar": 0.4}
BESIDE = -1.5  # LU of the guitar, which is never alone


@dataclass(frozen=True, slots=True)
class Player:
    """A part's player, with their channel on the desk and in MIDI."""

    part: str
    role: Role
    instrument: str
    strip: Strip
    channel: int

    @property
    def plays(self) -> Instrument:
        """What they play, with its range and its General MIDI program."""
        return instrument(self.instrument)


def lineup(style: Genre) -> Mapping[str, Player]:
    """The style's band, by part."""
    return {part: _player(style, part) for part in PARTS}


def _player(style: Genre, part: str) -> Player:
    role = ROLES[part]
    chairs = [chair for chair in STYLES[style].chairs if chair.role is role]
    if part == "keys":
        name = next(_names(chairs, Family.KEYS), KEYS.get(style, "piano"))
    elif part == "guitar":
        name = next(_names(chairs, Family.GUITAR), GUITARS.get(style, "acoustic guitar"))
    else:
        name = chairs[0].instruments.split(",")[0]
    level = BESIDE if part == "guitar" else chairs[0].level if part == "drums" else 0.0
    strip = Strip(level=level, pan=PAN.get(part, 0.0), room=chairs[0].room)
    return Player(part, role, name, strip, CHANNELS[part])


def _names(chairs: list[Chair], family: Family) -> Iterator[str]:
    for chair in chairs:
        for name in chair.instruments.split(","):
            if instrument(name.strip()).family is family:
                yield name.strip()
