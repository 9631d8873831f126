"""Webhook subscriptions over HTTP."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import FastAPI, Query
from fastapi.responses import Response

from harmonia.paging import MOST, USUAL
from harmonia.webhooks.delivery import Delivery
from harmonia.webhooks.event import Event
from harmonia.webhooks.service import Webhooks
from harmonia.webhooks.subscription import Registration, Subscription
from harmonia_aws.http import OptionalKey, Owner, answer, body, new_app
from harmonia_aws.log import Log
from harmonia_aws.openapi import speaks

Asked = Annotated[Registration, body(Registration)]
Limit = Annotated[int, Query(ge=1, le=MOST)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """A subscription as its owner sees it."""

    id: str
    url: str
    events: tuple[str, ...]
    created_at: str
    description: str | None = None
    disabled_at: str | None = None
    secret: str | None = None  # only when it is made, or made anew


@dataclass(frozen=True, slots=True)
class WebhookList:
    """Everything one subscribed to, newest first."""

    data: tuple[Webhook, ...]
    has_more: bool = False


@dataclass(frozen=True, slots=True)
class DeliveryList:
    """What was tried lately, newest first."""

    data: tuple[Delivery, ...]
    has_more: bool = False


def create_app(webhooks: Webhooks, log: Log) -> FastAPI:
    """The app."""
    app = new_app("Harmonia webhooks", log)

    @app.post("/v1/webhooks", **speaks(Webhook, 201, takes=Registration))
    async def register(asked: Asked, owner: Owner, key: OptionalKey) -> Response:
        """Subscribe; the secret that signs is told only here."""
        made = webhooks.register(asked, owner, key)
        headers = {"Location": f"/v1/webhooks/{made.id}"}
        return answer(_shown(made, made.secret), 201, headers)

    @app.get("/v1/webhooks", **speaks(WebhookList))
    async def listed(owner: Owner) -> Response:
        """Your subscriptions."""
        return answer(WebhookList(tuple(map(_shown, webhooks.list(owner)))))

    @app.post("/v1/webhooks/{webhook_id}:test", **speaks(Event, 202))
    async def test(webhook_id: str, owner: Owner) -> Response:
        """Have an event sent that means nothing."""
        return answer(webhooks.test(webhook_id, owner), 202)

    @app.post("/v1/webhooks/{webhook_id}:rotate", **speaks(Webhook))
    async def rotate(webhook_id: str, owner: Owner) -> Response:
        """Have a new secret, told only here; for a day the one before it signs as well."""
        rotated = webhooks.rotate(webhook_id, owner)
        return answer(_shown(rotated, rotated.secret))

    @app.post("/v1/webhooks/{webhook_id}/deliveries/{event_id}:replay", **speaks(Event, 202))
    async def replay(webhook_id: str, event_id: str, owner: Owner) -> Response:
        """Have an event of the last month sent once more, under the id that it had."""
        return answer(webhooks.replay(webhook_id, event_id, owner), 202)

    @app.get("/v1/webhooks/{webhook_id}/deliveries", **speaks(DeliveryList))
    async def deliveries(webhook_id: str, owner: Owner, limit: Limit = USUAL) -> Response:
        """What was tried lately."""
        return answer(DeliveryList(webhooks.deliveries(webhook_id, owner, limit=limit)))

    @app.get("/v1/webhooks/{webhook_id}", **speaks(Webhook))
    async def read(webhook_id: str, owner: Owner) -> Response:
        """A subscription."""
        return answer(_shown(webhooks.get(webhook_id, owner)))

    @app.delete("/v1/webhooks/{webhook_id}", **speaks(None, 204))
    async def remove(webhook_id: str, owner: Owner) -> Response:
        """Unsubscribe."""
        webhooks.remove(webhook_id, owner)
        return Response(status_code=204)

    return app


def _shown(subscription: Subscription, secret: str | None = None) -> Webhook:
    return Webhook(
        id=subscription.id,
        url=subscription.url,
        events=subscription.events,
        created_at=subscription.created_at,
        description=subscription.description,
        disabled_at=subscription.disabled_at,
        secret=secret,
    )
