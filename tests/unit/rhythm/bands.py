"""Small songs, written by hand, for the rhythm section to play."""

from collections.abc import Sequence
from dataclasses import replace

from harmonia.composing.bass import bass
from harmonia.composing.comping import comping
from harmonia.composing.drums import drums
from harmonia.composing.groove import feel
from harmonia.composing.plan import Plan, Seat
from harmonia.music.chord import Chord
from harmonia.music.key import Key
from harmonia.music.meter import Meter
from harmonia.music.note import Pitch
from harmonia.music.tempo import TempoMark
from harmonia.songs.brief import settle
from harmonia.songs.song import ChordSpan, Note, Role, Section, Sound
from harmonia.songs.wishes import Genre, SectionKind, Wishes

LOOPS = {
    Genre.POP: "C G Am F",
    Genre.ROCK: "E D A E",
    Genre.LOFI: "Dm9 G13 Cmaj9 A7",
    Genre.JAZZ: "Dm7 G7 Cmaj7 A7b9",
    Genre.FOLK: "G C D G",
    Genre.HOUSE: "Am7 Fmaj7 C G",
    Genre.CINEMATIC: "Am F C G/B",
    Genre.BOSSA: "Cmaj9 A7 Dm9 G13",
}
KEYS = {Genre.ROCK: "E major", Genre.FOLK: "G major", Genre.HOUSE: "A minor",
        Genre.CINEMATIC: "A minor"}  # fmt: skip
FORM = (
    (SectionKind.INTRO, 4, 0.25),
    (SectionKind.VERSE, 8, 0.45),
    (SectionKind.CHORUS, 8, 0.85),
    (SectionKind.VERSE, 8, 0.5),
    (SectionKind.BREAK, 4, 0.3),
    (SectionKind.CHORUS, 8, 0.95),
    (SectionKind.OUTRO, 4, 0.4),
)
SHORT = (
    (SectionKind.INTRO, 2, 0.25),
    (SectionKind.VERSE, 4, 0.5),
    (SectionKind.CHORUS, 6, 0.9),
    (SectionKind.BREAK, 3, 0.3),
    (SectionKind.CHORUS, 4, 0.95),
    (SectionKind.OUTRO, 2, 0.4),
)
SEATS = (
    ("drums", Role.DRUMS, "drums"),
    ("shaker", Role.PERCUSSION, "drums"),
    ("bass", Role.BASS, "electric bass"),
    ("keys", Role.COMPING, "piano"),
    ("guitar", Role.COMPING, "acoustic guitar"),
)


def plan(
    genre: Genre = Genre.POP,
    *,
    meter: str = "4/4",
    bpm: float = 110.0,
    seed: int = 7,
    loop: str | None = None,
    form: Sequence[tuple[SectionKind, int, float]] = FORM,
    per_bar: int = 1,
    seats: Sequence[tuple[str, Role, str]] = SEATS,
) -> Plan:
    """A plan whose sections repeat a loop of chords, ending on the key's tonic."""
    key, time = Key.parse(KEYS.get(genre, "C major")), Meter.parse(meter)
    brief = settle(Wishes(genre=genre, meter=meter, bpm=bpm, key=str(key)), seed=seed)
    chords = [Chord.parse(symbol) for symbol in (loop or LOOPS[genre]).split()]
    sections: list[Section] = []
    start = 0
    for number, (kind, bars, energy) in enumerate(form):
        length = time.bar // per_bar
        spans = [
            ChordSpan(start + index * length, length, chords[index % len(chords)])
            for index in range(bars * per_bar)
        ]
        if number == len(form) - 1:
            tonic = key.chord(1, "m" if key.minor else "")
            spans[-per_bar:] = [ChordSpan(start + (bars - 1) * time.bar, time.bar, tonic)]
        section = Section(f"{kind} {number}", kind, start, bars, key, time, energy, tuple(spans))
        sections.append(section)
        start = section.end
    activity = tuple(min(1.0, section.energy + 0.1) for section in sections)
    players = tuple(Seat(name, role, instrument, activity) for name, role, instrument in seats)
    return Plan(brief, tuple(sections), (TempoMark(0, bpm),), players)


def seat(one: Plan, name: str) -> Seat:
    """The seat of that name."""
    return next(seat for seat in one.seats if seat.name == name)


def with_activity(one: Plan, name: str, activity: tuple[float, ...]) -> Plan:
    """The plan with that seat's activity changed."""
    return replace(
        one,
        seats=tuple(
            replace(seat, activity=activity) if seat.name == name else seat for seat in one.seats
        ),
    )


def melody(one: Plan, step: int = 480, rest_every: int = 2) -> tuple[Note, ...]:
    """A plain tune: quarters on a few notes, resting in every other bar's second half."""
    notes = []
    for section in one.sections:
        bar = section.meter.bar
        for tick in range(section.start, section.end - step + 1, step):
            index, inside = divmod(tick - section.start, bar)
            if index % rest_every == rest_every - 1 and inside >= bar // 2:
                continue
            pitch = section.key.spell(67 + (tick // step) % 5)
            notes.append(Note(tick, step, Sound(pitch), 88))
    return tuple(notes)


def everyone(one: Plan, *, felt: bool = False) -> dict[str, tuple[Note, ...]]:
    """What each seat plays."""
    lead = melody(one)
    kit: tuple[Note, ...] = ()
    played: dict[str, tuple[Note, ...]] = {}
    for player in one.seats:
        if player.role in (Role.DRUMS, Role.PERCUSSION):
            notes = drums(one, player)
            kit = notes if player.role is Role.DRUMS else kit
        elif player.role is Role.BASS:
            notes = bass(one, player, kit)
        else:
            notes = comping(one, player, lead)
        played[player.name] = feel(one, player, notes) if felt else notes
    return played


def pitch(note: Note) -> int:
    """The note's MIDI key; it must have a pitch."""
    assert isinstance(note.sound.of, Pitch)
    return note.sound.of.midi
