"""
Naming: what the parts of a band are called.

A part is called after its place (lead, hook, second guitar) as long as that is true of whoever sits
there, else after the instrument: a vibraphone's place with an organ in it is called organ.
"""

from dataclasses import replace

from harmonia.composing.style import Chair
from harmonia.music.instrument import INSTRUMENTS, Family, Instrument, names

GUITARS = tuple(name for name in INSTRUMENTS if name.endswith("guitar"))
MEANS = {  # who may be called by a word that is no single instrument's
    "guitar": GUITARS,
    "bass": tuple(one.name for one in INSTRUMENTS.values() if one.family == Family.BASS),
    "basses": tuple(one.name for one in INSTRUMENTS.values() if one.family == Family.BASS),
    "drums": tuple(one.name for one in INSTRUMENTS.values() if one.family == Family.DRUMS),
    "percussion": tuple(one.name for one in INSTRUMENTS.values() if one.family == Family.DRUMS),
    "keys": ("piano", "bright piano", "electric piano", "clavinet", "harpsichord", "organ"),
    "piano": ("piano", "bright piano"),
    "organ": ("organ", "church organ"),
    "strings": ("strings", "slow strings", "pizzicato"),
    "pad": ("warm pad", "sweep pad"),
    "horn": ("french horn",),
    "picking": (*GUITARS, "banjo", "mandolin", "ukulele", "harp", "pizzicato", "pluck"),
    "fiddle": ("violin",),
}


def named(chairs: list[Chair]) -> list[Chair]:
    """The chairs under true names, each once, in the same order."""
    called: list[Chair] = []
    taken: set[str] = set()
    for chair in chairs:
        player = INSTRUMENTS[chair.instruments]
        name = chair.name if fitting(chair.name, player) else player.name
        spare = (f"{name} {number}" for number in range(2, 99))
        name = name if name not in taken else next(one for one in spare if one not in taken)
        taken.add(name)
        called.append(replace(chair, name=name))
    return called


def fitting(name: str, player: Instrument) -> bool:
    """Whether no word of a part's name speaks of another instrument than plays it."""
    if name == player.name:
        return True
    own = {player.name, *player.words}
    said = [word for word in name.split() if word in MEANS or word in names()]
    return all(player.name in MEANS.get(word, ()) or word in own for word in said)
