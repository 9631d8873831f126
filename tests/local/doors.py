"""The HTTP API and the WebSocket API of the small stack."""

from typing import Any

from tests.local.parts import Template, ref, resource, sub


def integration(api: str, name: str, payload: str) -> Template:
    uri = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${%s.Arn}/invocations"
    return resource(
        "AWS::ApiGatewayV2::Integration",
        ApiId=ref(api),
        IntegrationType="AWS_PROXY",
        IntegrationUri=sub(uri % name),
        PayloadFormatVersion=payload,
    )


def route(api: str, key: str, target: str, **properties: Any) -> Template:
    return resource(
        "AWS::ApiGatewayV2::Route",
        ApiId=ref(api),
        RouteKey=key,
        Target=sub(f"integrations/${{{target}}}"),
        **properties,
    )


def permission(name: str, service: str) -> Template:
    return resource(
        "AWS::Lambda::Permission",
        FunctionName=ref(name),
        Action="lambda:InvokeFunction",
        Principal=f"{service}.amazonaws.com",
    )


def http_api() -> dict[str, Template]:
    issuer = sub("https://cognito-idp.us-east-1.amazonaws.com/${Pool}")
    return {
        "HttpApi": resource(
            "AWS::ApiGatewayV2::Api",
            Name="http",
            ProtocolType="HTTP",
            CorsConfiguration={
                "AllowOrigins": ["http://localhost:3000"],
                "AllowMethods": ["GET", "POST"],
                "AllowHeaders": ["authorization"],
            },
        ),
        "HttpStage": resource(
            "AWS::ApiGatewayV2::Stage",
            ApiId=ref("HttpApi"),
            StageName="$default",
            AutoDeploy=True,
        ),
        "Authorizer": resource(
            "AWS::ApiGatewayV2::Authorizer",
            ApiId=ref("HttpApi"),
            AuthorizerType="JWT",
            Name="jwt",
            IdentitySource=["$request.header.Authorization"],
            JwtConfiguration={"Audience": [ref("Client")], "Issuer": issuer},
        ),
        "HttpIntegration": integration("HttpApi", "Api", "2.0"),
        "Open": route("HttpApi", "ANY /open/{proxy+}", "HttpIntegration"),
        "Closed": route(
            "HttpApi",
            "ANY /v1/{proxy+}",
            "HttpIntegration",
            AuthorizationType="JWT",
            AuthorizerId=ref("Authorizer"),
        ),
        "ApiPermission": permission("Api", "apigateway"),
    }


def socket_api() -> dict[str, Template]:
    routes = {"Connect": "$connect", "Disconnect": "$disconnect", "Default": "$default"}
    return {
        "SocketApi": resource(
            "AWS::ApiGatewayV2::Api",
            Name="socket",
            ProtocolType="WEBSOCKET",
            RouteSelectionExpression="$request.body.type",
        ),
        "SocketStage": resource(
            "AWS::ApiGatewayV2::Stage",
            ApiId=ref("SocketApi"),
            StageName="live",
            AutoDeploy=True,
        ),
        "SocketIntegration": integration("SocketApi", "Socket", "1.0"),
        "SocketPermission": permission("Socket", "apigateway"),
        **{name: route("SocketApi", key, "SocketIntegration") for name, key in routes.items()},
    }
