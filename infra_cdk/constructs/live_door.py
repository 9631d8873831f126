"""
The WebSocket API: jobs tell their owners how they are doing, ears listen along, bands follow.

What a message is about decides who answers it: the type in its body. Messages without one are
sound, by the plain contract, so whoever listens also answers what nobody else knows.
"""

from aws_cdk import aws_apigatewayv2 as gateway
from aws_cdk import aws_apigatewayv2_integrations as integrations
from aws_cdk import aws_iam as iam
from constructs import Construct

from infra_cdk.constructs.python_function import PythonFunction
from infra_cdk.stages import StageSettings

NEWS = ("ping", "job.subscribe")
CLOSED_DOOR = "$connect"  # lets nobody in without a one-time ticket, which the function checks


class LiveDoor(Construct):
    """One WebSocket API before the functions that speak on it."""

    def __init__(self, scope: Construct, *, stage: StageSettings) -> None:
        super().__init__(scope, "live")
        self.api = gateway.WebSocketApi(
            self, "api", route_selection_expression="$request.body.type"
        )
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

    def serve(self, door: PythonFunction, live: PythonFunction) -> None:
        """Send coming, going and news to one function, and all other messages to another."""
        for route in (CLOSED_DOOR, "$disconnect", *NEWS):
            integration = integrations.WebSocketLambdaIntegration(route.strip("$"), door)
            self.api.add_route(route, integration=integration)
        self.api.add_route(
            "$default",
            integration=integrations.WebSocketLambdaIntegration("default", live),
            return_response=True,  # the last message of an answer
        )
