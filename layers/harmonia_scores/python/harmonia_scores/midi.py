"""
The song as a Standard MIDI File, type 1, 480 ticks to a quarter note.

Track 0 holds title, tempo, meter, key and a marker for each section; every part has a named track
with its program, volume and pan, and the words where it is sung. Drums play on channel 10. Notes
sound as they are played, or, for engraving, as they are written.
"""

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import zip_longest

import mido

from harmonia.music.instrument import Family
from harmonia.music.key import Key
from harmonia.music.meter import PPQ
from harmonia.songs.song import Note, Part, Song

MAJOR = ("Cb", "Gb", "Db", "Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#")
MINOR = ("Abm", "Ebm", "Bbm", "Fm", "Cm", "Gm", "Dm", "Am", "Em", "Bm", "F#m", "C#m", "G#m", "D#m",
         "A#m")  # fmt: skip
DRUMS = 9  # the channel musicians call 10
MELODIC = tuple(channel for channel in range(16) if channel != DRUMS)
VOLUME, PAN, REVERB = 7, 10, 91  # controllers

Event = tuple[int, int, mido.Message | mido.MetaMessage]  # tick, order within it, message


def midi(song: Song, *, played: bool = True) -> bytes:
    """The song as a MIDI file; `played` with its groove, otherwise on the grid as written."""
    file = mido.MidiFile(type=1, ticks_per_beat=PPQ, charset="utf-8")
    notes = {part.name: sounding(part, played=played) for part in song.parts}
    ends = [end for part in notes.values() for _, end, _, _ in part]
    end = max([song.end, *ends])
    file.tracks.append(_track(_signposts(song), song.title, end))
    for part, channel in zip(song.parts, channels(song.parts), strict=True):
        events = _playing(part, channel, notes[part.name]) + list(_singing(part, played=played))
        file.tracks.append(_track(events, part.name, end))
    content = BytesIO()
    file.save(file=content)
    return content.getvalue()


def sounding(part: Part, *, played: bool = True) -> list[tuple[int, int, int, int]]:
    """
    The part's notes as (start, end, key, velocity), in order.

    A key cannot sound twice at once: a note ends where the next of its key begins.
    """
    sounds = sorted((_start(note, played), note.sound.key, note) for note in part.notes)
    following: dict[int, int] = {}
    result = []
    for start, key, note in reversed(sounds):
        end = min(start + note.length, following.get(key, start + note.length))
        if end > start:  # of two notes that begin together the later written one is heard
            result.append((start, end, key, note.velocity))
            following[key] = start
    return result[::-1]


def channels(parts: Iterable[Part]) -> list[int]:
    """The channel of each part; with more parts than channels some share one."""
    taken = 0
    result = []
    for part in parts:
        if part.player.family is Family.DRUMS:
            result.append(DRUMS)
        else:
            result.append(MELODIC[taken % len(MELODIC)])
            taken += 1
    return result


def _start(note: Note, played: bool) -> int:
    return max(0, note.start + note.nudge) if played else note.start


def _signposts(song: Song) -> list[Event]:
    events: list[Event] = [
        (mark.tick, 0, mido.MetaMessage("set_tempo", tempo=round(60e6 / mark.bpm)))
        for mark in song.tempo
    ]
    meter, key = None, None
    for section in song.sections:
        if section.meter != meter:
            meter = section.meter
            sign = mido.MetaMessage("time_signature", numerator=meter.beats, denominator=meter.unit)
            events.append((section.start, 1, sign))
        if section.key != key:
            key = section.key
            sign = mido.MetaMessage("key_signature", key=signature(key))
            events.append((section.start, 2, sign))
        events.append((section.start, 3, mido.MetaMessage("marker", text=section.name)))
    return events


def signature(key: Key) -> str:
    """The key whose signature MIDI can write: a mode is named by the major or minor it shares."""
    return (MINOR if key.minor else MAJOR)[key.signature + 7]


def _playing(part: Part, channel: int, notes: Iterable[tuple[int, int, int, int]]) -> list[Event]:
    strip = part.strip
    controls = {
        VOLUME: 100 * 10 ** (strip.level / 40),
        PAN: 64 + 63 * strip.pan,
        REVERB: 127 * strip.room,
    }
    program = mido.Message("program_change", channel=channel, program=part.player.program)
    events: list[Event] = [(0, 0, program)]
    events += [(0, 1, _control(channel, number, value)) for number, value in controls.items()]
    for start, end, key, velocity in notes:
        on = mido.Message("note_on", channel=channel, note=key, velocity=velocity)
        off = mido.Message("note_off", channel=channel, note=key, velocity=0)
        events += [(start, 4, on), (end, 2, off)]  # at one tick the old note ends first
    return events


def _singing(part: Part, *, played: bool) -> Iterator[Event]:
    """A lyric event at each syllable; one that its word goes on after ends with a hyphen."""
    starts = {note.start: _start(note, played) for note in part.notes}
    for one, after in zip_longest(part.syllables, part.syllables[1:]):
        joined = after is not None and after.word == one.word and not one.text.endswith("-")
        text = one.text + ("-" if joined else "")
        yield starts.get(one.start, one.start), 3, mido.MetaMessage("lyrics", text=text)


def _control(channel: int, number: int, value: float) -> mido.Message:
    bounded = min(127, max(0, round(value)))
    return mido.Message("control_change", channel=channel, control=number, value=bounded)


def _track(events: list[Event], name: str, end: int) -> mido.MidiTrack:
    track = mido.MidiTrack([mido.MetaMessage("track_name", name=name)])
    now = 0
    for tick, _, message in sorted(events, key=lambda event: event[:2]):
        track.append(message.copy(time=tick - now))
        now = tick
    track.append(mido.MetaMessage("end_of_track", time=max(0, end - now)))
    return track
