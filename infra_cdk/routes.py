"""The routes of the HTTP API, by the function that answers them."""

from infra_cdk.constructs.http_door import Route

CHAT = (
    Route("/v1/sessions", "POST"),
    Route("/v1/sessions/{proxy+}", "GET POST"),
    Route("/v1/intents:normalize", "POST"),
)
JOBS = (
    Route("/v1/songs", "GET POST"),
    Route("/v1/songs/{proxy+}"),
    Route("/v1/videos", "POST"),
    Route("/v1/vocals", "POST"),
    Route("/v1/consents"),
    Route("/v1/artifacts/{proxy+}"),
    Route("/v1/jobs"),
    Route("/v1/jobs/{proxy+}", "GET POST"),
    Route("/v1/ws-tickets", "POST"),
    Route("/v1/capabilities"),
    Route("/v1/health", public=True),
    Route("/v1/version", public=True),
    Route("/v1/openapi.json", public=True),
    Route("/v1/schemas/{proxy+}", public=True),
)
TABS = (
    Route("/v1/tabs", "POST"),
    Route("/tabs", "POST"),  # the short path that players' programs know
)
UPLOADS = (
    Route("/v1/uploads", "GET POST"),
    Route("/v1/uploads/{proxy+}", "GET POST DELETE"),
)
LISTEN = (
    Route("/v1/features", "POST"),
    Route("/v1/chords:detect", "POST"),
    Route("/v1/similar", "POST"),
)
FILTERS = (
    Route("/v1/filters", "POST"),
    Route("/v1/filters/chains", "GET POST"),
    Route("/v1/filters/chains/{proxy+}", "GET DELETE"),
)
ACCOMPANY = (
    Route("/v1/accompaniments", "POST"),
    Route("/v1/samples", "GET POST"),
    Route("/v1/samples/{proxy+}"),
)
HARMONY = (
    Route("/v1/progressions:analyse", "POST"),
    Route("/v1/chords:suggest", "POST"),
    Route("/v1/instructions", "POST"),
    Route("/instructions", "POST"),  # the short path that players' programs know
)
WEBHOOKS = (
    Route("/v1/webhooks", "GET POST"),
    Route("/v1/webhooks/{proxy+}", "GET POST DELETE"),
)
