"""Charts of songs, and the transposition that fits a singer."""

from harmonia.errors import Invalid
from harmonia.music.instrument import SINGERS, Family
from harmonia.songs.song import Note as Played
from harmonia.songs.song import Part, Role, Song
from harmonia.tabs.chart import MOST_CHORDS, Change, Chart, Passage, Sung, too_many

TUNEFUL = (Role.VOCAL, Role.LEAD, Role.RIFF, Role.COUNTER)
FARTHEST = 6  # semitones: farther is nearer the other way round


def chart_of(song: Song, *, part: str | None, bass: bool) -> Chart:
    """The song's chords by section, with the named part as the line, or its tune or bass."""
    if len(song.chords) > MOST_CHORDS:
        raise too_many(len(song.chords), "song_id")
    passages = tuple(
        Passage(
            section.name,
            tuple(Change(one.start, one.length, one.chord) for one in section.chords),
        )
        for section in song.sections
    )
    chosen = _part(song, part, bass=bass)
    line = tuple(map(_sung, chosen.notes)) if chosen else ()
    return Chart(passages, song.meter, song.tempo[0].bpm, title=song.title, line=line)


def _sung(note: Played) -> Sung:
    return Sung(note.start, note.length, note.sound.key)


def _part(song: Song, name: str | None, *, bass: bool) -> Part | None:
    pitched = [part for part in song.parts if part.player.family is not Family.DRUMS]
    if name is not None:
        wanted = name.strip().lower()
        for part in pitched:
            if wanted in (part.name.lower(), part.slug):
                return part
        known = ", ".join(part.name for part in pitched)
        raise Invalid(f"the song has no part {name!r} with notes; there are {known}", field="part")
    for role in (Role.BASS,) if bass else TUNEFUL:
        for part in pitched:
            if part.role is role and part.notes:
                return part
    return None


def for_singer(chart: Chart, voice: str) -> int:
    """
    How many semitones up the chart suits the voice, -6 to 6.

    The octave is the singer's affair: a tune that lies well an octave down lies well.
    """
    if voice not in SINGERS:
        raise Invalid(
            f"{voice!r} is not a voice; choose one of {', '.join(SINGERS)}", field="voice"
        )
    if not chart.line:
        raise Invalid(
            "there is no tune to fit to a voice; send midi or a song, or say transpose",
            field="voice",
        )
    singer = SINGERS[voice]
    keys = [note.key for note in chart.line]
    middle = (singer.low + singer.high) / 2

    def misfit(semitones: int) -> tuple[int, float, int]:
        placed = [
            (
                sum(not singer.low <= key + semitones + 12 * octave <= singer.high for key in keys),
                abs((min(keys) + max(keys)) / 2 + semitones + 12 * octave - middle),
            )
            for octave in range(-4, 5)
        ]
        outside, off = min(placed)
        return outside, round(off / 3) + abs(semitones) / 2, abs(semitones)

    return min(range(-FARTHEST, FARTHEST + 1), key=misfit)
