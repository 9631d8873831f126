"""A film's moments: what scenes are told of the music in each frame."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from harmonia.filming.bars import bars
from harmonia.films.film import Film
from harmonia.songs.song import Section, Song
from harmonia.songs.wishes import SectionKind
from inference_containers.video.events import Events, events
from inference_containers.video.hearing import Heard
from inference_containers.video.scenes.scene import Moment


@dataclass(frozen=True)
class Moments:
    """The moments of one film, by frame."""

    song: Song
    film: Film
    heard: Heard

    @property
    def frames(self) -> int:
        """How many there are."""
        return len(self.heard.loudness)

    @cached_property
    def events(self) -> Events:
        """The song's envelopes."""
        return events(self.song, self.film, self.heard)

    @cached_property
    def bar_lines(self) -> list[float]:
        """Where bars begin and the last one ends, in seconds."""
        clock = self.song.clock
        return [clock.seconds(bar.start) for bar in bars(self.song)] + [self.song.seconds]

    @cached_property
    def cuts(self) -> list[int]:
        """The frame nearest to each bar line, the film's end in place of the last one."""
        nearest = (round(line * self.film.fps) for line in self.bar_lines[:-1])
        return [min(self.frames, cut) for cut in nearest] + [self.frames]

    @cached_property
    def pulses(self) -> list[float]:
        """When the felt pulses fall, in seconds; the last bar's pace goes on for the ringing."""
        clock, found = self.song.clock, []
        for bar in bars(self.song):
            found += [clock.seconds(bar.start + pulse) for pulse in bar.section.meter.pulses]
        end = self.song.seconds
        step = (end - found[-1]) or 0.5
        while end <= self.frames / self.film.fps + step:
            found.append(end)
            end += step
        return found

    def at(self, frame: int) -> Moment:
        """What the music does in that frame."""
        now = frame / self.film.fps
        bar = min(max(0, bisect_right(self.bar_lines, now + 1e-6) - 1), len(self.bar_lines) - 2)
        begin, end = self.bar_lines[bar : bar + 2]
        found = self.events
        return Moment(
            frame=frame,
            seconds=now,
            beat=float(np.interp(now, self.pulses, np.arange(len(self.pulses)))),
            bar=bar,
            phase_of_bar=min(1.0, max(0.0, (now - begin) / (end - begin))),
            energy=float(found.energy[frame]),
            kick=float(found.kick[frame]),
            snare=float(found.snare[frame]),
            hat=float(found.hat[frame]),
            bass=float(found.bass[frame]),
            melody=float(found.melody[frame]),
            melody_height=float(found.height[frame]),
            chord_change=float(found.chord[frame]),
            chord_root=int(found.root[frame]),
            loudness=float(self.heard.loudness[frame]),
            section=self._sections[bar],
        )

    def section(self, bar: int) -> Section:
        """The section a bar stands in; bars count from 1."""
        return bars(self.song)[bar - 1].section

    @cached_property
    def _sections(self) -> list[SectionKind]:
        return [bar.section.kind for bar in bars(self.song)]
