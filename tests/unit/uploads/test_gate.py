"""The gate: what files say of themselves, and what is not believed."""

import mmap
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmonia.errors import Invalid
from harmonia_audio.ears.recording import admit, recording
from harmonia_audio.gate import inspect, look
from tests.unit.uploads.files import LEAN_OGG, RATE, jpeg, lean_ogg, ogg_page, png, sound, wav, webp

NOISE = np.random.default_rng(1).standard_normal((2, RATE)).astype(np.float32) * 0.1
FILES = {
    "wav": sound(NOISE, "WAV", "PCM_16"),
    "flac": sound(NOISE, "FLAC"),
    "ogg": sound(NOISE, "OGG", "VORBIS"),
    "mp3": sound(NOISE, "MP3"),
}
PICTURES = {"png": png(640, 480), "jpeg": jpeg(640, 480), "webp": webp(640, 480)}


@pytest.mark.parametrize("form", FILES)
def test_sound_says_how_long_it_is(form: str) -> None:
    content = look(FILES[form])

    assert (content.format, content.channels, content.sample_rate) == (form, 2, RATE)
    assert content.seconds == pytest.approx(1.0, abs=0.06)


@pytest.mark.parametrize("form", PICTURES)
def test_pictures_say_how_large_they_are(form: str) -> None:
    content = look(PICTURES[form])

    assert (content.format, content.width, content.height) == (form, 640, 480)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"MZ\x90\x00" + bytes(500), "neither"),
        (b"#!/bin/sh\nrm -rf /\n", "neither"),
        (b"PK\x03\x04" + bytes(100), "neither"),
        (b"RIFF\x00\x00\x00\x00AVI " + bytes(50), "neither WAV nor WebP"),
        (b"RIFF\x00\x00\x00\x00WAVE", "without sound"),
        (LEAN_OGG, "3600 seconds in 409,000 bytes"),
        (lean_ogg(4 * 3600, 20_000_000), "4.0 hours"),
        (ogg_page(b"theora" + bytes(30), 5), "neither Vorbis"),
        (png(4097, 10), "4097"),
        (png(0, 10), "0 x 10"),
        (b"fLaC" + bytes(50), "does not say how long"),
        (b"\xff\xd8\xff\xe0\x00\x10" + bytes(100), "without a picture"),
        (b"\x89PNG\r\n\x1a\n" + bytes(30), "without a header"),
    ],
)
def test_what_is_nothing_we_take_is_turned_away_by_name(content: bytes, reason: str) -> None:
    with pytest.raises(Invalid, match=reason):
        look(content)


def test_the_gate_reads_files_where_they_lie(tmp_path: Path) -> None:
    path = tmp_path / "sound"
    path.write_bytes(FILES["flac"])

    assert inspect(path, "audio") == look(FILES["flac"])
    with pytest.raises(Invalid, match="not image"):
        inspect(path, "image")
    path.write_bytes(b"")
    with pytest.raises(Invalid, match="empty"):
        inspect(path, "audio")


@pytest.mark.parametrize("form", FILES)
def test_what_passes_is_decoded_as_it_said(form: str, tmp_path: Path) -> None:
    path = tmp_path / "sound"
    path.write_bytes(FILES[form])

    audio = recording(path, longest=10)

    assert audio.dtype == np.float32
    assert audio.shape[0] == 2
    assert audio.shape[1] == pytest.approx(RATE, abs=2500)
    with pytest.raises(Invalid, match="too long"):
        recording(path, longest=0.5)


def test_another_rate_becomes_ours(tmp_path: Path) -> None:
    path = tmp_path / "sound"
    path.write_bytes(sound(NOISE[:, :8000], "WAV", "PCM_16", rate=8000))

    assert recording(path, longest=10).shape[1] == pytest.approx(RATE, abs=20)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e30])
def test_samples_that_are_no_numbers_are_turned_away(value: float, tmp_path: Path) -> None:
    path = tmp_path / "sound"
    path.write_bytes(wav(0.1, value))

    for reading in (lambda: admit(path, "audio"), lambda: recording(path, longest=10)):
        with pytest.raises(Invalid, match="no numbers"):
            reading()


def test_a_flac_that_holds_more_than_it_says_is_not_decoded_to_its_end(tmp_path: Path) -> None:
    honest = bytearray(sound(np.zeros((1, 40 * RATE), dtype=np.float32), "WAV", "PCM_16"))
    honest[40:44] = (RATE * 2).to_bytes(4, "little")
    path = tmp_path / "sound"
    path.write_bytes(honest)

    assert recording(path, longest=10).shape[1] <= 3 * RATE


HOSTILE = st.one_of(
    st.binary(max_size=2000),
    st.builds(
        lambda form, cut: FILES[form][: int(cut * len(FILES[form]))],
        st.sampled_from(sorted(FILES)),
        st.floats(0, 1),
    ),
    st.builds(
        lambda form, at, junk: _spoilt(FILES[form], at, junk),
        st.sampled_from(sorted(FILES)),
        st.floats(0, 1),
        st.binary(min_size=1, max_size=60),
    ),
    st.builds(
        lambda form, at, junk: _spoilt(PICTURES[form], at, junk),
        st.sampled_from(sorted(PICTURES)),
        st.floats(0, 1),
        st.binary(min_size=1, max_size=8),
    ),
    st.builds(
        lambda magic, rest: magic + rest,
        st.sampled_from([b"RIFF\x00\x01\x00\x00WAVEfmt ", b"fLaC", b"OggS", b"\xff\xfb", b"ID3"]),
        st.binary(max_size=300),
    ),
)


def _spoilt(content: bytes, at: float, junk: bytes) -> bytes:
    place = int(at * min(len(content), 300))
    return content[:place] + junk + content[place + len(junk) :]


@given(content=HOSTILE)
@settings(max_examples=150, deadline=None)
def test_no_file_gets_past_but_as_sound_picture_or_complaint(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "hostile"
    path.write_bytes(content)

    for kind in ("audio", "image"):
        try:
            told = admit(path, kind)
        except Invalid:
            continue
        if told.seconds is not None:
            try:
                audio = recording(path, longest=5)
            except Invalid:
                continue
            assert np.isfinite(audio).all()
            assert audio.shape[1] <= 9 * RATE


def test_a_file_of_many_parts_is_not_gone_through_to_its_end() -> None:
    parts = b"RIFF\x00\x00\x00\x00WAVE" + b"junk\x00\x00\x00\x00" * 200_000

    with pytest.raises(Invalid, match="without sound"):
        look(parts)


def test_a_view_of_a_file_is_as_good_as_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "sound"
    path.write_bytes(FILES["mp3"])

    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as view:
        assert look(view) == look(FILES["mp3"])
