"""The HTTP API: every route wants a token of our users, but for the few that are everyone's."""

from collections.abc import Sequence
from dataclasses import dataclass

from aws_cdk import Duration, RemovalPolicy, Stack
from aws_cdk import aws_apigatewayv2 as gateway
from aws_cdk import aws_apigatewayv2_authorizers as authorizers
from aws_cdk import aws_apigatewayv2_integrations as integrations
from aws_cdk import aws_cognito as cognito
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra_cdk.constructs.log_retention import log_retention
from infra_cdk.constructs.python_function import PythonFunction
from infra_cdk.stages import StageSettings

LOG_FORMAT = (
    '{"request":"$context.requestId","time":"$context.requestTime","route":"$context.routeKey",'
    '"status":"$context.status","milliseconds":"$context.responseLatency",'
    '"error":"$context.error.message","integration_error":"$context.integrationErrorMessage"}'
)


@dataclass(frozen=True, slots=True)
class Route:
    """A path of the API and the methods it answers, `GET POST` or the like."""

    path: str
    methods: str = "GET"
    public: bool = False


class HttpDoor(Construct):
    """One HTTP API before several functions."""

    def __init__(
        self,
        scope: Construct,
        *,
        stage: StageSettings,
        users: cognito.IUserPool,
        client: cognito.IUserPoolClient,
    ) -> None:
        super().__init__(scope, "http")
        region = Stack.of(self).region
        self.api = gateway.HttpApi(
            self,
            "api",
            create_default_stage=False,
            default_authorizer=authorizers.HttpJwtAuthorizer(
                "users",
                f"https://cognito-idp.{region}.amazonaws.com/{users.user_pool_id}",
                jwt_audience=[client.user_pool_client_id],
            ),
            cors_preflight=_cors(stage) if stage.web_origins else None,
        )
        default = gateway.HttpStage(
            self,
            "default",
            http_api=self.api,
            stage_name="$default",
            auto_deploy=True,
            throttle=gateway.ThrottleSettings(
                rate_limit=stage.requests_per_second, burst_limit=stage.request_burst
            ),
        )
        log = logs.LogGroup(
            self,
            "log",
            retention=log_retention(stage.log_days),
            removal_policy=RemovalPolicy.DESTROY,
        )
        resource = default.node.default_child
        assert isinstance(resource, gateway.CfnStage)
        resource.access_log_settings = gateway.CfnStage.AccessLogSettingsProperty(
            destination_arn=log.log_group_arn, format=LOG_FORMAT
        )

    def answer_the_rest(self, function: PythonFunction) -> None:
        """Let the function say of every other path that nothing is there, as it says all else."""
        gateway.HttpRoute(
            self,
            "rest",
            http_api=self.api,
            route_key=gateway.HttpRouteKey.DEFAULT,
            integration=integrations.HttpLambdaIntegration(
                "rest", function, scope_permission_to_route=False
            ),
            authorizer=gateway.HttpNoneAuthorizer(),
        )

    def serve(self, function: PythonFunction, routes: Sequence[Route]) -> None:
        """Send these routes to a function."""
        # Explicit methods: a route for ANY would swallow browsers' preflights and ask for a token.
        integration = integrations.HttpLambdaIntegration(
            function.folder, function, scope_permission_to_route=False
        )
        for route in routes:
            self.api.add_routes(
                path=route.path,
                methods=[gateway.HttpMethod[method] for method in route.methods.split()],
                integration=integration,
                authorizer=gateway.HttpNoneAuthorizer() if route.public else None,
            )


def _cors(stage: StageSettings) -> gateway.CorsPreflightOptions:
    method = gateway.CorsHttpMethod
    return gateway.CorsPreflightOptions(
        allow_origins=[*stage.web_origins],
        allow_methods=[method.GET, method.POST, method.DELETE],
        allow_headers=["authorization", "content-type", "idempotency-key", "if-none-match"],
        expose_headers=["etag", "idempotent-replayed", "location", "retry-after"],
        max_age=Duration.hours(1),
    )
