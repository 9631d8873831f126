"""A singer's own take is brought to the melody of a part."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace

import numpy as np
import pytest
import soundfile

from benchmarks.ear import RATE, Sound, by_harmonics, cents, level
from harmonia.engines.engine import Artifact, ArtifactKind, Conversion
from harmonia.errors import Invalid
from inference_containers.vocal.banks import Banks
from inference_containers.vocal.conversion import LEVEL, assigned, read
from inference_containers.vocal.hearing import hear
from inference_containers.vocal.line import Tone, phrases
from inference_containers.vocal.singer import Singer
from tests.containers.small import MemoryStorage
from tests.containers.vocal.sheet import sheet, vocal
from tests.containers.vocal.test_singer import PREFIX, ask

TUNE = (
    "la | la:L AA1 | D4/1\nla | la:L AA1 | A4/1\nmoon | moon:M UW1 N | F#4/2\nla | la:L AA1 | E4/2"
)
SONG = sheet(vocal(TUNE, voice="baritone", shift=-12))
ASKED = Conversion(part="Vocal", consent="cons_1")


def flat_take(cents_off: float = 130.0, late: float = 0.12) -> Sound:
    """Somebody who hums the tune with a buzz, out of tune and late, [samples]."""
    sound = np.zeros(round((SONG.seconds + 0.5) * RATE), np.float32)
    for tone in (tone for one in phrases(SONG, SONG.parts[0]) for tone in one.tones):
        count = round((tone.end - tone.start - 0.04) * RATE)
        key = tone.key + cents_off / 100 * (-1) ** round(10 * tone.start)
        hertz = 440 * 2 ** ((key - 69) / 12) * (1 + 0.01 * np.sin(np.arange(count) * 35 / RATE))
        phase = 2 * np.pi * np.cumsum(hertz) / RATE
        hum = sum(np.sin(number * phase) / number for number in range(1, 25))
        begin = round((tone.start + late) * RATE)
        sound[begin : begin + count] += (0.1 * hum * np.hanning(count) ** 0.2).astype(np.float32)
    return sound


def file(sound: Sound, rate: int = RATE) -> bytes:
    content = io.BytesIO()
    soundfile.write(content, sound, rate, format="WAV", subtype="PCM_16")
    return content.getvalue()


def converted(
    banks: Banks, content: bytes, asked: Conversion = ASKED
) -> tuple[Sound, dict[str, float]]:
    """The stem, [channels, samples], and what was measured."""
    storage = MemoryStorage()
    sha256 = hashlib.sha256(content).hexdigest()
    storage.contents[PREFIX + sha256] = content
    take = Artifact("art_1", ArtifactKind.UPLOAD, "take.wav", "audio/wav", len(content), sha256)
    request = replace(ask(SONG, storage), conversion=asked, inputs=(take,))
    response = Singer(banks, storage).generate(request)
    assert response.artifacts[0].parents == (SONG.sha256, sha256)
    stem = storage.get(PREFIX + response.artifacts[0].sha256)
    sound, _ = soundfile.read(io.BytesIO(stem), dtype="float32", always_2d=True)
    return sound.T, dict(response.measured)


@pytest.fixture(scope="module")
def brought(own_banks: Banks) -> tuple[Sound, dict[str, float]]:
    return converted(own_banks, file(flat_take()))


def test_every_note_of_a_take_comes_to_its_place(brought: tuple[Sound, dict[str, float]]) -> None:
    sound, measured = brought
    tones = [tone for one in phrases(SONG, SONG.parts[0]) for tone in one.tones]

    off = []
    for tone in tones:
        near = 440 * 2 ** ((tone.key - 69) / 12)
        places = np.linspace(tone.start + 0.2, tone.end - 0.1, 24)
        heard = [
            cents(by_harmonics(sound[0, round(at * RATE) :][:4096], near), tone.key)
            for at in places
        ]
        off.append(abs(float(np.median(heard))))

    assert measured["Vocal.notes_sung"] == len(tones)
    assert max(off) <= 10


def test_a_take_lies_as_loud_as_a_singer_of_ours(brought: tuple[Sound, dict[str, float]]) -> None:
    sound, _ = brought

    loud = sound[0, round(2.25 * RATE) : round(2.45 * RATE)]

    assert abs(level(loud) - LEVEL) < 4


def test_a_larger_head_sings_darker(own_banks: Banks) -> None:
    content = file(flat_take())

    small, _ = converted(own_banks, content, replace(ASKED, formant=1.3))
    large, _ = converted(own_banks, content, replace(ASKED, formant=0.75))

    assert brightness(small[0]) > 1.15 * brightness(large[0])


def brightness(sound: Sound) -> float:
    """The middle of the spectrum, in Hz."""
    power = np.abs(np.fft.rfft(sound)) ** 2
    return float((power * np.fft.rfftfreq(len(sound), 1 / RATE)).sum() / power.sum())


def test_a_choir_is_many_on_two_channels(own_banks: Banks) -> None:
    sound, _ = converted(own_banks, file(flat_take()[: 3 * RATE]), replace(ASKED, style="choir"))

    assert sound.shape[0] == 2
    assert not np.allclose(sound[0], sound[1], atol=1e-3)


def test_another_sample_rate_changes_nothing_but_detail() -> None:
    take = flat_take()

    slow = read(file(take[::2], RATE // 2), 30.0)

    assert abs(len(slow) - len(take)) < 4
    voiced = hear(slow).voiced & hear(take[: len(slow)]).voiced
    ratio = hear(slow).pitch[voiced] / hear(take[: len(slow)]).pitch[voiced]
    assert np.percentile(np.abs(np.log2(ratio)), 90) < 0.01


def test_a_singer_who_is_late_sings_the_notes_in_their_order() -> None:
    tones = [Tone(start, start + 1, key, 90) for start, key in ((0, 60), (1, 64), (2, 60))]
    times = np.arange(0, 3.3, 0.005)
    keys = np.select([times < 1.3, times < 2.3], [72.2, 75.7], 71.9)  # an octave up, out of tune

    notes = assigned(keys, times > 0.3, times, tones)

    assert [notes[round(at / 0.005)] for at in (0.8, 1.2, 1.6, 2.1, 2.6, 3.2)] == [0, 0, 1, 1, 2, 2]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "cannot be read"),
        (b"RIFF this is no sound", "cannot be read"),
        (file(np.zeros(2 * RATE, np.float32)), "nobody sings"),
        (file(np.random.default_rng(1).normal(0, 0.1, RATE).astype(np.float32)), "nobody sings"),
        (file(np.zeros(60 * 8000, np.float32), 8000), "longer than the song"),
    ],
)
def test_what_is_no_take_is_refused(own_banks: Banks, content: bytes, reason: str) -> None:
    with pytest.raises(Invalid, match=reason):
        converted(own_banks, content)


def test_a_part_that_nobody_sings_is_refused(own_banks: Banks) -> None:
    with pytest.raises(Invalid, match="nobody sings a part"):
        converted(own_banks, file(flat_take()), replace(ASKED, part="Tuba"))


def test_no_voice_is_converted_without_consent() -> None:
    with pytest.raises(Invalid, match="consent"):
        Conversion(part="Vocal", consent="")
