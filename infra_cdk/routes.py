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
WEBHOOKS = (
    Route("/v1/webhooks", "GET POST"),
    Route("/v1/webhooks/{proxy+}", "GET POST DELETE"),
)
