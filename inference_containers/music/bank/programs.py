"""Which instrument of the bank plays which General MIDI program."""

from __future__ import annotations

from functools import partial

from inference_containers.music.bank import kits, strings, struck, sustained
from inference_containers.music.bank.amplifier import overdriven
from inference_containers.music.bank.organ import pipes, pulsing, rotating, swaying, tonewheel
from inference_containers.music.bank.voice import Voice

PIANO = Voice("piano", struck.piano, 0.28, rings=7.0)
BRIGHT = Voice("bright piano", partial(struck.piano, bright=1.5), 0.25, rings=6.0)
TINES = Voice("electric piano", struck.electric_piano, 0.22, rings=6.0, finish=swaying)
ORGAN = Voice("organ", tonewheel("888600004"), 0.06, finish=rotating)
JAZZ_ORGAN = Voice("organ", tonewheel("888000000", percussion=0.5), 0.06, finish=rotating)
ROCK_ORGAN = Voice("organ", tonewheel("888888888"), 0.06, finish=partial(rotating, rate=6.8))
PIPES = Voice("church organ", pipes, 0.5)


def plucked(name: str, pluck: strings.Pluck, release: float = 0.18, rings: float = 5.0) -> Voice:
    """A plucked voice: two takes of every note, as no two strokes are alike."""
    return Voice(name, pluck, release, rings, variants=2)


def held(name: str, player: sustained.Held, release: float = 0.25) -> Voice:
    """A voice that sounds as long as it is held."""
    return Voice(name, player, release)


def mallet(name: str, bar: struck.Bar, rings: float, release: float = 0.4) -> Voice:
    """A struck voice."""
    return Voice(name, bar, release, rings)


NYLON = plucked("nylon guitar", strings.NYLON)
STEEL = plucked("steel guitar", strings.STEEL)
CLEAN = plucked("clean guitar", strings.CLEAN)
DRIVEN = Voice("overdriven guitar", strings.DRIVEN, 0.08, 7.0, 2, finish=overdriven)
DISTORTED = Voice(
    "distorted guitar", strings.DRIVEN, 0.08, 7.0, 2, finish=partial(overdriven, drive=40.0)
)
UPRIGHT = plucked("upright bass", strings.UPRIGHT, 0.12, 3.5)
FINGERED = plucked("electric bass", strings.FINGER, 0.10)
PICKED = plucked("picked bass", strings.PICKED, 0.10)
SYNTH_BASS = Voice("synth bass", struck.swept(420, 9.0, sub=0.5), 0.07, 6.0)
VIOLIN = held("violin", sustained.SOLO_VIOLIN, 0.22)
CELLO = held("cello", sustained.SOLO_CELLO, 0.25)
STRINGS = held("strings", sustained.ENSEMBLE, 0.45)
SLOW_STRINGS = held("slow strings", sustained.SLOW_ENSEMBLE, 0.8)
CHOIR = held("choir", sustained.CHOIR, 0.5)
TRUMPET = held("trumpet", sustained.SOLO_TRUMPET, 0.14)
BRASS = held("brass section", sustained.SECTION, 0.18)
SAX = held("saxophone", sustained.SOLO_SAX, 0.14)
OBOE = held("oboe", sustained.SOLO_OBOE, 0.14)
FLUTE = held("flute", sustained.SOLO_FLUTE, 0.16)
SQUARE = held("square lead", sustained.SQUARE_LEAD, 0.08)
SAW = held("saw lead", sustained.SAW_LEAD, 0.10)
PLUCK = Voice("synth pluck", struck.swept(1500, 11.0), 0.2, 3.0)
WARM = held("warm pad", sustained.WARM_PAD, 1.2)
SWEEP = held("sweep pad", sustained.SWEEP_PAD, 1.4)
GLASS = held("glass pad", sustained.GLASS_PAD, 1.2)
OOHS = held("oohs", sustained.OOHS, 0.5)
KOTO = plucked("koto", strings.KOTO, 0.3)
VIBRAPHONE = Voice("vibraphone", struck.VIBRAPHONE, 0.35, 7.0, finish=pulsing)
TIMPANI = mallet("timpani", struck.TIMPANI, 3.0, 0.8)
WOOD = mallet("xylophone", struck.XYLOPHONE, 1.2)

PROGRAMS: tuple[Voice, ...] = (
    # pianos, 0
    PIANO, BRIGHT, BRIGHT, BRIGHT, TINES, TINES,
    plucked("harpsichord", strings.HARPSICHORD, 0.12), plucked("clavinet", strings.CLAVINET, 0.07),
    # mallets, 8
    mallet("celesta", struck.CELESTA, 4.0), mallet("glockenspiel", struck.GLOCKENSPIEL, 5.0, 1.5),
    mallet("music box", struck.MUSIC_BOX, 4.0, 1.5), VIBRAPHONE,
    mallet("marimba", struck.MARIMBA, 2.5), WOOD,
    mallet("tubular bells", struck.CHIMES, 7.0, 2.0), KOTO,
    # organs, 16
    ORGAN, JAZZ_ORGAN, ROCK_ORGAN, PIPES, held("reed organ", sustained.HARMONICA),
    held("accordion", sustained.ACCORDION, 0.12), held("harmonica", sustained.HARMONICA, 0.14),
    held("bandoneon", sustained.ACCORDION, 0.12),
    # guitars, 24
    NYLON, STEEL, plucked("jazz guitar", strings.JAZZ), CLEAN,
    plucked("muted guitar", strings.MUTED, 0.06, 1.0), DRIVEN, DISTORTED, CLEAN,
    # basses, 32
    UPRIGHT, FINGERED, PICKED, plucked("fretless bass", strings.FRETLESS, 0.14),
    PICKED, PICKED, SYNTH_BASS, SYNTH_BASS,
    # strings, 40
    VIOLIN, held("viola", sustained.SOLO_CELLO), CELLO, held("contrabass", sustained.SOLO_CELLO),
    STRINGS, plucked("pizzicato", strings.PIZZICATO, 0.2, 1.5),
    plucked("harp", strings.HARP, 0.9), TIMPANI,
    # ensembles, 48
    STRINGS, SLOW_STRINGS, STRINGS, SLOW_STRINGS, CHOIR, OOHS, CHOIR, BRASS,
    # brass, 56
    TRUMPET, held("trombone", sustained.SOLO_TROMBONE, 0.16),
    held("tuba", sustained.SOLO_TROMBONE, 0.16),
    held("muted trumpet", sustained.MUTED_TRUMPET, 0.1),
    held("french horn", sustained.SOLO_HORN, 0.22), BRASS, BRASS, BRASS,
    # reeds, 64
    SAX, SAX, SAX, SAX, OBOE, OBOE, held("bassoon", sustained.SOLO_BASSOON, 0.14),
    held("clarinet", sustained.SOLO_CLARINET, 0.12),
    # pipes, 72
    FLUTE, FLUTE, FLUTE, held("panpipe", sustained.PANPIPE), held("bottle", sustained.PANPIPE),
    held("shakuhachi", sustained.PANPIPE), held("whistle", sustained.WHISTLE), FLUTE,
    # leads, 80
    SQUARE, SAW, held("soft lead", sustained.SOFT_LEAD, 0.15), SAW, PLUCK,
    held("voice lead", sustained.OOHS, 0.3), held("fifths lead", sustained.FIFTHS, 0.1), SAW,
    # pads, 88
    GLASS, WARM, SWEEP, CHOIR, GLASS, GLASS, WARM, SWEEP,
    # effects, 96
    GLASS, SWEEP, mallet("crystal", struck.BELLS, 5.0, 1.5), WARM, GLASS, SWEEP, WARM, GLASS,
    # from elsewhere, 104
    plucked("sitar", strings.SITAR, 0.4), plucked("banjo", strings.BANJO, 0.1, 2.5),
    plucked("shamisen", strings.BANJO, 0.1, 2.5), KOTO, mallet("kalimba", struck.KALIMBA, 2.5),
    held("bagpipe", sustained.BAGPIPE, 0.06), VIOLIN, OBOE,
    # percussion, 112
    mallet("tinkle bell", struck.BELLS, 5.0, 1.5), WOOD,
    mallet("steel drum", struck.STEEL_DRUM, 2.5), WOOD, TIMPANI, TIMPANI, TIMPANI, SLOW_STRINGS,
    # noises, 120
    plucked("fret noise", strings.MUTED, 0.06, 1.0), FLUTE, SWEEP, GLASS, GLASS,
    SWEEP, SWEEP, TIMPANI,
)  # fmt: skip


def piece(program: int, key: int) -> Voice:
    """The piece of a kit on that key; on keys without one, the nearest piece."""
    pieces = kits.kit(program)
    nearest = min(pieces, key=lambda known: (abs(known - key), known))
    return Voice(
        f"kit {program} key {nearest}",
        pieces[nearest],
        release=0.03,
        rings=6.0,
        variants=2 if nearest in kits.CYMBALS else 3,
        gain=1.5 * 10 ** (kits.DECIBELS.get(nearest, -2) / 20),
        choked_by=kits.CHOKES.get(nearest, ()),
    )
