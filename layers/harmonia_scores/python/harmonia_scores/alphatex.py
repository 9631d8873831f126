"""
Tabs as alphaTex, the text that alphaTab draws and plays.

Strings count from the highest, 1; a beat is (fret.string fret.string).value; dots, ties, brushes
and chords are properties in braces. See https://alphatab.net/docs/alphatex.
"""

from collections.abc import Iterator

from harmonia.tabs.tab import Beat, Hand, Tab, Voicing

VALUE = {1920: "1", 1440: "2", 960: "2", 720: "4", 480: "4", 360: "8", 240: "8", 120: "16"}
DOTTED = frozenset({1440, 720, 360})
BRUSH = {Hand.DOWN: "bd", Hand.UP: "bu"}


def alphatex(tab: Tab) -> str:
    """The tab as alphaTex."""
    return "\n".join([*_heading(tab), *_bars(tab)]) + "\n"


def _heading(tab: Tab) -> Iterator[str]:
    if tab.title:
        yield f"\\title {quoted(tab.title)}"
    if tab.artist:
        yield f"\\artist {quoted(tab.artist)}"
    yield f"\\tempo {tab.bpm:g}"
    yield f"\\track {quoted(tab.tuning.instrument.name)}"
    yield f"\\instrument {tab.tuning.instrument.program}"
    yield "\\staff {score tabs}"
    yield f"\\tuning ({' '.join(reversed(tab.tuning.pitches))})"
    if tab.capo:
        yield f"\\capo {tab.capo}"
    for voicing in tab.distinct:
        frets = ("x" if fret is None else str(fret) for fret in reversed(voicing.shape.frets))
        yield f"\\chord ({quoted(_name(voicing, tab))} {' '.join(frets)})"


def _bars(tab: Tab) -> Iterator[str]:
    for index, bar in enumerate(tab.bars):
        words = [f"\\section {quoted(bar.name)}"] if bar.name else []
        if index == 0:
            words.append(f"\\ts ({tab.meter.beats} {tab.meter.unit})")
        words += [_beat(beat, tab) for beat in bar.beats]
        yield " ".join([*words, *(["|"] if bar is not tab.bars[-1] else [])])


def _beat(beat: Beat, tab: Tab) -> str:
    """One beat with its value and its properties."""
    marks = ["d"] if beat.length in DOTTED else []
    if beat.hand in BRUSH:
        marks.append(BRUSH[beat.hand])
    if beat.chord is not None:
        marks.append(f"ch {quoted(_name(tab.voicings[beat.chord], tab))}")
    elif beat.label:
        marks.append(f"txt {quoted(beat.label)}")
    tie = "{t}" if beat.tied else ""
    count = len(tab.tuning.strings)
    notes = [f"{place.fret}.{count - place.string}{tie}" for place in reversed(beat.places)]
    what = f"({' '.join(notes)})" if notes else "r"
    return f"{what}.{VALUE[beat.length]}" + (f" {{{' '.join(marks)}}}" if marks else "")


def _name(voicing: Voicing, tab: Tab) -> str:
    """The chord's name; one that is held in several ways is told apart by its shape."""
    alike = {one.shape.frets for one in tab.voicings if one.chord == voicing.chord}
    return str(voicing.chord) if len(alike) == 1 else f"{voicing.chord} {voicing.shape}"


def quoted(text: str) -> str:
    """The text as a string of alphaTex."""
    plain = " ".join(text.split()).replace("\\", "/").replace('"', "'")
    return f'"{plain}"'
