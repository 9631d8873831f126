"""Tabs over HTTP."""

from typing import Annotated

from fastapi import FastAPI
from fastapi.responses import Response

from functions.tabs.answers import TabAnswer
from functions.tabs.make import make
from functions.tabs.requests import TabRequest
from functions.tabs.songbook import Songbook
from harmonia_aws.http import Owner, answer, body, new_app
from harmonia_aws.log import Log
from harmonia_aws.openapi import speaks

Asked = Annotated[TabRequest, body(TabRequest)]


def create_app(songs: Songbook, log: Log) -> FastAPI:
    """The app."""
    app = new_app("Harmonia tabs", log)

    @app.post("/tabs", **speaks(TabAnswer, takes=TabRequest), include_in_schema=False)
    @app.post("/v1/tabs", **speaks(TabAnswer, takes=TabRequest))
    async def tabs(asked: Asked, owner: Owner) -> Response:
        """Make a playable part of chords, of ChordPro, of a MIDI file or of one of your songs."""
        return answer(make(asked, lambda song_id: songs.song(song_id, owner)))

    return app
