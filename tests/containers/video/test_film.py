"""The film on disk, read back by ffmpeg's own tools and by OpenCV."""

from __future__ import annotations

import json
import shutil
import struct
import subprocess
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from harmonia.films.film import Transition
from inference_containers.video.captions import PLATE, Captions, contrast
from inference_containers.video.encoding import ffmpeg, remux
from inference_containers.video.planes import Canvas
from inference_containers.video.sprite import Box
from tests.containers.video.conftest import Made

PLACES = 50


def probed(path: Path) -> dict[str, Any]:
    """What ffprobe says of a file."""
    program = shutil.which("ffprobe")
    if program is None:
        pytest.skip("ffprobe is not installed")
    command = [program, "-v", "error", "-show_streams", "-show_format", "-of", "json", str(path)]
    said: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True).stdout)
    return said


@pytest.fixture(scope="module")
def pictures(film: Made) -> list[NDArray[np.uint8]]:
    """Every frame as OpenCV reads it, in grey at quarter size."""
    reader = cv2.VideoCapture(str(film.path))
    read: list[NDArray[np.uint8]] = []
    while True:
        there, picture = reader.read()
        if not there:
            return read
        grey = cv2.cvtColor(cv2.resize(picture, (320, 180)), cv2.COLOR_BGR2GRAY)
        read.append(np.asarray(grey, np.uint8))


def test_a_film_is_what_players_expect(film: Made) -> None:
    said = probed(film.path)
    video, audio = said["streams"]

    assert (video["codec_name"], video["profile"], video["pix_fmt"]) == ("h264", "High", "yuv420p")
    assert (video["width"], video["height"], video["r_frame_rate"]) == (1280, 720, "24/1")
    assert {video[f"color_{name}"] for name in ("space", "transfer", "primaries")} == {"bt709"}
    assert (audio["codec_name"], audio["sample_rate"], audio["channels"]) == ("aac", "48000", 2)


def test_picture_and_sound_begin_and_end_together(film: Made) -> None:
    video, audio = probed(film.path)["streams"]

    assert int(video["nb_frames"]) == film.play.frames
    assert abs(float(video["start_time"]) - float(audio["start_time"])) < 1 / 24
    assert abs(float(video["duration"]) - float(audio["duration"])) < 1 / 24


def test_a_second_reader_finds_as_many_frames(
    film: Made, pictures: list[NDArray[np.uint8]]
) -> None:
    assert len(pictures) == film.play.frames


def test_the_index_stands_before_the_pictures(film: Made) -> None:
    content, at, order = film.path.read_bytes(), 0, []
    while at < len(content):
        size, kind = struct.unpack(">I4s", content[at : at + 8])
        order.append(kind.decode())
        at += size

    assert order.index("moov") < order.index("mdat")


def test_cuts_fall_within_a_frame_of_bar_lines(
    film: Made, pictures: list[NDArray[np.uint8]]
) -> None:
    upper = np.stack([picture[110:125, 5:60] for picture in pictures]).astype(np.float32)
    change = np.abs(np.diff(upper, axis=0)).mean(axis=(1, 2))
    cuts = (np.nonzero(change > 25)[0] + 1).tolist()
    takes = film.play.reel.takes
    expected = [one.first for one in takes[1:] if one.shot.transition is Transition.CUT]
    lines = [film.play.moments.bar_lines[one.shot.first_bar - 1] * 24 for one in takes[1:]]

    assert cuts == expected
    assert all(abs(cut - line) <= 0.51 for cut, line in zip(cuts, lines, strict=True))


def test_every_frame_shows_the_words_as_far_as_they_are_sung_in_its_middle(film: Made) -> None:
    captions = next(
        one for one in film.play.layers(film.play.film.words) if isinstance(one, Captions)
    )
    sung = [one.start for page in captions.pages for row in page.rows for one in row]
    chosen = {round(24 * start) + 2 for start in sung if 1 < start < 19}
    reader, frame, apart = cv2.VideoCapture(str(film.path)), 0, np.zeros(3)
    while (read := reader.read())[0]:
        if frame in chosen and (block := captions.block_at(frame)) is not None:
            seen = colourful(np.asarray(read[1], np.uint8), block.unsung.box)
            told = []
            for early in (-1, 0, 1):
                canvas = Canvas.blank(1280, 720)
                canvas.fill((90, 90, 90))
                captions.draw(canvas, frame + early)
                told.append(colourful(canvas.rgb(), block.unsung.box))
            moving = np.abs(told[2] - told[0]) > 30
            apart += [np.abs(seen - one)[moving].sum() for one in told]
        frame += 1

    assert len(chosen) > 20
    assert apart[1] < 0.7 * min(apart[0], apart[2])  # so no word is later than half a frame


def colourful(picture: NDArray[np.uint8], box: Box) -> NDArray[np.float64]:
    """How colourful each pixel of a place is; the film's scenes are grey, sung words aren't."""
    place = picture[box.top : box.bottom, box.left : box.right].astype(float)
    return np.asarray(place.max(axis=2) - place.min(axis=2))


def test_words_keep_their_contrast_in_fifty_random_frames(film: Made) -> None:
    captions = next(
        one for one in film.play.layers(film.play.film.words) if isinstance(one, Captions)
    )
    shown = [
        frame
        for page in captions.pages
        for frame in range(round(page.shown * 24) + 1, round(min(page.gone, 20) * 24) - 1)
    ]
    chosen = sorted(np.random.default_rng(7).choice(shown, PLACES, replace=False).tolist())
    reader, worst = cv2.VideoCapture(str(film.path)), []

    for index in range(chosen[-1] + 1):
        assert reader.grab()
        if index in chosen:
            _, picture = reader.retrieve()
            worst.append(weakest(captions, index, np.asarray(picture, np.uint8)))

    assert len(worst) == PLACES
    assert min(worst) >= 4.5


def weakest(captions: Captions, frame: int, picture: NDArray[np.uint8]) -> float:
    """The contrast between the darkest of the letters and the brightest of their plate."""
    block = captions.block_at(frame)
    assert block is not None
    box, layer = block.unsung.box, block.unsung.layers[0]
    light = (layer.adds / np.maximum(layer.cover, 1)).astype(np.uint8)
    letters = cv2.erode(((light > 225) & (layer.cover > 250)).astype(np.uint8), np.ones((3, 3)))
    near = cv2.dilate((layer.cover > 200).astype(np.uint8), np.ones((5, 5)))
    plate = (np.abs(layer.cover.astype(int) - round(256 * PLATE)) <= 2) & (near == 0)
    bgr = picture[box.top : box.bottom, box.left : box.right] / 255
    linear = np.where(bgr <= 0.04045, bgr / 12.92, ((bgr + 0.055) / 1.055) ** 2.4)
    luminance = linear @ np.array([0.0722, 0.7152, 0.2126])
    return contrast(
        float(np.percentile(luminance[letters > 0], 5)), float(np.percentile(luminance[plate], 95))
    )


def test_other_sound_goes_under_the_same_pictures(film: Made, mix: Path, tmp_path: Path) -> None:
    path = tmp_path / "karaoke.mp4"

    remux(film.path, mix, path, film.play.frames / 24)

    streams = [probed(one)["streams"][0] for one in (film.path, path)]
    assert streams[0]["nb_frames"] == streams[1]["nb_frames"]
    hashes = [
        subprocess.run(
            [
                ffmpeg(),
                "-v",
                "error",
                "-i",
                str(one),
                "-map",
                "0:v",
                "-c",
                "copy",
                "-f",
                "md5",
                "-",
            ],
            capture_output=True,
            check=True,
        ).stdout
        for one in (film.path, path)
    ]
    assert hashes[0] == hashes[1]
