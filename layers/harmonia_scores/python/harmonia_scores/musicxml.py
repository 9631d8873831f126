"""
Tabs as MusicXML 4.0: one part on a tablature staff, with chord symbols over it.

Written by the standard library; a sixteenth is the division. Strings count from the highest, 1.
Pitches are the sounding ones.
"""

import xml.etree.ElementTree as ET

from harmonia.music.chord import Chord
from harmonia.music.meter import PPQ
from harmonia.music.note import LETTERS, Note
from harmonia.tabs.tab import GRID, Bar, Beat, Hand, Place, Tab
from harmonia.tabs.tuning import NAMES

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 4.0 Partwise//EN" '
    '"http://www.musicxml.org/dtds/partwise.dtd">\n'
)
TYPES = {1920: "whole", 1440: "half", 960: "half", 720: "quarter", 480: "quarter",
         360: "eighth", 240: "eighth", 120: "16th"}  # fmt: skip
DOTTED = frozenset({1440, 720, 360})
KINDS = {  # what MusicXML calls the qualities it has words for
    "": "major", "m": "minor", "dim": "diminished", "aug": "augmented", "5": "power",
    "sus2": "suspended-second", "sus4": "suspended-fourth", "6": "major-sixth",
    "m6": "minor-sixth", "7": "dominant", "maj7": "major-seventh", "m7": "minor-seventh",
    "mmaj7": "major-minor", "m7b5": "half-diminished", "dim7": "diminished-seventh",
    "9": "dominant-ninth", "maj9": "major-ninth", "m9": "minor-ninth", "11": "dominant-11th",
    "m11": "minor-11th", "maj11": "major-11th", "13": "dominant-13th", "maj13": "major-13th",
    "m13": "minor-13th",
}  # fmt: skip


def musicxml(tab: Tab) -> str:
    """The tab as MusicXML."""
    root = ET.Element("score-partwise", version="4.0")
    if tab.title:
        _put(_put(root, "work"), "work-title", tab.title)
    if tab.artist:
        _put(_put(root, "identification"), "creator", tab.artist, type="composer")
    listed = _put(_put(root, "part-list"), "score-part", id="P1")
    _put(listed, "part-name", tab.tuning.instrument.name)
    part = _put(root, "part", id="P1")
    for index, bar in enumerate(tab.bars):
        measure = _put(part, "measure", number=str(index + 1))
        measure.tail = "\n"
        if index == 0:
            _attributes(measure, tab)
            sound = _put(_put(measure, "direction"), "direction-type")
            metronome = _put(sound, "metronome")
            _put(metronome, "beat-unit", "quarter")
            _put(metronome, "per-minute", f"{tab.bpm:g}")
        if bar.name:
            _put(_put(_put(measure, "direction", placement="above"), "direction-type"),
                 "rehearsal", bar.name)  # fmt: skip
        for at, beat in enumerate(bar.beats):
            _beat(measure, beat, tab, sustained=_goes_on(tab, index, bar, at))
    return HEAD + ET.tostring(root, encoding="unicode") + "\n"


def _attributes(measure: ET.Element, tab: Tab) -> None:
    found = _put(measure, "attributes")
    _put(found, "divisions", str(PPQ // GRID))
    time = _put(found, "time")
    _put(time, "beats", str(tab.meter.beats))
    _put(time, "beat-type", str(tab.meter.unit))
    clef = _put(found, "clef")
    _put(clef, "sign", "TAB")
    _put(clef, "line", "5")
    details = _put(found, "staff-details")
    _put(details, "staff-lines", str(len(tab.tuning.strings)))
    for line, key in enumerate(tab.tuning.strings, 1):
        tuning = _put(details, "staff-tuning", line=str(line))
        _pitch(tuning, key, "tuning-")
    if tab.capo:
        _put(details, "capo", str(tab.capo))


def _goes_on(tab: Tab, index: int, bar: Bar, at: int) -> bool:
    """Whether the next beat is tied to this one."""
    if at + 1 < len(bar.beats):
        return bar.beats[at + 1].tied
    return index + 1 < len(tab.bars) and tab.bars[index + 1].beats[0].tied


def _beat(measure: ET.Element, beat: Beat, tab: Tab, *, sustained: bool) -> None:
    if beat.label:
        _harmony(measure, Chord.parse(beat.label))
    if not beat.places:
        note = _put(measure, "note")
        _put(note, "rest")
        _length(note, beat, tied=False, sustained=False)
    for index, place in enumerate(reversed(beat.places)):
        note = _put(measure, "note")
        if index:
            _put(note, "chord")
        _pitch(_put(note, "pitch"), tab.strings[place.string] + place.fret)
        _length(note, beat, tied=beat.tied, sustained=sustained)
        _notations(note, beat, place, tab, first=index == 0, sustained=sustained)


def _length(note: ET.Element, beat: Beat, *, tied: bool, sustained: bool) -> None:
    _put(note, "duration", str(beat.length // GRID))
    if tied:
        _put(note, "tie", type="stop")
    if sustained:
        _put(note, "tie", type="start")
    _put(note, "voice", "1")
    _put(note, "type", TYPES[beat.length])
    if beat.length in DOTTED:
        _put(note, "dot")


def _notations(
    note: ET.Element, beat: Beat, place: Place, tab: Tab, *, first: bool, sustained: bool
) -> None:
    found = _put(note, "notations")
    if beat.tied:
        _put(found, "tied", type="stop")
    if sustained:
        _put(found, "tied", type="start")
    technical = _put(found, "technical")
    if first and beat.hand in (Hand.DOWN, Hand.UP):
        _put(technical, "down-bow" if beat.hand is Hand.DOWN else "up-bow")
    _put(technical, "string", str(len(tab.tuning.strings) - place.string))
    _put(technical, "fret", str(place.fret))


def _harmony(measure: ET.Element, chord: Chord) -> None:
    found = _put(measure, "harmony")
    _named(_put(found, "root"), chord.root, "root")
    _put(found, "kind", KINDS.get(chord.quality, "other"), text=chord.quality)
    if chord.bass is not None:
        _named(_put(found, "bass"), chord.bass, "bass")


def _named(parent: ET.Element, note: Note, prefix: str) -> None:
    _put(parent, f"{prefix}-step", LETTERS[note.letter])
    if note.accidental:
        _put(parent, f"{prefix}-alter", str(note.accidental))


def _pitch(parent: ET.Element, key: int, prefix: str = "") -> None:
    name = Note.parse(NAMES[key % 12])
    _put(parent, f"{prefix}step", LETTERS[name.letter])
    if name.accidental:
        _put(parent, f"{prefix}alter", str(name.accidental))
    _put(parent, f"{prefix}octave", str(key // 12 - 1))


def _put(
    parent: ET.Element, name: str, content: str | None = None, **attributes: str
) -> ET.Element:
    child = ET.SubElement(parent, name, attributes)
    child.text = content
    return child
