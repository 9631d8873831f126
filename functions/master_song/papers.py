"""What is written rather than heard: MIDI, the words with their times, the click."""

from collections.abc import Callable, Mapping
from pathlib import Path

from harmonia.engines.engine import ArtifactKind
from harmonia.songs.song import Song
from harmonia.songs.wishes import Output
from harmonia_audio import files
from harmonia_audio.audio import SAMPLE_RATE
from harmonia_audio.click import click
from harmonia_scores import words
from harmonia_scores.midi import midi

AFTER = 1.0  # seconds of silence after the last bar of a click


def _midi(song: Song, path: Path) -> None:
    path.write_bytes(midi(song))


def _text(of: Callable[[Song], str]) -> Callable[[Song, Path], None]:
    def write(song: Song, path: Path) -> None:
        path.write_text(of(song), encoding="utf-8")

    return write


def _click(song: Song, path: Path) -> None:
    files.write(path, click(song, round((song.seconds + AFTER) * SAMPLE_RATE)))


PAPERS: Mapping[Output, tuple[ArtifactKind, Callable[[Song, Path], None]]] = {
    Output.MIDI: (ArtifactKind.MIDI, _midi),
    Output.LRC: (ArtifactKind.LYRICS, _text(words.lrc)),
    Output.SRT: (ArtifactKind.LYRICS, _text(words.srt)),
    Output.ASS: (ArtifactKind.LYRICS, _text(words.ass)),
    Output.SYLLABLES: (ArtifactKind.LYRICS, _text(words.syllables)),
    Output.CLICK: (ArtifactKind.MIX, _click),
}
