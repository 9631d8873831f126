"""What the kit asks engines to do: a short song, one that is too long, and a mix to film."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
import soundfile

from harmonia import document
from harmonia.composing.compose import compose
from harmonia.engines.card import Card, Family
from harmonia.engines.engine import Artifact, ArtifactKind, EngineRequest, artifact_id
from harmonia.films.film import Film
from harmonia.songs.brief import settle
from harmonia.songs.song import Song
from harmonia.songs.wishes import SHORTEST, Genre, Wishes
from inference_containers.kit.media import SAMPLE_RATE
from inference_containers.serving.storage import Storage

STAGES = {Family.MUSIC: "music", Family.VOCAL: "vocal", Family.VIDEO: "film"}
LYRICS = "The boats come home\nThe lamps are lit"
PROMPT = "a warm folk song, acoustic guitar, 100 bpm, G major"
WISHES = Wishes(
    genre=Genre.FOLK, key="G major", bpm=100, seconds=SHORTEST, voice="female", lyrics=LYRICS
)


@cache
def whole() -> Song:
    """The short song that is asked for."""
    return compose(settle(WISHES, seed=7))


def opening(song: Song, bars: int = 1) -> Song:
    """The first bars of a song as a song of its own, without a voice."""
    first = song.sections[0]
    end = bars * first.meter.bar
    chords = tuple(
        replace(span, length=min(span.length, end - span.start))
        for span in first.chords
        if span.start < end
    )
    parts = tuple(
        replace(part, notes=tuple(note for note in part.notes if note.start < end))
        for part in song.played
    )
    section = replace(first, bars=bars, chords=chords, lyrics=())
    return replace(song, sections=(section,), parts=parts)


@dataclass(frozen=True)
class Sheet:
    """Songs and files laid out where the engine finds them, and requests that name them."""

    card: Card
    variant: str
    storage: Storage
    prefix: str  # s3://bucket/… that the kit may write to

    @property
    def artifacts(self) -> str:
        """Where engines leave what they make."""
        return f"{self.prefix}/artifacts/"

    def song(self) -> Song:
        """A short song with words; its first bars alone for a film, which is dear to draw."""
        return opening(whole()) if self.card.family is Family.VIDEO else whole()

    def endless(self) -> Song:
        """A song longer than the engine takes."""
        song = self.song()
        first = song.sections[0]
        bars = 2 + int(self.card.limits.seconds * song.tempo[0].bpm / 60 / first.meter.beats)
        return replace(song, sections=(replace(first, bars=bars), *song.sections[1:]))

    def request(self, name: str, song: Song | None = None, **changes: Any) -> EngineRequest:
        """A request for the song under that name."""
        content = document.canonical(song or self.song())
        sha256 = hashlib.sha256(content).hexdigest()
        address = f"{self.prefix}/songs/{sha256}.json"
        if not self.storage.holds(address):
            self.storage.put(address, content, "application/json")
        filmed = self.card.family is Family.VIDEO
        asked = EngineRequest(
            job=f"kit-{name}",
            stage=STAGES[self.card.family],
            song=address,
            song_sha256=sha256,
            seed=7,
            artifacts=self.artifacts,
            progress=f"{self.prefix}/progress/{name}",
            cancel=f"{self.prefix}/cancel/{name}",
            correlation_id=f"kit-{name}",
            limit_seconds=self.card.limits.patience,
            inputs=(self.mix(),) if filmed else (),
            film=Film(fps=24, outputs=("mp4", "cover")) if filmed else None,
            variant=self.variant,
            prompt=PROMPT,
        )
        return replace(asked, **changes)

    def mix(self) -> Artifact:
        """A finished mix for films: a beat under a chord, as long as the song."""
        content = _beat(self.song().seconds + 2)
        sha256 = hashlib.sha256(content).hexdigest()
        if not self.storage.holds(self.artifacts + sha256):
            self.storage.put(self.artifacts + sha256, content, "audio/flac")
        name = "mix.flac"
        return Artifact(
            id=artifact_id(name, sha256), kind=ArtifactKind.MIX, name=name, mime="audio/flac",
            bytes=len(content), sha256=sha256,
        )  # fmt: skip


@cache
def _beat(seconds: float) -> bytes:
    """A beat under a chord, as FLAC."""
    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    beat = 0.4 * np.exp(-20 * (time % 0.6)) * np.sin(2 * np.pi * 60 * time)
    chord = sum(0.08 * np.sin(2 * np.pi * hertz * time) for hertz in (196.0, 246.9, 293.7))
    file = io.BytesIO()
    soundfile.write(file, np.stack([beat + chord] * 2, 1), SAMPLE_RATE, format="FLAC")
    return file.getvalue()
