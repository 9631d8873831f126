"""A short song with words, written by hand."""

from dataclasses import replace

from harmonia.music.tempo import TempoMark
from harmonia.songs.song import Note, Part, Role, Song, Sound, Syllable
from tests.fakes.songs import song

# text, its phonemes, word, line, start in beats, length in beats
WORDS = (
    ("Leav", "L IY1 V", 0, 0, 4.0, 0.5),
    ("ing", "IH0 NG", 0, 0, 4.5, 0.5),
    ("home,", "HH OW1 M", 1, 0, 5.0, 2.0),
    ("I", "AY1", 2, 1, 8.0, 0.5),
    ("sail", "S EY1 L", 3, 1, 8.5, 1.0),
    ("on", "AA1 N", 4, 1, 10.0, 3.0),
)
PITCHES = ("C4", "D4", "E4", "G4", "E4", "C4")


def sung_song(**changes: object) -> Song:
    """A song of 120 bpm in which an alto sings two lines; half a second a beat."""
    plain = song()
    notes = tuple(
        Note(round(480 * start), round(480 * length), Sound.parse(pitch), 90)
        for (_, _, _, _, start, length), pitch in zip(WORDS, PITCHES, strict=True)
    )
    syllables = tuple(
        Syllable(round(480 * start), round(480 * length), text, tuple(phonemes.split()), word, line)
        for text, phonemes, word, line, start, length in WORDS
    )
    voice = Part("voice", Role.VOCAL, "alto", notes, syllables=syllables, style="plain")
    made = replace(plain, tempo=(TempoMark(0, 120.0),), parts=(*plain.parts, voice))
    return replace(made, **changes)  # type: ignore[arg-type]
