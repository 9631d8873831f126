"""
A page with every genre: a contact sheet of its film and, where it was mixed, the song to play.

    python -m benchmarks.gallery [--out out/gallery] [--seconds 45] [--silent]

Songs are composed, played, mixed and filmed in this process; no stage has to run. `--silent` films
plain tones instead of the band, which is quicker and shows the same pictures.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.film import sound
from harmonia import document
from harmonia.composing.compose import compose
from harmonia.engines.engine import EngineRequest
from harmonia.films.film import Film
from harmonia.songs.brief import settle
from harmonia.songs.song import SUNG, Role, Song
from harmonia.songs.wishes import Genre, Wishes
from harmonia_audio import files, mastering, mixing
from inference_containers.music.band import Band, path
from inference_containers.music.banks import open_bank
from inference_containers.serving.storage import FolderStorage
from inference_containers.video import stills
from inference_containers.video.cover import cover
from inference_containers.video.scenes.registry import SCENES
from inference_containers.video.screenplay import screenplay

PICTURES = 8
MOODS = {
    Genre.POP: ("happy",), Genre.ROCK: ("angry",), Genre.LOFI: ("calm",), Genre.JAZZ: ("warm",),
    Genre.FOLK: ("bittersweet",), Genre.HOUSE: ("energetic",), Genre.CINEMATIC: ("epic",),
    Genre.BOSSA: ("sunny",),
}  # fmt: skip
PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Gallery</title>
<style>
body {{ background: #111; color: #eee; font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto;
max-width: 1400px; padding: 0 1rem }}
section {{ margin-bottom: 3rem }} img {{ max-width: 100% }} audio {{ width: 100% }}
.cover {{ float: right; width: 160px; margin: 0 0 1rem 1rem }}
</style>
<h1>Every genre, {pictures} frames each</h1>
{entries}
</html>
"""


@dataclass(frozen=True)
class Entry:
    """A song on the page."""

    genre: Genre
    song: Song
    heard: bool  # whether there is an MP3 beside the sheet


def main() -> None:
    """Make every genre's sheet and the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--out", type=Path, default=Path("out/gallery"))
    parser.add_argument("--seconds", type=float, default=45.0)
    parser.add_argument("--silent", action="store_true")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    entries = []
    for genre in Genre:
        entries.append(entry(genre, arguments.seconds, arguments.out, not arguments.silent))
        print(f"{genre}: {entries[-1].song.title}")
    page = PAGE.format(pictures=PICTURES, entries="\n".join(map(shown, entries)))
    (arguments.out / "index.html").write_text(page)
    print(arguments.out / "index.html")


def entry(genre: Genre, seconds: float, out: Path, heard: bool) -> Entry:
    """Compose, play and film a song of that genre."""
    wishes = Wishes(genre=genre, seconds=seconds, moods=MOODS.get(genre), voice="female")
    song = compose(settle(wishes, seed=7 + list(Genre).index(genre)))
    with tempfile.TemporaryDirectory() as folder:
        mix = Path(folder) / "mix.wav"
        if heard:
            played(song, mix, out / f"{genre}.mp3")
        else:
            sound(song, mix)
        play = screenplay(song, Film(), mix, SCENES)
        stills.sheet(play, PICTURES).save(out / f"{genre}.jpg", quality=88)
        cover(play).resize((480, 480)).save(out / f"{genre}-cover.jpg", quality=88)
    return Entry(genre, song, heard)


def played(song: Song, mix: Path, mp3: Path) -> None:
    """Play, mix and master the song, its voices as flutes, as a WAV file and as an MP3."""
    parts = tuple(
        replace(part, role=Role.LEAD, instrument="flute", syllables=(), style="")
        if part.role in SUNG
        else part
        for part in song.parts
    )
    song = replace(song, parts=parts)
    content = document.canonical(song)
    with tempfile.TemporaryDirectory() as folder:
        storage = FolderStorage(Path(folder))
        storage.put("song.json", content, "application/json")
        request = EngineRequest(
            job="gallery",
            stage="music",
            song="song.json",
            song_sha256=hashlib.sha256(content).hexdigest(),
            seed=0,
            artifacts="",
        )
        made = {
            one.name: one.sha256 for one in Band(open_bank(), storage).generate(request).artifacts
        }
        mixed = mixing.mix(song, lambda part: Path(folder) / made[path(part)], None)
        audio = files.from_pcm24(mixed.mix)
        mastering.master(audio, song.mix.warmth)
        files.write(mix, audio)
        mastering.to_mp3(mp3, audio)


def shown(one: Entry) -> str:
    """The entry as HTML."""
    song = one.song
    about = f"{one.genre} · {song.key} · {song.tempo[0].bpm:.0f} bpm · {song.seconds:.0f} s"
    audio = f'<audio controls src="{one.genre}.mp3"></audio>' if one.heard else ""
    return (
        f'<section><img class="cover" alt="" src="{one.genre}-cover.jpg">'
        f"<h2>{html.escape(song.title)}</h2><p>{html.escape(about)}</p>{audio}"
        f'<img alt="eight frames" src="{one.genre}.jpg"></section>'
    )


if __name__ == "__main__":
    main()
