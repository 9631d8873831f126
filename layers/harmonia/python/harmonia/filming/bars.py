"""A song's bars, one by one."""

from dataclasses import dataclass

from harmonia.songs.song import Section, Song


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; `number` counts from 1."""

    number: int
    start: int  # ticks
    section: Section

    @property
    def length(self) -> int:
        """In ticks."""
        return self.section.meter.bar


def bars(song: Song) -> tuple[Bar, ...]:
    """Every bar of the song in order."""
    found: list[Bar] = []
    for section in song.sections:
        found += [
            Bar(len(found) + 1 + index, section.start + index * section.meter.bar, section)
            for index in range(section.bars)
        ]
    return tuple(found)
