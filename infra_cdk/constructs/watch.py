"""
Alarms and one dashboard.

Each kind of failure is watched once, where it shows: requests at the API, songs at the workflow,
letters nobody could deliver at their queues, and the functions that nothing else would miss. That
keeps the bill at CloudWatch's free ten alarms or close to it.
"""

from collections.abc import Sequence

from aws_cdk import Duration
from aws_cdk import aws_apigatewayv2 as gateway
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra_cdk.constructs.async_endpoint import AsyncEndpoint
from infra_cdk.constructs.python_function import PythonFunction
from infra_cdk.constructs.song_workflow import SongWorkflow

PERIOD = Duration.minutes(5)


class Watch(Construct):
    """Tells the operator what goes wrong; `-c alarm_email=…` says whom."""

    def __init__(
        self,
        scope: Construct,
        *,
        api: gateway.HttpApi,
        workflow: SongWorkflow,
        functions: Sequence[PythonFunction],
        queues: Sequence[sqs.Queue],
        engines: Sequence[AsyncEndpoint],
    ) -> None:
        super().__init__(scope, "watch")
        self.topic = sns.Topic(self, "alarms", enforce_ssl=True)
        if email := self.node.try_get_context("alarm_email"):
            self.topic.add_subscription(subscriptions.EmailSubscription(email))
        errors = api.metric_server_error(period=PERIOD, statistic="Sum")
        self._alarm("requests", "The HTTP API answers with server errors.", errors)
        failed = workflow.machine.metric_failed(period=PERIOD, statistic="Sum")
        self._alarm("songs", "Songs fail.", failed)
        late = workflow.machine.metric_timed_out(period=PERIOD, statistic="Sum")
        self._alarm("late", "Songs ran out of time, so not even their failure was noted.", late)
        for queue in queues:
            self._alarm(
                queue.node.id,
                f"Something lies in {queue.node.id} that could not be done.",
                queue.metric_approximate_number_of_messages_visible(
                    period=PERIOD, statistic="Maximum"
                ),
            )
        for function in functions:
            self._alarm(
                function.folder,
                f"{function.folder} raises errors.",
                function.metric_errors(period=PERIOD, statistic="Sum"),
            )
        self._dashboard(
            requests=[api.metric_count(period=PERIOD, statistic="Sum"), errors],
            songs=[
                workflow.machine.metric_started(period=PERIOD, statistic="Sum"),
                workflow.machine.metric_succeeded(period=PERIOD, statistic="Sum"),
                failed,
            ],
            engines=[
                engine.metric(name, minutes=5)
                for engine in engines
                for name in ("ApproximateBacklogSize", "HasBacklogWithoutCapacity")
            ],
        )

    def _alarm(self, name: str, description: str, metric: cloudwatch.Metric) -> None:
        alarm = metric.create_alarm(
            self,
            name,
            alarm_description=description,
            threshold=1,
            evaluation_periods=1,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
        )
        alarm.add_alarm_action(actions.SnsAction(self.topic))

    def _dashboard(self, **rows: Sequence[cloudwatch.IMetric]) -> None:
        board = cloudwatch.Dashboard(self, "dashboard", default_interval=Duration.days(1))
        for title, metrics in rows.items():
            board.add_widgets(
                cloudwatch.GraphWidget(title=title.capitalize(), left=[*metrics], width=24)
            )
