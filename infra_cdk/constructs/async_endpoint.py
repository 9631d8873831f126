"""
A SageMaker asynchronous endpoint that costs nothing while nobody asks.

The CDK has no construct of its own for these. Two policies scale the endpoint: target tracking on
the backlog per instance brings it down to zero, but cannot bring it up again, because without an
instance there is no such number; a step on "backlog without capacity" does that.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from aws_cdk import Duration
from aws_cdk import aws_applicationautoscaling as scaling
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sagemaker as sagemaker
from aws_cdk import aws_sns as sns
from constructs import Construct

from infra_cdk.stages import StageSettings

VARIANT = "all"
LOADING = 1800  # seconds that a model's weights may take to come and to be loaded
BACKLOG_PER_INSTANCE = 4.0  # songs waiting for one instance before another is worth starting


@dataclass(frozen=True, slots=True)
class Guest:
    """What an endpoint with a model has of its own."""

    instance: str  # SageMaker's instance type
    at_once: int  # requests that an instance works on at once
    weights: str  # s3:// folder of the snapshot, with a slash at its end


class AsyncEndpoint(Construct):
    """One engine family behind one endpoint, which reports to two topics."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        stage: StageSettings,
        image: str,
        environment: Mapping[str, str],
        role: iam.Role,
        bucket: s3.IBucket,
        succeeded: sns.ITopic,
        failed: sns.ITopic,
        guest: Guest | None = None,
    ) -> None:
        super().__init__(scope, name)
        model = sagemaker.CfnModel(
            self,
            "model",
            execution_role_arn=role.role_arn,
            primary_container=sagemaker.CfnModel.ContainerDefinitionProperty(
                image=image,
                environment=dict(environment),
                model_data_source=_snapshot(guest.weights) if guest else None,
            ),
        )
        model.node.add_dependency(role)  # with its policies: SageMaker pulls the image at once
        config = sagemaker.CfnEndpointConfig(
            self,
            "config",
            production_variants=[
                sagemaker.CfnEndpointConfig.ProductionVariantProperty(
                    model_name=model.attr_model_name,
                    variant_name=VARIANT,
                    instance_type=guest.instance if guest else stage.engine_instance,
                    initial_instance_count=1,  # a new endpoint proves itself, then goes to zero
                    initial_variant_weight=1.0,
                    container_startup_health_check_timeout_in_seconds=LOADING if guest else None,
                    model_data_download_timeout_in_seconds=LOADING if guest else None,
                )
            ],
            async_inference_config=sagemaker.CfnEndpointConfig.AsyncInferenceConfigProperty(
                client_config=sagemaker.CfnEndpointConfig.AsyncInferenceClientConfigProperty(
                    max_concurrent_invocations_per_instance=(
                        guest.at_once if guest else stage.engine_concurrency
                    )
                ),
                output_config=sagemaker.CfnEndpointConfig.AsyncInferenceOutputConfigProperty(
                    s3_output_path=bucket.s3_url_for_object(f"async-out/{name}"),
                    s3_failure_path=bucket.s3_url_for_object(f"async-out/{name}-failures"),
                    notification_config=(
                        sagemaker.CfnEndpointConfig.AsyncInferenceNotificationConfigProperty(
                            success_topic=succeeded.topic_arn, error_topic=failed.topic_arn
                        )
                    ),
                ),
            ),
        )
        self._endpoint = sagemaker.CfnEndpoint(
            self, "endpoint", endpoint_config_name=config.attr_endpoint_config_name
        )
        self.endpoint_name = self._endpoint.attr_endpoint_name
        self.endpoint_arn = self._endpoint.ref  # in lower case, unlike the name
        self._scale(stage)

    def metric(self, name: str, *, minutes: int = 1) -> cloudwatch.Metric:
        """A measurement SageMaker makes of this endpoint's queue."""
        return cloudwatch.Metric(
            namespace="AWS/SageMaker",
            metric_name=name,
            dimensions_map={"EndpointName": self.endpoint_name},
            statistic="Average",
            period=Duration.minutes(minutes),
        )

    def _scale(self, stage: StageSettings) -> None:
        target = scaling.CfnScalableTarget(
            self,
            "capacity",
            service_namespace="sagemaker",
            resource_id=f"endpoint/{self.endpoint_name}/variant/{VARIANT}",
            scalable_dimension="sagemaker:variant:DesiredInstanceCount",
            min_capacity=0,
            max_capacity=stage.engine_instances,
        )
        tracking = scaling.CfnScalingPolicy.TargetTrackingScalingPolicyConfigurationProperty(
            target_value=BACKLOG_PER_INSTANCE,
            scale_in_cooldown=stage.idle_minutes * 60,
            scale_out_cooldown=120,
            customized_metric_specification=(
                scaling.CfnScalingPolicy.CustomizedMetricSpecificationProperty(
                    namespace="AWS/SageMaker",
                    metric_name="ApproximateBacklogSizePerInstance",
                    statistic="Average",
                    dimensions=[
                        scaling.CfnScalingPolicy.MetricDimensionProperty(
                            name="EndpointName", value=self.endpoint_name
                        )
                    ],
                )
            ),
        )
        scaling.CfnScalingPolicy(
            self,
            "backlog",
            policy_name="backlog",
            policy_type="TargetTrackingScaling",
            scaling_target_id=target.ref,
            target_tracking_scaling_policy_configuration=tracking,
        )
        wake = scaling.CfnScalingPolicy(
            self,
            "wake",
            policy_name="wake",
            policy_type="StepScaling",
            scaling_target_id=target.ref,
            step_scaling_policy_configuration=(
                scaling.CfnScalingPolicy.StepScalingPolicyConfigurationProperty(
                    adjustment_type="ChangeInCapacity",
                    metric_aggregation_type="Average",
                    cooldown=300,
                    step_adjustments=[
                        scaling.CfnScalingPolicy.StepAdjustmentProperty(
                            metric_interval_lower_bound=0, scaling_adjustment=1
                        )
                    ],
                )
            ),
        )
        alarm = self.metric("HasBacklogWithoutCapacity").create_alarm(
            self,
            "waiting",
            alarm_description="Songs wait and no instance runs: the endpoint is woken.",
            threshold=1,
            evaluation_periods=1,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
        )
        cfn = alarm.node.default_child
        assert isinstance(cfn, cloudwatch.CfnAlarm)
        cfn.alarm_actions = [wake.ref]


def _snapshot(place: str) -> sagemaker.CfnModel.ModelDataSourceProperty:
    """A snapshot as it lies in the bucket; SageMaker puts it into /opt/ml/model."""
    return sagemaker.CfnModel.ModelDataSourceProperty(
        s3_data_source=sagemaker.CfnModel.S3DataSourceProperty(
            compression_type="None", s3_data_type="S3Prefix", s3_uri=place
        )
    )
