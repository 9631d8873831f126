"""What the song is handed out as ("as midi", "just the mp3", "stems too"), and the seed."""

import re

from harmonia.chat.grammar.reading import Reading
from harmonia.songs.wishes import PLAIN, Output

NAMES = {
    r"mp3s?": Output.MP3, r"flacs?": Output.FLAC, r"wav(?:e\s+files?|s|e)?": Output.WAV,
    r"stems?|separate\s+tracks|multitracks?": Output.STEMS, r"midis?|\.mid": Output.MIDI,
    r"\.?lrc": Output.LRC, r"\.?srt|subtitles?": Output.SRT, r"\.ass": Output.ASS,
}  # fmt: skip
EXTRAS = {
    r"click(?:\s+track)?|metronome\s+track": Output.CLICK,
    r"instrumental\s+(?:version|mix)|backing\s+track": Output.INSTRUMENTAL,
    r"a\s?capp?ell?a\s+(?:version|mix|track)|vocals?[\s-]+only\s+(?:version|mix|track)":
        Output.ACAPPELLA,
}  # fmt: skip
SEED = r"\b(?:random\s+)?seed\s*(?:is|=|:|#|of|number|no\.?|to|with)*\s*(?P<seed>-?\d+)\b"
ALSO = r"\b(?:too|also|as\s+well|plus|additionally|include|including|along)\b"


def read(reading: Reading) -> None:
    """Find the outputs and the seed."""
    if match := reading.last(SEED):
        reading.say("seed", int(match["seed"]))
    wanted: set[Output] = set()
    unwanted: set[Output] = set()
    clause = ""
    for pattern, output in NAMES.items():
        for match in list(reading.find(rf"\b(?:{pattern})\b(?:\s+(?:files?|tracks?|version))?")):
            no = reading.negated(match.start(), known=[str(one) for one in Output])
            (unwanted if no else wanted).add(output)
            reading.take(match)
            clause += _clause(reading.text, *match.span())
    also = list(reading.hints.get("also", ()))
    for pattern, output in EXTRAS.items():
        for match in list(reading.find(rf"\b(?:{pattern})\b")):
            also += [] if reading.negated(match.start()) else [output]
            reading.take(match)
    if also:
        reading.say("also", tuple(dict.fromkeys(also)))
    every = set((reading.earlier.outputs if reading.earlier else None) or PLAIN)
    if wanted and re.search(ALSO, clause, re.IGNORECASE) and len(wanted) < 2:
        wanted |= every
    if unwanted and not wanted:
        wanted = every
    if chosen := wanted - unwanted:
        reading.say("outputs", tuple(one for one in Output if one in chosen))


def _clause(text: str, start: int, end: int) -> str:
    left = max(text.rfind(stop, 0, start) for stop in ",.;\n") + 1
    rights = [place for stop in ",.;\n" if (place := text.find(stop, end)) >= 0]
    return text[left : min(rights, default=len(text))]
