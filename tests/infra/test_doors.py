"""The doors: who may come in, where to, and how much at once."""

import importlib
import inspect
import re
from collections.abc import Iterator

import pytest

from infra_cdk.stages import STAGES
from tests.infra.cloud import Cloud, Resource
from tests.infra.conftest import Clouds

PUBLIC = {
    "GET /v1/health",
    "GET /v1/version",
    "GET /v1/openapi.json",
    "GET /v1/schemas/{proxy+}",
    "$default",  # says that nothing is there
}
HTTP = ("accompany", "chat", "filters", "harmony", "jobs", "listen", "tabs", "uploads", "webhooks")


def test_every_route_but_the_public_ones_wants_a_token(cloud: Cloud) -> None:
    authorizer = cloud.one("ApiGatewayV2::Authorizer")

    for route in routes(cloud, "httpapi"):
        if route.properties["RouteKey"] in PUBLIC:
            assert route.properties["AuthorizationType"] == "NONE"
        else:
            assert route.properties["AuthorizationType"] == "JWT"
            assert route.properties["AuthorizerId"] == {"Ref": authorizer.name}
    assert {one.properties["RouteKey"] for one in routes(cloud, "httpapi")} >= PUBLIC


def test_tokens_are_those_of_our_users_for_our_client(cloud: Cloud) -> None:
    authorizer = cloud.one("ApiGatewayV2::Authorizer").properties
    jwt = authorizer["JwtConfiguration"]

    assert authorizer["AuthorizerType"] == "JWT"
    assert authorizer["IdentitySource"] == ["$request.header.Authorization"]
    assert [cloud.short(one) for one in jwt["Audience"]] == ["userspoolclient"]
    assert re.fullmatch(
        r"https://cognito-idp\..+\.amazonaws\.com/userspool", cloud.short(jwt["Issuer"])
    )


@pytest.mark.parametrize("folder", HTTP)
def test_every_route_of_an_app_reaches_its_function(clouds: Clouds, folder: str) -> None:
    cloud = clouds("local")
    keys = {key: function(cloud, route) for key, route in by_key(cloud).items()}

    for method, path in answered(folder):
        key = best(method, path, keys)
        assert keys[key] == f"{folder}function", f"{method} {path} comes by {key}"


def test_every_route_of_the_api_is_answered_by_an_app(cloud: Cloud) -> None:
    asked = {
        best(method, path, set(by_key(cloud)))
        for folder in HTTP
        for method, path in answered(folder)
    }

    assert asked == set(by_key(cloud)) - {"$default"}
    assert function(cloud, by_key(cloud)["$default"]) == "jobsfunction"


def test_the_websocket_leads_news_one_way_and_music_the_other(cloud: Cloud) -> None:
    found = {one.properties["RouteKey"]: one for one in routes(cloud, "liveapi")}
    led = {key: function(cloud, route) for key, route in found.items()}
    (api,) = (one for one in cloud.all("ApiGatewayV2::Api") if one.name.startswith("live"))

    assert led.pop("$default") == "jamfunction"
    assert set(led) == {"$connect", "$disconnect", "ping", "job.subscribe"}
    assert set(led.values()) == {"socketfunction"}
    assert api.properties["RouteSelectionExpression"] == "$request.body.type"


def test_both_doors_are_throttled_and_http_is_logged(cloud: Cloud) -> None:
    stage = STAGES[cloud.stage]

    for door in cloud.all("ApiGatewayV2::Stage"):
        limits = door.properties["DefaultRouteSettings"]
        assert limits["ThrottlingRateLimit"] == stage.requests_per_second
        assert limits["ThrottlingBurstLimit"] == stage.request_burst
    (http,) = (
        door
        for door in cloud.all("ApiGatewayV2::Stage")
        if door.properties["StageName"] == "$default"
    )
    log = http.properties["AccessLogSettings"]
    assert cloud.short(log["DestinationArn"]) == "httplog"
    assert "$context.requestId" in log["Format"]
    assert "authorizer" not in log["Format"]  # no claims of people in access logs


def test_browsers_come_from_named_pages_only(cloud: Cloud) -> None:
    (http,) = (one for one in cloud.all("ApiGatewayV2::Api") if one.name.startswith("http"))
    rules = http.properties.get("CorsConfiguration", {"AllowOrigins": []})

    assert rules["AllowOrigins"] == [*STAGES[cloud.stage].web_origins]
    assert "*" not in str(rules)
    if cloud.stage in ("staging", "prod"):
        assert "CorsConfiguration" not in http.properties


def routes(cloud: Cloud, api: str) -> list[Resource]:
    """The routes of an API."""
    return [
        route
        for route in cloud.all("ApiGatewayV2::Route")
        if cloud.short(route.properties["ApiId"]) == api
    ]


def by_key(cloud: Cloud) -> dict[str, Resource]:
    """The HTTP API's routes by their keys."""
    return {route.properties["RouteKey"]: route for route in routes(cloud, "httpapi")}


def function(cloud: Cloud, route: Resource) -> str:
    """The function that the route leads to."""
    (name,) = re.findall(r"\{(\w+)\}", cloud.spell(route.properties["Target"]))
    uri = cloud.short(cloud.resources[name].properties["IntegrationUri"])
    (found,) = re.findall(r"\w+function", uri)
    return str(found)


def answered(folder: str) -> Iterator[tuple[str, str]]:
    """Methods and paths that the function's app answers."""
    create = importlib.import_module(f"functions.{folder}.routes").create_app
    app = create(*[None] * len(inspect.signature(create).parameters))
    for route in app.routes:
        for method in getattr(route, "methods", ()):
            if method != "HEAD":
                yield method, route.path


def best(method: str, path: str, keys: object) -> str:
    """The route key that API Gateway takes: the whole path before a greedy one."""
    assert isinstance(keys, dict | set)
    exact, prefix = f"{method} {path}", path.rsplit("/", 1)[0]
    greedy = [exact]
    while prefix:
        greedy.append(f"{method} {prefix}/{{proxy+}}")
        prefix = prefix.rsplit("/", 1)[0]
    return next((key for key in greedy if key in keys), f"nothing for {method} {path}")
