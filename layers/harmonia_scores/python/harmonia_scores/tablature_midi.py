"""
MIDI files as tracks of notes, for making tabs of them.

Whatever a file claims of itself is checked: its size before it is read, its notes while it is.
Times come out in our ticks. Drums are left out.
"""

from io import BytesIO
from typing import Any

from harmonia.errors import Invalid
from harmonia.music.meter import PPQ, UNITS, Meter
from harmonia.music.tempo import FASTEST, SLOWEST
from harmonia.tabs.chart import MOST_NOTES, USUAL_BPM, Sung
from harmonia.tabs.hearing import Heard, Track

FIELD = "midi"
MOST_BYTES = 48 * 1024
MOST_TRACKS = 64
LONGEST = 4 * 240 * PPQ  # ticks: 240 bars of 4/4
DRUMS = 9  # the channel musicians call 10


def read_midi(content: bytes) -> Heard:
    """The file's tracks, tempo and meter; Invalid if it is no MIDI file, or too much of one."""
    if content[:4] != b"MThd":
        raise Invalid("this is no MIDI file; send a Standard MIDI File, in base64", field=FIELD)
    if len(content) > MOST_BYTES:
        raise Invalid(
            f"{len(content):,} bytes are too many; a MIDI file has at most {MOST_BYTES:,} here",
            field=FIELD,
        )
    import mido

    try:
        file = mido.MidiFile(file=BytesIO(content), clip=True)
    except Exception as error:  # a damaged file breaks the decoder in ways of its own
        raise Invalid(f"the MIDI file is broken: {_first_line(error)}", field=FIELD) from error
    if len(file.tracks) > MOST_TRACKS or not 1 <= file.ticks_per_beat < 32768:
        raise Invalid(f"at most {MOST_TRACKS} tracks timed in beats can be read", field=FIELD)
    scale = PPQ / file.ticks_per_beat
    tracks = [track for one in file.tracks for track in _tracks(one, scale)]
    if not tracks:
        raise Invalid("there are no notes in the MIDI file, drums aside", field=FIELD)
    if sum(len(track.notes) for track in tracks) > MOST_NOTES:
        raise Invalid(f"more than {MOST_NOTES:,} notes; send a part of it", field=FIELD)
    bpm, meter = _signs(file)
    return Heard(tuple(tracks), meter, bpm)


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:80]


def _tracks(track: Any, scale: float) -> list[Track]:
    """The track's notes, a track for each channel in it."""
    now, name = 0, ""
    sounding: dict[tuple[int, int], int] = {}
    notes: dict[int, list[Sung]] = {}
    programs: dict[int, int] = {}
    for message in track:
        now += message.time
        tick = round(now * scale)
        if tick > LONGEST:
            raise Invalid("the MIDI file is too long; send at most 240 bars", field=FIELD)
        if message.type == "track_name":
            name = name or " ".join(message.name.split())[:40]
        elif message.type == "program_change":
            programs.setdefault(message.channel, message.program)
        elif message.type in ("note_on", "note_off") and message.channel != DRUMS:
            place = message.channel, message.note
            begun = sounding.pop(place, None)
            if begun is not None and tick > begun:
                note = Sung(begun, tick - begun, message.note)
                notes.setdefault(message.channel, []).append(note)
            if message.type == "note_on" and message.velocity:
                sounding[place] = tick
    return [
        Track(name, programs.get(channel, 0), tuple(sorted(found, key=lambda one: one.start)))
        for channel, found in sorted(notes.items())
    ]


def _signs(file: Any) -> tuple[float, Meter]:
    """The first tempo and the first meter, or the usual ones."""
    bpm, meter = None, None
    for track in file.tracks:
        for message in track:
            if message.type == "set_tempo" and bpm is None and message.tempo:
                bpm = min(FASTEST, max(SLOWEST, round(60e6 / message.tempo, 2)))
            elif message.type == "time_signature" and meter is None:
                sane = 1 <= message.numerator <= 16 and message.denominator in UNITS
                meter = Meter(message.numerator, message.denominator) if sane else None
    return bpm or USUAL_BPM, meter or Meter()
