"""What the emulator drops from a template, put right after each deployment."""

import json
import secrets
from contextlib import suppress
from typing import Any

from infra_cdk.local.client import client
from infra_cdk.local.home import Home

Resources = list[dict[str, Any]]
USERNAME = "local@harmonia.invalid"


def apply(resources: Resources, port: int, home: Home) -> dict[str, str]:
    """Put everything right; what clients need to reach the stage comes back."""
    expire_items(resources, port)
    allow_origins(resources, port)
    return {**addresses(resources, port), **make_user(resources, port, home)}


def expire_items(resources: Resources, port: int) -> None:
    """Switch the tables' time to live on."""
    dynamodb = client("dynamodb", port)
    for table in _of(resources, "AWS::DynamoDB::Table"):
        wanted = table["properties"].get("TimeToLiveSpecification")
        described = dynamodb.describe_time_to_live(TableName=table["id"])
        if wanted and described["TimeToLiveDescription"]["TimeToLiveStatus"] != "ENABLED":
            dynamodb.update_time_to_live(TableName=table["id"], TimeToLiveSpecification=wanted)


def allow_origins(resources: Resources, port: int) -> None:
    """Give the HTTP APIs their CORS rules."""
    apigateway = client("apigatewayv2", port)
    for api in _of(resources, "AWS::ApiGatewayV2::Api"):
        if rules := api["properties"].get("CorsConfiguration"):
            apigateway.update_api(ApiId=api["id"], CorsConfiguration=rules)


def addresses(resources: Resources, port: int) -> dict[str, str]:
    """The addresses of the HTTP API and the WebSocket API on this machine."""
    apigateway = client("apigatewayv2", port)
    found = {"cognito": f"http://127.0.0.1:{port}"}
    for api in _of(resources, "AWS::ApiGatewayV2::Api"):
        stages = apigateway.get_stages(ApiId=api["id"])["Items"]
        place = f"127.0.0.1:{port}/_aws/execute-api/{api['id']}/{stages[0]['StageName']}"
        if api["properties"]["ProtocolType"] == "WEBSOCKET":
            found["websocket"] = f"ws://{place}"
        else:
            found["api"] = f"http://{place}"
    return found


def make_user(resources: Resources, port: int, home: Home) -> dict[str, str]:
    """A user of the pool with a password of its own, the same as long as the state lives."""
    pools = _of(resources, "AWS::Cognito::UserPool")
    clients = _of(resources, "AWS::Cognito::UserPoolClient")
    if not pools or not clients:
        return {}
    cognito = client("cognito-idp", port)
    password = _password(home)
    with suppress(cognito.exceptions.UsernameExistsException):
        cognito.admin_create_user(
            UserPoolId=pools[0]["id"],
            Username=USERNAME,
            MessageAction="SUPPRESS",
            UserAttributes=[
                {"Name": "email", "Value": USERNAME},
                {"Name": "email_verified", "Value": "true"},
            ],
        )
    cognito.admin_set_user_password(
        UserPoolId=pools[0]["id"], Username=USERNAME, Password=password, Permanent=True
    )
    return {"client_id": clients[0]["id"], "username": USERNAME, "password": password}


def _password(home: Home) -> str:
    if not home.user.exists():
        home.user.touch(mode=0o600)
        home.user.write_text(json.dumps({"password": f"Aa1-{secrets.token_urlsafe(24)}"}))
    password: str = json.loads(home.user.read_text())["password"]
    return password


def _of(resources: Resources, kind: str) -> Resources:
    return [resource for resource in resources if resource["type"] == kind]
