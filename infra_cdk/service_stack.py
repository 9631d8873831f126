"""What serves: the functions, the doors people come in by, the workflow and the webhooks."""

from typing import TypedDict, Unpack

from aws_cdk import CfnOutput, Duration, Stack
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_lambda_event_sources as sources
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from functions.accompany.settings import AccompanySettings
from functions.advance_job.settings import AdvanceJobSettings
from functions.announce.settings import AnnounceSettings
from functions.chat.settings import ChatSettings
from functions.compose_song.settings import ComposeSongSettings
from functions.deliver_webhook.settings import DeliverWebhookSettings
from functions.filters.settings import FiltersSettings
from functions.finish_inference.settings import FinishInferenceSettings
from functions.harmony.settings import HarmonySettings
from functions.jam.settings import JamSettings
from functions.jobs.settings import JobsSettings
from functions.listen.settings import ListenSettings
from functions.master_song.settings import MasterSongSettings
from functions.process_sound.settings import ProcessSoundSettings
from functions.reconcile.settings import ReconcileSettings
from functions.socket.settings import SocketSettings
from functions.start_inference.settings import StartInferenceSettings
from functions.tabs.settings import TabsSettings
from functions.uploads.settings import UploadsSettings
from functions.webhooks.settings import WebhooksSettings
from harmonia_aws.settings import Settings
from infra_cdk.constructs.following import follow_jobs
from infra_cdk.constructs.http_door import HttpDoor
from infra_cdk.constructs.layers import Layers
from infra_cdk.constructs.live_door import LiveDoor
from infra_cdk.constructs.place import place
from infra_cdk.constructs.python_function import PythonFunction
from infra_cdk.constructs.queues import dead_letters, work_queue
from infra_cdk.constructs.song_workflow import SongWorkflow
from infra_cdk.constructs.watch import Watch
from infra_cdk.engine_stack import EngineStack
from infra_cdk.roles import Places, roles
from infra_cdk.routes import (
    ACCOMPANY,
    CHAT,
    FILTERS,
    HARMONY,
    JOBS,
    LISTEN,
    TABS,
    UPLOADS,
    WEBHOOKS,
)
from infra_cdk.stages import StageSettings
from infra_cdk.state_stack import StateStack

PATIENCE = 24 * 3600  # seconds after which a job that never ended expires
DELIVERY = 90  # seconds for a batch of five webhooks, each of which may take 15


class Size(TypedDict, total=False):
    """How big a function is, where the usual does not do."""

    seconds: int
    memory: int
    storage: int


AUDIO: Size = {"seconds": 590, "memory": 3008, "storage": 4096}  # a whole song in memory
LONG: Size = {"seconds": 890, "memory": 5120, "storage": 4096}  # hours, or a chain of effects
LOOKING: Size = {"memory": 3008, "storage": 1024}  # at one upload while its owner waits


class ServiceStack(Stack):
    """All that answers and moves; it has no memory of its own."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        stage: StageSettings,
        state: StateStack,
        engine: EngineStack,
    ) -> None:
        super().__init__(scope, name, env=place(stage), description="Harmonia: what serves")
        self._stage, self._state, self._engines = stage, state, engine.offers
        self._layers = Layers(self, stage=stage)
        self.functions: dict[str, PythonFunction] = {}
        self.live = LiveDoor(self, stage=stage)
        self.http = HttpDoor(self, stage=stage, users=state.users, client=state.client)
        self.undelivered = dead_letters(self, "undelivered")
        self.dead_webhooks = dead_letters(self, "dead-webhooks")
        self.deliveries = work_queue(
            self,
            "deliveries",
            dead=self.dead_webhooks,
            seconds=DELIVERY,
            attempts=1 + len(stage.webhook_retries),
        )
        self.bus = events.EventBus(self, "events")
        self.workflow = self._make_songs(engine)
        self._answer()
        self._listen()
        self._tell()
        self._permit(engine)
        if stage.alarms:
            self._watch(engine)
        self._say_where()

    def _function(self, folder: str, settings: Settings, **size: Unpack[Size]) -> PythonFunction:
        layers = self._layers.of(folder)
        function = PythonFunction(
            self, folder, stage=self._stage, settings=settings, layers=layers, **size
        )
        self.functions[folder] = function
        return function

    def _make_songs(self, engine: EngineStack) -> SongWorkflow:
        table, bucket = self._state.table.table_name, self._state.bucket.bucket_name
        compose = ComposeSongSettings(table_name=table, bucket_name=bucket)
        start = StartInferenceSettings(
            table_name=table,
            bucket_name=bucket,
            music_endpoint=engine.music.endpoint_name,
            vocal_endpoint=engine.vocal.endpoint_name,
            video_endpoint=engine.video.endpoint_name,
            engines=self._engines,
        )
        master = MasterSongSettings(table_name=table, bucket_name=bucket)
        process = ProcessSoundSettings(table_name=table, bucket_name=bucket)
        advance = AdvanceJobSettings(table_name=table, bucket_name=bucket)
        return SongWorkflow(
            self,
            stage=self._stage,
            tasks=[
                self._function("compose_song", compose, seconds=110, memory=3008, storage=1024),
                self._function("start_inference", start),
                self._function("master_song", master, **AUDIO),
                self._function("process_sound", process, **LONG),
                self._function("advance_job", advance, seconds=60),
            ],
        )

    def _answer(self) -> None:
        """Those who answer people: over HTTP, and on the WebSocket."""
        table, bucket = self._state.table.table_name, self._state.bucket.bucket_name
        chat = ChatSettings(table_name=table, bucket_name=bucket, workflow_arn=self.workflow.arn)
        jobs = JobsSettings(
            table_name=table,
            bucket_name=bucket,
            workflow_arn=self.workflow.arn,
            stage=self._stage.name,
            engines=self._engines,
        )
        webhooks = WebhooksSettings(
            table_name=table,
            queue_url=self.deliveries.queue_url,
            webhook_targets=self._stage.webhook_targets,
        )
        tabs = TabsSettings(table_name=table, bucket_name=bucket)
        socket = SocketSettings(table_name=table, websocket_url=self.live.callback)
        self.http.serve(self._function("chat", chat, memory=1024), CHAT)
        jobs_function = self._function("jobs", jobs, memory=1024)
        self.http.serve(jobs_function, JOBS)
        self.http.answer_the_rest(jobs_function)
        self.http.serve(self._function("tabs", tabs, memory=1769), TABS)
        arn = self.workflow.arn
        filters = FiltersSettings(table_name=table, bucket_name=bucket, workflow_arn=arn)
        self.http.serve(self._function("filters", filters, **LOOKING), FILTERS)
        accompany = AccompanySettings(
            table_name=table, bucket_name=bucket, workflow_arn=self.workflow.arn
        )
        self.http.serve(self._function("accompany", accompany, **LOOKING), ACCOMPANY)
        harmony = self._function("harmony", HarmonySettings(), memory=1769)
        self.http.serve(harmony, HARMONY)
        uploads = UploadsSettings(table_name=table, bucket_name=bucket)
        listen = ListenSettings(table_name=table, bucket_name=bucket, workflow_arn=arn)
        self.http.serve(self._function("uploads", uploads, **LOOKING), UPLOADS)
        self.http.serve(self._function("listen", listen, **LOOKING), LISTEN)
        self.http.serve(self._function("webhooks", webhooks, memory=1024), WEBHOOKS)
        jam = JamSettings(table_name=table, websocket_url=self.live.callback)
        self.live.serve(self._function("socket", socket), self._function("jam", jam, memory=1769))

    def _listen(self) -> None:
        """Those who wait for a report: of an engine, or of the clock."""
        table, bucket = self._state.table.table_name, self._state.bucket.bucket_name
        finish = self._function(
            "finish_inference",
            FinishInferenceSettings(table_name=table, bucket_name=bucket, engines=self._engines),
        )
        for topic in (self._state.succeeded, self._state.failed):
            topic.add_subscription(
                subscriptions.LambdaSubscription(finish, dead_letter_queue=self.undelivered)
            )
        reconcile = self._function(
            "reconcile",
            ReconcileSettings(
                table_name=table,
                bucket_name=bucket,
                workflow_arn=self.workflow.arn,
                patience_seconds=str(PATIENCE),
            ),
            seconds=240,
        )
        events.Rule(
            self,
            "every-5-minutes",
            schedule=events.Schedule.rate(Duration.minutes(5)),
            targets=[targets.LambdaFunction(reconcile, retry_attempts=0)],  # it comes again anyway
        )

    def _tell(self) -> None:
        """Those who carry news of jobs to their owners."""
        announce = self._function(
            "announce",
            AnnounceSettings(
                table_name=self._state.table.table_name,
                websocket_url=self.live.callback,
                queue_url=self.deliveries.queue_url,
                event_bus_name=self.bus.event_bus_name,
            ),
        )
        follow_jobs(announce, self._state.table, undelivered=self.undelivered)
        deliver = self._function(
            "deliver_webhook",
            DeliverWebhookSettings(
                table_name=self._state.table.table_name,
                queue_url=self.deliveries.queue_url,
                webhook_targets=self._stage.webhook_targets,
                retry_seconds=",".join(map(str, self._stage.webhook_retries)),
            ),
            seconds=DELIVERY,
        )
        deliver.add_event_source(
            sources.SqsEventSource(
                self.deliveries, batch_size=5, max_concurrency=5, report_batch_item_failures=True
            )
        )

    def _permit(self, engine: EngineStack) -> None:
        statements = roles(
            Places(
                table=self._state.table,
                bucket=self._state.bucket,
                workflow=self.workflow,
                live=self.live,
                deliveries=self.deliveries,
                bus=self.bus,
                endpoints=[endpoint.endpoint_arn for endpoint in engine.endpoints],
            )
        )
        for folder, function in self.functions.items():
            for statement in statements[folder]:
                function.add_to_role_policy(statement)
        self.workflow.let_wake(self.functions["start_inference"])

    def _watch(self, engine: EngineStack) -> None:
        unseen = ("announce", "deliver_webhook", "finish_inference", "jam", "reconcile", "socket")
        Watch(
            self,
            api=self.http.api,
            workflow=self.workflow,
            functions=[self.functions[folder] for folder in unseen],
            queues=[self.undelivered, self.dead_webhooks],
            engines=engine.endpoints,
        )

    def _say_where(self) -> None:
        for name, value in {
            "HttpUrl": self.http.api.api_endpoint,
            "HttpApiId": self.http.api.api_id,
            "WebSocketUrl": self.live.stage.url,
            "WebSocketApiId": self.live.api.api_id,
            "UserPoolId": self._state.users.user_pool_id,
            "ClientId": self._state.client.user_pool_client_id,
            "WorkflowArn": self.workflow.arn,
        }.items():
            CfnOutput(self, name, value=value)
