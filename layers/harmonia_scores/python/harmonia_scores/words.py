"""
The words with their times: LRC, SRT, ASS karaoke and JSON.

All of it is made from the song document alone, so the times are the score's, not a guess from the
sound. LRC has a time for every word (the "enhanced" form, which plain players read line by line);
ASS fills syllable after syllable (`\\kf`, in hundredths of a second).
"""

import json
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from pysubs2 import Color, SSAEvent, SSAFile, SSAStyle

from harmonia.songs.song import Song
from harmonia.songs.sung import SungLine, SungSyllable, SungWord, sung_lines

SCHEMA = "harmonia.syllables/1"
EARLY = 0.6  # seconds that a line shows before it is sung, where the line before leaves room
LATE = 0.4  # and stays afterwards


def lrc(song: Song) -> str:
    """The lyrics as enhanced LRC: every line and every word with its time."""
    head = [f"[ti:{song.title}]", f"[length:{_minutes(song.seconds)}]", "[re:Harmonia]"]
    return "\n".join([*head, *map(_lrc_line, sung_lines(song))]) + "\n"


def srt(song: Song) -> str:
    """The lyrics as SubRip subtitles, a line each."""
    file = SSAFile()
    for line, start, end in _shown(sung_lines(song)):
        file.append(SSAEvent(start=_milliseconds(start), end=_milliseconds(end), text=line.text))
    return str(file.to_string("srt"))


def ass(song: Song) -> str:
    """The lyrics as an Advanced SubStation script that fills each syllable while it is sung."""
    file = SSAFile()
    file.info |= {"Title": song.title, "PlayResX": "1280", "PlayResY": "720"}
    file.styles["Default"] = SSAStyle(
        fontname="DejaVu Sans",
        fontsize=44,
        primarycolor=Color(255, 255, 255),
        secondarycolor=Color(150, 160, 175),
        outlinecolor=Color(10, 12, 16),
        bold=True,
        outline=3.0,
        shadow=0.0,
        marginv=56,
    )
    for line, start, end in _shown(sung_lines(song)):
        text = _karaoke(line, start)
        file.append(SSAEvent(start=_milliseconds(start), end=_milliseconds(end), text=text))
    return str(file.to_string("ass"))


def syllables(song: Song) -> str:
    """The lyrics as JSON: lines, their words and the words' syllables, each with its seconds."""
    told = {
        "schema": SCHEMA,
        "title": song.title,
        "seconds": round(song.seconds, 3),
        "lines": [
            {**_times(line), "part": line.part, "words": [_json_word(word) for word in line.words]}
            for line in sung_lines(song)
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _json_word(word: SungWord) -> dict[str, object]:
    return {**_times(word), "syllables": [_times(one) for one in word.syllables]}


def _times(one: SungLine | SungWord | SungSyllable) -> dict[str, object]:
    return {"text": one.text, "start": round(one.start, 3), "end": round(one.end, 3)}


def _lrc_line(line: SungLine) -> str:
    words = " ".join(f"<{_minutes(word.start)}>{word.text}" for word in line.words)
    return f"[{_minutes(line.start)}]{words} <{_minutes(line.end)}>"


def _minutes(seconds: float) -> str:
    """mm:ss.xx, as LRC has it."""
    hundredths = round(100 * max(0.0, seconds))
    return f"{hundredths // 6000:02d}:{hundredths // 100 % 60:02d}.{hundredths % 100:02d}"


def _milliseconds(seconds: float) -> int:
    return round(1000 * max(0.0, seconds))


def _shown(lines: Sequence[SungLine]) -> Iterator[tuple[SungLine, float, float]]:
    """Each line with the seconds from which and to which it is on the screen, one at a time."""
    free = 0.0
    for line, after in zip_longest(lines, lines[1:]):
        start = min(line.start, max(free, line.start - EARLY))
        gap = max(0.0, after.start - line.end) if after else LATE * 2
        end = line.end + min(LATE, gap / 2)
        yield line, start, end
        free = end


def _karaoke(line: SungLine, start: float) -> str:
    """The line with its fills; the hundredths are rounded on the line's clock, so none drifts."""
    now, text = 0, ""
    for word in line.words:
        for place, one in enumerate(word.syllables):
            begin, end = round(100 * (one.start - start)), round(100 * (one.end - start))
            wait = f"{{\\k{begin - now}}}" if begin > now else ""
            gap = " " if text and place == 0 else ""
            text += f"{gap}{wait}{{\\kf{max(0, end - max(begin, now))}}}{_plain(one.text)}"
            now = max(now, end)
    return text


def _plain(text: str) -> str:
    """The text without what ASS would take for its own."""
    return text.replace("\\", "/").replace("{", "(").replace("}", ")")
