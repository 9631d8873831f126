"""HTTP APIs, their JWT authorizer, and Cognito."""

import base64
import json
from concurrent.futures import ThreadPoolExecutor

from tests.local.conftest import Local, send


def test_a_route_reaches_its_function_and_comes_back(local: Local) -> None:
    reply = local.get(f"{local.description['api']}/open/song/7?tag=a&tag=b", Cookie="one=1")

    assert reply.status == 200
    assert reply.headers["content-type"] == "application/json"
    assert reply.json["path"] == "/open/song/7"
    assert reply.json["parameters"] == {"proxy": "song/7"}
    assert reply.json["query"] == {"tag": "a,b"}


def test_an_unknown_route_is_not_found(local: Local) -> None:
    assert local.get(f"{local.description['api']}/nowhere").status == 404


def test_a_function_that_raises_is_a_500_and_its_worker_stays(local: Local) -> None:
    before = local.get(f"{local.description['api']}/open/x").json["pid"]

    boom = local.get(f"{local.description['api']}/open/boom")

    assert boom.status == 500
    assert local.get(f"{local.description['api']}/open/x").json["pid"] == before


def test_a_page_of_an_allowed_origin_may_ask_first(local: Local) -> None:
    reply = send(
        "OPTIONS",
        f"{local.description['api']}/open/x",
        headers={
            "Origin": "http://localhost:3000",
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "authorization",
        },
    )

    assert reply.status in (200, 204)
    headers = {name.lower(): value for name, value in reply.headers.items()}
    assert headers["access-control-allow-origin"] == "http://localhost:3000"


def test_a_token_opens_a_closed_route_and_names_its_owner(local: Local) -> None:
    url = f"{local.description['api']}/v1/songs"

    reply = local.get(url, Authorization=f"Bearer {local.token()}")

    assert reply.status == 200
    assert len(reply.json["sub"]) == 36


def test_without_a_good_token_a_closed_route_stays_closed(local: Local) -> None:
    url = f"{local.description['api']}/v1/songs"
    head, claims, signature = local.token().split(".")
    forged = json.loads(base64.urlsafe_b64decode(claims + "==")) | {"sub": "somebody else"}
    other = base64.urlsafe_b64encode(json.dumps(forged).encode()).decode().rstrip("=")

    tokens = ["", "garbage", f"{head}.{other}.{signature}"]

    assert [local.get(url, Authorization=f"Bearer {t}").status for t in tokens] == [401] * 3


def test_functions_see_the_stage_and_nothing_of_the_host(local: Local) -> None:
    told = local.get(f"{local.description['api']}/open/x").json

    assert set(told["variables"]) <= {
        *("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION", "AWS_DEFAULT_REGION"),
        *("AWS_ENDPOINT_URL", "AWS_EXECUTION_ENV", "AWS_EC2_METADATA_DISABLED"),
        *("AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_VERSION", "_HANDLER"),
        *("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_LOG_GROUP_NAME"),
        *("AWS_LAMBDA_LOG_STREAM_NAME", "LAMBDA_TASK_ROOT", "_X_AMZN_TRACE_ID"),
        *("PATH", "HOME", "TMPDIR", "LANG", "TZ", "PYTHONUNBUFFERED", "OPENBLAS_NUM_THREADS"),
        *("TABLE", "CALLBACK", "POWERTOOLS_SERVICE_NAME"),
    }
    assert told["callback"] == local.description["websocket"].replace("ws:", "http:")


def test_what_a_function_prints_is_in_its_log(local: Local) -> None:
    request_id = local.get(f"{local.description['api']}/open/x").json["request_id"]

    events = local.aws("logs").filter_log_events(
        logGroupName=f"/aws/lambda/{local.outputs['Api']}", filterPattern=request_id
    )["events"]

    assert f"answering {request_id}" in [event["message"].strip() for event in events]
    assert f"api | answering {request_id}" in local.home.log.read_text()


def test_many_requests_at_once_are_shared_out_and_none_is_refused(local: Local) -> None:
    url = f"{local.description['api']}/open/x"

    with ThreadPoolExecutor(24) as callers:
        replies = list(callers.map(lambda _: local.get(url), range(200)))

    assert {reply.status for reply in replies} == {200}
    assert 2 <= len({reply.json["pid"] for reply in replies}) <= 8
