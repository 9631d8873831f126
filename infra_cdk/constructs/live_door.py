"""The WebSocket API, on which jobs tell their owners how they are doing."""

from aws_cdk import aws_apigatewayv2 as gateway
from aws_cdk import aws_apigatewayv2_integrations as integrations
from aws_cdk import aws_iam as iam
from constructs import Construct

from infra_cdk.constructs.python_function import PythonFunction
from infra_cdk.stages import StageSettings

CLOSED_DOOR = "$connect"  # lets nobody in without a one-time ticket, which the function checks


class LiveDoor(Construct):
    """One WebSocket API before one function."""

    def __init__(self, scope: Construct, *, stage: StageSettings) -> None:
        super().__init__(scope, "live")
        self.api = gateway.WebSocketApi(self, "api")
        self.stage = gateway.WebSocketStage(
            self,
            "stage",
            web_socket_api=self.api,
            stage_name="live",
            auto_deploy=True,
            throttle=gateway.ThrottleSettings(
                rate_limit=stage.requests_per_second, burst_limit=stage.request_burst
            ),
        )

    @property
    def callback(self) -> str:
        """The https address through which functions speak to connections."""
        return self.stage.callback_url

    @property
    def post(self) -> iam.PolicyStatement:
        """Leave to speak to connections."""
        return iam.PolicyStatement(
            actions=["execute-api:ManageConnections"],
            resources=[self.api.arn_for_execute_api_v2("POST/@connections/*", "live")],
        )

    def serve(self, function: PythonFunction) -> None:
        """Send coming, going and every message to a function."""
        for route in (CLOSED_DOOR, "$disconnect", "$default"):
            self.api.add_route(
                route,
                integration=integrations.WebSocketLambdaIntegration(route[1:], function),
                return_response=route == "$default",
            )
