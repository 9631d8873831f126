"""Chords in words over HTTP: all of it is worked out while one waits, nothing is kept."""

from typing import Annotated

from fastapi import FastAPI
from fastapi.responses import Response

from functions.harmony.lessons import InstructionsRequest, lesson
from functions.harmony.requests import ProgressionRequest, SuggestionRequest
from harmonia.harmony.advice import Advice, advise
from harmonia.harmony.analysis import HarmonicAnalysis, analyse
from harmonia.harmony.instructions.steps import Instructions
from harmonia.harmony.symbols import chords
from harmonia_aws.http import Owner, answer, body, new_app
from harmonia_aws.log import Log
from harmonia_aws.openapi import speaks

Progression = Annotated[ProgressionRequest, body(ProgressionRequest)]
Wanted = Annotated[SuggestionRequest, body(SuggestionRequest)]
Theme = Annotated[InstructionsRequest, body(InstructionsRequest)]


def create_app(log: Log) -> FastAPI:
    """The app."""
    app = new_app("Harmonia harmony", log)

    @app.post("/v1/progressions:analyse", **speaks(HarmonicAnalysis, takes=ProgressionRequest))
    async def analysed(asked: Progression, owner: Owner) -> Response:
        """The key of a progression, what each chord does in it, and how its phrases end."""
        given = chords(asked.chords)
        return answer(analyse(given, key=asked.key, meter=asked.meter, beats=asked.beats))

    @app.post("/v1/chords:suggest", **speaks(Advice, takes=SuggestionRequest))
    async def suggested(asked: Wanted, owner: Owner) -> Response:
        """The likeliest next chords with reasons, substitutes, and the whole in other clothes."""
        return answer(
            advise(
                chords(asked.chords, least=0),
                key=asked.key,
                style=asked.style,
                mood=asked.mood,
                melody=asked.melody,
                limit=asked.limit,
            )
        )

    @app.post("/instructions", **speaks(Instructions, takes=InstructionsRequest))
    @app.post("/v1/instructions", **speaks(Instructions, takes=InstructionsRequest))
    async def instructed(asked: Theme, owner: Owner) -> Response:
        """From a theme to a song one can play: chords, rhythm, a tune, a frame for words."""
        return answer(lesson(asked))

    return app
