"""A recording becomes a song document: what is needed for it is only loaded if there is one."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from harmonia.engines.engine import Artifact
from harmonia.songs.song import Song
from harmonia.songs.wishes import LONGEST
from harmonia_aws.documents import Bucket
from harmonia_aws.shelf import Shelf

LISTENER = "hearing@1"  # another version may find other bars


def hearing(bucket: Bucket) -> Callable[[Artifact, str], Song]:
    """What makes the song of a recording in the bucket and a title."""

    def hear(recording: Artifact, title: str) -> Song:
        from harmonia.listening.score import score_of
        from harmonia_audio.ears.listen import listen
        from harmonia_audio.ears.recording import recording as decoded

        with tempfile.TemporaryDirectory() as place:
            path = Shelf(bucket, Path(place), LISTENER).read(recording)
            return score_of(listen(decoded(path, LONGEST)), title)

    return hear
