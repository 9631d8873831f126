"""A recording that somebody brought: it is heard as it is, only in the form that films take."""

from pathlib import Path

from functions.master_song.master import Keep, Read
from harmonia.engines.engine import Artifact, ArtifactKind
from harmonia.jobs.results import Mastered
from harmonia.songs.wishes import FILES, LONGEST, Output
from harmonia_audio import files
from harmonia_audio.audio import stereo
from harmonia_audio.ears.recording import recording as decoded


def taken_over(recording: Artifact, read: Read, keep: Keep, folder: Path) -> Mastered:
    """The recording as the mix of its film, at 44,100 Hz in stereo."""
    path = folder / FILES[Output.FLAC]
    files.write(path, stereo(decoded(read(recording), LONGEST)))
    mix = keep(path, path.name, ArtifactKind.MIX, "audio/flac", (recording.sha256,))
    return Mastered(artifacts=(), heard=(mix,), measured={})
