"""
Tabs as Guitar Pro 5 files, written by PyGuitarPro.

A file holds one track; times in it are 960 to a quarter note, twice ours, and begin at 960. Strings
count from the highest, 1. The format knows at most seven strings and chord diagrams of six.
"""

from io import BytesIO
from typing import TYPE_CHECKING

from harmonia.tabs.tab import Bar, Beat, Hand, Tab, Voicing

if TYPE_CHECKING:
    from guitarpro import models

TWICE = 2
VALUE = {1920: 1, 1440: 2, 960: 2, 720: 4, 480: 4, 360: 8, 240: 8, 120: 16}
DOTTED = frozenset({1440, 720, 360})
LATIN = "cp1252"  # what Guitar Pro 5 reads


def guitar_pro(tab: Tab) -> bytes:
    """The tab as a Guitar Pro 5 file."""
    import guitarpro
    from guitarpro import models

    song = models.Song(
        title=_latin(tab.title), artist=_latin(tab.artist), tempo=round(tab.bpm), tracks=[]
    )
    song.measureHeaders = [_header(tab, bar, index) for index, bar in enumerate(tab.bars)]
    channel = models.MidiChannel(channel=0, effectChannel=1)
    channel.instrument = tab.tuning.instrument.program
    count = len(tab.tuning.strings)
    strings = [
        models.GuitarString(count - index, key) for index, key in enumerate(tab.tuning.strings)
    ][::-1]
    track = models.Track(
        song,
        name=_latin(tab.tuning.instrument.name),
        strings=strings,
        offset=tab.capo,
        fretCount=24,
        channel=channel,
        isBanjoTrack=tab.tuning.instrument.drone,
    )
    song.tracks.append(track)
    for measure, bar in zip(track.measures, tab.bars, strict=True):
        voice = measure.voices[0]
        voice.beats = [_beat(beat, voice, tab) for beat in bar.beats]
    content = BytesIO()
    guitarpro.write(song, content, version=(5, 1, 0), encoding=LATIN)
    return content.getvalue()


def _header(tab: Tab, bar: Bar, index: int) -> "models.MeasureHeader":
    from guitarpro import models

    signature = models.TimeSignature(tab.meter.beats, models.Duration(tab.meter.unit))
    marker = models.Marker(_latin(bar.name)) if bar.name else None
    start = models.Duration.quarterTime + TWICE * bar.start
    return models.MeasureHeader(
        number=index + 1, start=start, timeSignature=signature, marker=marker
    )


def _beat(beat: Beat, voice: "models.Voice", tab: Tab) -> "models.Beat":
    from guitarpro import models

    made = models.Beat(
        voice,
        duration=models.Duration(VALUE[beat.length], beat.length in DOTTED),
        start=models.Duration.quarterTime + TWICE * beat.start,
        status=models.BeatStatus.normal if beat.places else models.BeatStatus.rest,
    )
    if beat.chord is not None:
        made.effect.chord = _chord(tab.voicings[beat.chord])
    elif beat.label:
        made.text = _latin(beat.label)
    if beat.hand in (Hand.DOWN, Hand.UP):
        down = beat.hand is Hand.DOWN
        kind = models.BeatStrokeDirection
        made.effect.stroke = models.BeatStroke(kind.down if down else kind.up, 16)
    count = len(tab.tuning.strings)
    for place in reversed(beat.places):
        kind_of_note = models.NoteType.tie if beat.tied else models.NoteType.normal
        note = models.Note(made, value=place.fret, string=count - place.string)
        note.type = kind_of_note
        made.notes.append(note)
    return made


def _chord(voicing: Voicing) -> "models.Chord":
    """The diagram, as the simple form that every Guitar Pro reads."""
    from guitarpro import models

    frets = [-1 if fret is None else fret for fret in reversed(voicing.shape.frets)][:6]
    made = models.Chord(len(frets), name=_latin(str(voicing.chord)), newFormat=False)
    pressed = voicing.shape.pressed
    made.firstFret = 1 if max(pressed, default=0) <= 4 else min(pressed)
    made.strings = frets + [-1] * (6 - len(frets))
    made.show = True
    return made


def _latin(text: str) -> str:
    """The text in the letters that the format has."""
    return text.encode(LATIN, "replace").decode(LATIN)
