"""
Whether one hears what is sung: isolated words, told apart by an offline speech recogniser.

    python -m benchmarks.words [--voices baritone,alto] [--every 1]

Each of 80 words is sung on one note and the recogniser (pocketsphinx, which is needed for this
alone: `pip install pocketsphinx`) picks one of the 80. The table says how many it picks right.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray
from scipy.signal import resample_poly

from inference_containers.vocal.bank import Bank
from inference_containers.vocal.banks import open_banks
from inference_containers.vocal.line import Phrase, Sung, Tone
from inference_containers.vocal.singing import Take, sing
from inference_containers.vocal.stems import finished
from inference_containers.vocal.tract import Tract
from inference_containers.vocal.voices import singer

Clip = NDArray[np.float64]  # [samples] at RATE

KEYS = {"baritone": 47, "tenor": 52, "alto": 57, "soprano": 62, "child": 64}
SECONDS = (0.45, 0.9)  # a syllable
RATE = 16_000  # Hz, what the recogniser hears

# word: phones; a full stop parts syllables
WORDS = """
love: L AH1 V | night: N AY1 T | star: S T AA1 R | moon: M UW1 N | heart: HH AA1 R T
home: HH OW1 M | rain: R EY1 N | fire: F AY1 . ER0 | river: R IH1 . V ER0 | road: R OW1 D
light: L AY1 T | dream: D R IY1 M | sky: S K AY1 | blue: B L UW1 | hand: HH AE1 N D
time: T AY1 M | water: W AO1 . T ER0 | summer: S AH1 . M ER0 | winter: W IH1 N . T ER0
morning: M AO1 R . N IH0 NG | evening: IY1 V . N IH0 NG | shadow: SH AE1 . D OW0
window: W IH1 N . D OW0 | city: S IH1 . T IY0 | mountain: M AW1 N . T AH0 N
ocean: OW1 . SH AH0 N | garden: G AA1 R . D AH0 N | flower: F L AW1 . ER0
golden: G OW1 L . D AH0 N | silver: S IH1 L . V ER0 | baby: B EY1 . B IY0
mother: M AH1 . DH ER0 | father: F AA1 . DH ER0 | sister: S IH1 S . T ER0
brother: B R AH1 . DH ER0 | friend: F R EH1 N D | stranger: S T R EY1 N . JH ER0
dance: D AE1 N S | music: M Y UW1 . Z IH0 K | song: S AO1 NG | voice: V OY1 S
heaven: HH EH1 . V AH0 N | angel: EY1 N . JH AH0 L | king: K IH1 NG | queen: K W IY1 N
horse: HH AO1 R S | bird: B ER1 D | tree: T R IY1 | wind: W IH1 N D | snow: S N OW1
stone: S T OW1 N | glass: G L AE1 S | train: T R EY1 N | bridge: B R IH1 JH
street: S T R IY1 T | door: D AO1 R | bread: B R EH1 D | coffee: K AA1 . F IY0
paper: P EY1 . P ER0 | letter: L EH1 . T ER0 | number: N AH1 M . B ER0 | seven: S EH1 . V AH0 N
twenty: T W EH1 N . T IY0 | hundred: HH AH1 N . D R AH0 D | forever: F ER0 . EH1 . V ER0
tomorrow: T AH0 . M AA1 . R OW0 | yesterday: Y EH1 . S T ER0 . D EY2
remember: R IY0 . M EH1 M . B ER0 | together: T AH0 . G EH1 . DH ER0
beautiful: B Y UW1 . T AH0 . F AH0 L | happy: HH AE1 . P IY0 | lonely: L OW1 N . L IY0
broken: B R OW1 . K AH0 N | open: OW1 . P AH0 N | yellow: Y EH1 . L OW0 | green: G R IY1 N
young: Y AH1 NG | world: W ER1 L D | change: CH EY1 N JH | think: TH IH1 NG K
"""


def vocabulary() -> dict[str, list[list[str]]]:
    """The words and their syllables' phones."""
    rows = WORDS.strip().replace("\n", "|").split("|")
    split = (row.partition(":") for row in rows)
    return {
        word.strip(): [syllable.split() for syllable in phones.split(" . ")]
        for word, _, phones in split
    }


def main() -> None:
    """Sing, listen, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--voices", default="baritone,alto")
    parser.add_argument("--every", type=int, default=1, help="only every so many words")
    parser.add_argument("--listen", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--wrong", action="store_true", help="tell what was misheard")
    arguments = parser.parse_args()
    if arguments.listen:
        listen(arguments.listen)
        return
    words = vocabulary()
    asked = list(words)[:: arguments.every]
    print(f"{'':12}" + "".join(f"{seconds:>9} s" for seconds in SECONDS))
    for voice in arguments.voices.split(","):
        banks = open_banks()
        row, wrong = [], []
        for seconds in SECONDS:
            heard = recognised(
                [line(words[word], voice, seconds, banks.by_speaker) for word in asked]
            )
            right = sum(a == b for a, b in zip(asked, heard, strict=True))
            row.append(f"{100 * right / len(asked):9.1f} %")
            wrong += [f"{a}->{b}" for a, b in zip(asked, heard, strict=True) if a != b]
        print(f"{voice:12}{''.join(row)}   ({len(asked)} words, chosen from {len(words)})")
        if arguments.wrong:
            print("   ", *wrong)


def line(
    syllables: Sequence[Sequence[str]], voice: str, seconds: float, banks: Mapping[str, Bank]
) -> Clip:
    """The word, sung on one note, at the recogniser's rate."""
    key, start = KEYS[voice], 0.5
    sung = []
    for index, phones in enumerate(syllables):
        begin = start + index * seconds
        tone = Tone(begin, begin + seconds, key, 90)
        sung.append(Sung(begin, begin + seconds, tuple(phones), 0, (tone,)))
    who = singer(voice, "plain")
    at, sound = sing(Phrase(0, tuple(sung), start, 9.0), banks[who.speaker], Tract(who), Take(1))
    sound = np.pad(sound, ((0, 0), (max(at, 0), 15_000)))
    sound = finished(sound, 440 * 2 ** ((key - 69) / 12))
    low: Clip = resample_poly(sound[0].astype(np.float64), 160, 441)
    loud: Clip = low * 0.5 / np.abs(low).max()
    return loud


def recognised(clips: Sequence[Clip]) -> list[str]:
    """What is heard in each clip, by the recogniser in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        for index, clip in enumerate(clips):
            soundfile.write(Path(folder) / f"{index:03}.wav", clip, RATE, subtype="PCM_16")
        command = [sys.executable, "-m", "benchmarks.words", "--listen", folder]
        said = subprocess.run(command, capture_output=True, text=True, check=True)
    return said.stdout.split("\n")[: len(clips)]


def listen(folder: Path) -> None:
    """Print the word in each file, a line each."""
    from pocketsphinx import (  # type: ignore[import-not-found,unused-ignore]
        Config,
        Decoder,
        get_model_path,
    )

    model = Path(get_model_path()) / "en-us"
    with tempfile.TemporaryDirectory() as place:
        lexicon = Path(place) / "words.dict"
        lexicon.write_text(
            "".join(
                f"{word} {' '.join(phone.rstrip('012') for part in parts for phone in part)}\n"
                for word, parts in vocabulary().items()
            )
        )
        config = Config(
            hmm=str(model / "en-us"), dict=str(lexicon), lm=None, cmn="live", loglevel="FATAL"
        )
        decoder = Decoder(config)
        choice = " | ".join(vocabulary())
        decoder.add_jsgf_string("word", f"#JSGF V1.0; grammar words; public <word> = {choice};")
        decoder.activate_search("word")
        for path in sorted(folder.glob("*.wav")):
            samples, _ = soundfile.read(path, dtype="int16")
            decoder.start_utt()
            # Fed as from a microphone: the recogniser's mean then runs on from word to word,
            # where one taken over a single word would be little else than its long vowel.
            decoder.process_raw(samples.tobytes())
            decoder.end_utt()
            print(decoder.hyp().hypstr if decoder.hyp() else "-")


if __name__ == "__main__":
    main()
