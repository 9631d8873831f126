"""From a request to a part: read it, arrange it, write it."""

import base64
from collections.abc import Callable, Mapping

from functions.tabs.answers import (
    PianoChord,
    TabAnswer,
    TabFile,
    held_chords,
    mean_difficulty,
    times,
)
from functions.tabs.reading import Source, read
from functions.tabs.requests import Anywhere, TabOutput, TabRequest
from harmonia.errors import Invalid
from harmonia.songs.song import Song
from harmonia.tabs.arrange import Arranged, Playing, Wanted, arrange
from harmonia.tabs.chart import Chart
from harmonia.tabs.piano import voiced
from harmonia.tabs.tuning import Tuning, fretted, tuned
from harmonia_scores.alphatex import alphatex
from harmonia_scores.chordpro_sheets import chord_sheet, write_chordpro
from harmonia_scores.diagrams import diagrams
from harmonia_scores.guitarpro import guitar_pro
from harmonia_scores.musicxml import musicxml
from harmonia_scores.tablature import ascii_tab, piano_chart

Writer = Callable[[Chart, Arranged], str | bytes]
WRITERS: Mapping[TabOutput, tuple[str, str, Writer]] = {
    TabOutput.ASCII: ("tab.txt", "text/plain", lambda chart, made: ascii_tab(made.tab)),
    TabOutput.SHEET: ("chords.txt", "text/plain", chord_sheet),
    TabOutput.CHORDPRO: ("song.cho", "text/plain", write_chordpro),
    TabOutput.ALPHATEX: ("tab.alphatex", "text/plain", lambda chart, made: alphatex(made.tab)),
    TabOutput.GP5: ("tab.gp5", "application/octet-stream", lambda _, made: guitar_pro(made.tab)),
    TabOutput.MUSICXML: (
        "tab.musicxml",
        "application/vnd.recordare.musicxml+xml",
        lambda _, made: musicxml(made.tab),
    ),
    TabOutput.SVG: ("chords.svg", "image/svg+xml", lambda _, made: diagrams(made.tab)),
    TabOutput.PIANO: (
        "piano.txt",
        "text/plain",
        lambda chart, _: piano_chart(chart.chords, voiced(chart.chords)),
    ),
}
NEED_CHORDS = frozenset({TabOutput.SHEET, TabOutput.CHORDPRO, TabOutput.PIANO})
PIANO = "piano"
MOST_BYTES = 4_000_000


def make(asked: TabRequest, find: Callable[[str], Song]) -> TabAnswer:
    """The part that was asked for; Invalid names what can't be played."""
    if asked.instrument.strip().lower() == PIANO:
        return _for_piano(asked, read(asked, find))
    tuning = tuned(fretted(asked.instrument), asked.tuning)
    source = read(asked, find)
    wanted = _wanted(asked, source, tuning)
    _check(asked.outputs, source.chart)
    arranged = arrange(source.chart, wanted)
    return TabAnswer(
        instrument=tuning.instrument.name,
        tuning=tuning.name,
        strings=tuning.pitches,
        capo=arranged.tab.capo,
        level=asked.level,
        style=wanted.style,
        meter=str(source.chart.meter),
        bpm=source.chart.bpm,
        transposed=source.transposed,
        left_handed=asked.left_handed,
        pattern=arranged.pattern,
        chords=held_chords(arranged.tab),
        progression=times(arranged.tab),
        piano=_piano(source.chart) if TabOutput.PIANO in asked.outputs else (),
        outputs=_files(asked.outputs, source.chart, arranged),
        difficulty=mean_difficulty(arranged),
        remarks=(*source.remarks, *arranged.remarks),
    )


def _wanted(asked: TabRequest, source: Source, tuning: Tuning) -> Wanted:
    """How the part is played: as asked, else as the source says, else as usual."""
    capo = source.capo if asked.capo is None else asked.capo
    melody = asked.part is not None
    return Wanted(
        tuning=tuning,
        capo=None if capo is Anywhere.BEST else capo,
        level=asked.level,
        style=asked.style or source.style,
        playing=asked.playing or (Playing.LINE if melody else Playing.STRUM),
        left_handed=asked.left_handed,
    )


def _check(outputs: tuple[TabOutput, ...], chart: Chart) -> None:
    if chart.chords:
        return
    for index, output in enumerate(outputs):
        if output in NEED_CHORDS:
            raise Invalid(f"there are no chords for {output}", field=f"outputs.{index}")


def _files(
    outputs: tuple[TabOutput, ...], chart: Chart, arranged: Arranged
) -> dict[TabOutput, TabFile]:
    made, size = {}, 0
    for output in outputs:
        name, mime, write = WRITERS[output]
        content = write(chart, arranged)
        size += len(content)
        if size > MOST_BYTES:  # Lambda answers 6 MB at most, and base64 takes a third more
            raise Invalid("all that is too long for one answer; ask for less", field="outputs")
        made[output] = _file(name, mime, content)
    return made


def _file(name: str, mime: str, content: str | bytes) -> TabFile:
    if isinstance(content, str):
        return TabFile(name=name, mime=mime, text=content)
    return TabFile(name=name, mime=mime, base64=base64.b64encode(content).decode())


def _piano(chart: Chart) -> tuple[PianoChord, ...]:
    return tuple(
        PianoChord(chord=str(chord), left=one.left, right=one.right)
        for chord, one in zip(chart.chords, voiced(chart.chords), strict=True)
    )


def _for_piano(asked: TabRequest, source: Source) -> TabAnswer:
    """The chords for two hands; there is nothing to tune, to fret or to strum."""
    for index, output in enumerate(asked.outputs):
        if output not in (TabOutput.ASCII, TabOutput.PIANO):
            raise Invalid(f"a piano has no {output}; choose piano", field=f"outputs.{index}")
    _check((TabOutput.PIANO,), source.chart)
    text = piano_chart(source.chart.chords, voiced(source.chart.chords))
    return TabAnswer(
        instrument=PIANO,
        tuning="",
        strings=(),
        capo=0,
        level=asked.level,
        style=asked.style or source.style,
        meter=str(source.chart.meter),
        bpm=source.chart.bpm,
        transposed=source.transposed,
        left_handed=asked.left_handed,
        pattern="",
        chords=(),
        progression=(),
        piano=_piano(source.chart),
        outputs={TabOutput.PIANO: _file("piano.txt", "text/plain", text)},
        difficulty=0.0,
        remarks=source.remarks,
    )
