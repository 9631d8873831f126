"""The words with their times, in the forms that players and editors read."""

import json
import re
from dataclasses import replace
from io import BytesIO

import mido
from pysubs2 import SSAFile

from harmonia.songs.song import Part, Role
from harmonia.songs.sung import sung_lines
from harmonia_scores.midi import midi
from harmonia_scores.words import ass, lrc, srt, syllables
from tests.fakes.singing import sung_song


def test_every_syllable_is_when_the_score_has_it() -> None:
    first, second = sung_lines(sung_song())

    assert [one.text for word in first.words for one in word.syllables] == ["Leav", "ing", "home,"]
    assert (first.text, second.text) == ("Leaving home,", "I sail on")
    assert (first.start, first.end) == (2.0, 3.5)
    assert [word.start for word in second.words] == [4.0, 4.25, 5.0]


def test_a_nudged_note_moves_its_syllable() -> None:
    song = sung_song()
    voice = song.parts[-1]
    late = replace(voice, notes=(replace(voice.notes[0], nudge=48), *voice.notes[1:]))

    line = sung_lines(replace(song, parts=(*song.parts[:-1], late)))[0]

    assert line.start == 2.05


def test_lrc_has_a_time_for_every_word() -> None:
    lines = lrc(sung_song()).splitlines()

    assert lines[0] == "[ti:Small Boats]"
    assert lines[-2] == "[00:02.00]<00:02.00>Leaving <00:02.50>home, <00:03.50>"
    assert lines[-1] == "[00:04.00]<00:04.00>I <00:04.25>sail <00:05.00>on <00:06.50>"


def test_subtitles_show_one_line_at_a_time_around_its_singing() -> None:
    shown = SSAFile.from_string(srt(sung_song()), format_="srt")

    assert [event.plaintext for event in shown] == ["Leaving home,", "I sail on"]
    assert [event.start for event in shown] == [1400, 3750]
    assert shown[0].end <= shown[1].start
    assert shown[0].end >= 3500


def test_karaoke_fills_each_syllable_while_it_is_sung() -> None:
    script = SSAFile.from_string(ass(sung_song()), format_="ass")
    event = script[0]
    now, fills = event.start, []
    for kind, hundredths, text in re.findall(r"\{\\(kf?)(\d+)\}([^{]*)", event.text):
        if kind == "kf":
            fills.append((text.strip(), now, now + 10 * int(hundredths)))
        now += 10 * int(hundredths)

    assert fills == [("Leav", 2000, 2250), ("ing", 2250, 2500), ("home,", 2500, 3500)]


def test_words_cannot_break_the_karaoke_script() -> None:
    song = sung_song()
    voice = song.parts[-1]
    odd = replace(voice.syllables[0], text="{\\b1}Leav")
    voice = replace(voice, syllables=(odd, *voice.syllables[1:]))

    script = SSAFile.from_string(ass(replace(song, parts=(voice,))), format_="ass")

    assert script[0].plaintext == "(/b1)Leaving home,"


def test_json_has_lines_words_and_syllables() -> None:
    told = json.loads(syllables(sung_song()))

    assert told["schema"] == "harmonia.syllables/1"
    assert [line["text"] for line in told["lines"]] == ["Leaving home,", "I sail on"]
    assert told["lines"][0]["words"][0]["syllables"][1] == {
        "text": "ing",
        "start": 2.25,
        "end": 2.5,
    }


def test_two_who_sing_the_same_line_together_are_shown_once() -> None:
    song = sung_song()
    second: Part = replace(song.parts[-1], name="second voice", instrument="tenor")
    backing = replace(song.parts[-1], name="harmony", role=Role.BACKING)

    assert len(sung_lines(replace(song, parts=(*song.parts, second, backing)))) == 2


def test_midi_has_the_words_on_the_singers_track() -> None:
    file = mido.MidiFile(file=BytesIO(midi(sung_song())), charset="utf-8")
    track = next(one for one in file.tracks if one.name == "voice")
    words = [message.text for message in track if message.type == "lyrics"]

    assert words == ["Leav-", "ing", "home,", "I", "sail", "on"]


def test_a_song_without_words_has_empty_files_of_words() -> None:
    plain = replace(sung_song(), parts=sung_song().parts[:-1])

    assert sung_lines(plain) == ()
    assert len(SSAFile.from_string(ass(plain), format_="ass")) == 0
    assert srt(plain).strip() == ""
    assert json.loads(syllables(plain))["lines"] == []
