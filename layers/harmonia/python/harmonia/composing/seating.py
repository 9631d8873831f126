"""
Seating: who sits in the band.

Instruments that were asked for always get a seat, in the role that suits them; what was not wanted
never does, and a relative may take its place. The rest are the style's, as the seed picks them.
"""

import random
from collections.abc import Collection, Sequence
from dataclasses import replace

from harmonia.composing.naming import named
from harmonia.composing.style import Chair, Style
from harmonia.music.instrument import INSTRUMENTS, Family, Instrument, instrument
from harmonia.songs.brief import Brief
from harmonia.songs.song import Role

MOST = 9  # parts, unless more were asked for
SUITS = {  # what each family does best, in order
    Family.DRUMS: (Role.DRUMS,),
    Family.BASS: (Role.BASS,),
    Family.KEYS: (Role.COMPING, Role.LEAD, Role.RIFF, Role.PAD, Role.COUNTER),
    Family.GUITAR: (Role.COMPING, Role.RIFF, Role.LEAD, Role.COUNTER),
    Family.STRINGS: (Role.PAD, Role.LEAD, Role.COUNTER, Role.RIFF),
    Family.WINDS: (Role.LEAD, Role.COUNTER, Role.RIFF),
    Family.BRASS: (Role.LEAD, Role.COUNTER, Role.RIFF),
    Family.MALLETS: (Role.RIFF, Role.LEAD, Role.COUNTER, Role.COMPING),
    Family.SYNTH: (Role.PAD, Role.LEAD, Role.RIFF, Role.COUNTER, Role.COMPING),
    Family.VOICE: (Role.PAD, Role.COUNTER, Role.LEAD),
}
SOLOISTS = (
    "violin", "cello", "viola", "saw lead", "square lead", "mandolin", "accordion", "harmonica",
)  # fmt: skip
ARPEGGIOS = ("pluck", "pizzicato", "banjo", "celesta")
PADS = ("warm pad", "sweep pad", "strings", "slow strings", "choir", "church organ", "organ")
FAMILIES = {  # these names are words for more than one instrument, wanted or not
    "drums": ("jazz drums", "electronic drums", "orchestral drums"),
    "brass": ("trumpet", "muted trumpet", "trombone", "french horn"),
    "strings": ("slow strings", "pizzicato"),
}
LEADS = (  # whoever is left may sing, most willing first
    "flute", "clarinet", "violin", "electric piano", "piano", "vibraphone", "acoustic guitar",
    "saw lead", "trumpet", "cello", "accordion", "choir", "organ", "square lead", "oboe",
    "alto sax", "nylon guitar", "harp", "marimba",
)  # fmt: skip
BASIC = (Role.DRUMS, Role.BASS, Role.COMPING)  # a relative takes the chair if nobody else may


def barred(brief: Brief) -> frozenset[str]:
    """Every instrument that must not play: those named, and all that a bare family word means."""
    unwanted = set(brief.without)
    for name in brief.without:
        unwanted.update(one for one in FAMILIES.get(name, ()) if one not in brief.instruments)
    return frozenset(unwanted)


def invited(brief: Brief, style: Style, draw: random.Random) -> list[Chair]:
    """The style's chairs with players in them: those asked for first, then whom the seed picks."""
    unwanted = barred(brief)
    wanted = [name for name in dict.fromkeys(brief.instruments) if name not in unwanted]
    placed = _placed(wanted, style, draw)
    chairs: list[Chair] = []
    for chair in style.chairs:
        asked = placed.pop(chair.name, None)
        if asked:
            chairs.append(replace(chair, instruments=asked))
            continue
        taken = {one.instruments for one in chairs} | set(wanted)
        free = [name for name in players(chair) if name not in unwanted]
        if not free and chair.role in BASIC:
            free = _relatives(chair, unwanted)[:1]
        fresh = [name for name in free if name not in taken] or (
            free if chair.role in (Role.COMPING, Role.LEAD) else []
        )
        needed = chair.role == Role.LEAD and not chair.only
        if not fresh and needed:
            fresh = [name for name in LEADS if name not in unwanted]
            fresh = fresh or [
                n for n, i in INSTRUMENTS.items() if n not in unwanted and i.high > 60
            ]
            fresh = fresh[:1]
        if fresh and (needed or draw.random() < chair.chance):
            chairs.append(replace(chair, instruments=_pick(fresh, draw)))
    chairs += [
        Chair(name=name, role=role, instruments=player, enters=0.35, pan=draw.choice((-0.5, 0.5)))
        for name, (role, player) in _extra(placed, wanted).items()
    ]
    return named(_trimmed(chairs, wanted))


def _relatives(chair: Chair, unwanted: Collection[str]) -> list[str]:
    """Who else of the family of those expected there could sit in that chair."""
    family = instrument(players(chair)[0]).family
    return [
        one.name
        for one in INSTRUMENTS.values()
        if one.family == family and one.name not in unwanted and chair.role in roles(one)
    ]


def _pick(players: Sequence[str], draw: random.Random) -> str:
    """One of the players, the first ones more often."""
    weights = [1 / (1 + 0.4 * index) for index in range(len(players))]
    return draw.choices(list(players), weights)[0]


def _placed(wanted: Sequence[str], style: Style, draw: random.Random) -> dict[str, str]:
    """Which chair each wanted instrument takes; the rest under their own names."""
    open_chairs = {chair.name: chair for chair in style.chairs}
    placed: dict[str, str] = {}
    later = []
    for name in wanted:  # those whom the style expects there go first
        can = roles(instrument(name))
        fitting = [
            chair
            for chair in open_chairs.values()
            if name in players(chair) and chair.role in can and not chair.only
        ]
        if fitting:
            best = min(fitting, key=lambda chair: can.index(chair.role))
            placed[best.name] = name
            del open_chairs[best.name]
        else:
            later.append(name)
    for name in later:
        for role in roles(instrument(name)):
            chair = next((c for c in open_chairs.values() if c.role == role and not c.only), None)
            if chair:
                placed[chair.name] = name
                del open_chairs[chair.name]
                break
        else:
            placed[f"extra {name}"] = name
    return placed


def roles(player: Instrument) -> tuple[Role, ...]:
    """What the instrument can do in a band, best first."""
    usual = SUITS[player.family]
    if player.name in SOLOISTS:
        usual = (Role.LEAD, Role.COUNTER, *usual)
    elif player.name in ARPEGGIOS:
        usual = (Role.RIFF, *usual)
    elif player.name in PADS:
        usual = (Role.PAD, *usual)
    if player.voices < 3:
        usual = tuple(role for role in usual if role not in (Role.COMPING, Role.PAD))
    return tuple(dict.fromkeys(usual)) or (Role.COUNTER,)


def _extra(placed: dict[str, str], wanted: Sequence[str]) -> dict[str, tuple[Role, str]]:
    """Seats for wanted instruments that no chair was left for: they double or answer."""
    seats = {}
    for name in placed.values():
        found = roles(instrument(name))
        role = next((r for r in (Role.COUNTER, Role.PAD, Role.COMPING) if r in found), found[0])
        seats[name] = (role, name)
    return seats


def players(chair: Chair) -> list[str]:
    """The instruments that may sit there, best first."""
    return [name.strip() for name in chair.instruments.split(",")]


def _trimmed(chairs: list[Chair], wanted: Sequence[str]) -> list[Chair]:
    """At most nine players, or as many as were asked for; the quietest chairs go first."""
    spare = [
        chair
        for chair in sorted(chairs, key=lambda chair: chair.enters, reverse=True)
        if chair.instruments not in wanted and chair.role not in (Role.LEAD, Role.BASS, Role.DRUMS)
    ]
    for chair in spare[: max(0, len(chairs) - MOST)]:
        chairs.remove(chair)
    return chairs
