"""The asynchronous endpoint of the small stack."""

from tests.local.parts import Template, arn, ref, resource, sub


def endpoint() -> dict[str, Template]:
    return {
        "Model": resource(
            "AWS::SageMaker::Model",
            ExecutionRoleArn=arn("Role"),
            PrimaryContainer={
                "Image": "none",
                "Environment": {"HARMONIA_ENGINE": "tests.local.engine"},
            },
        ),
        "Config": resource(
            "AWS::SageMaker::EndpointConfig",
            ProductionVariants=[
                {
                    "ModelName": {"Fn::GetAtt": ["Model", "ModelName"]},
                    "VariantName": "primary",
                    "InitialInstanceCount": 1,
                    "InstanceType": "ml.c6i.xlarge",
                }
            ],
            AsyncInferenceConfig={
                "ClientConfig": {"MaxConcurrentInvocationsPerInstance": 1},
                "OutputConfig": {
                    "S3OutputPath": sub("s3://${Bucket}/out/"),
                    "S3FailurePath": sub("s3://${Bucket}/failed/"),
                    "NotificationConfig": {
                        "SuccessTopic": ref("Topic"),
                        "ErrorTopic": ref("Topic"),
                    },
                },
            },
        ),
        "Endpoint": resource(
            "AWS::SageMaker::Endpoint",
            EndpointConfigName={"Fn::GetAtt": ["Config", "EndpointConfigName"]},
        ),
        "Target": resource(
            "AWS::ApplicationAutoScaling::ScalableTarget",
            MinCapacity=0,
            MaxCapacity=1,
            ResourceId=sub("endpoint/${Endpoint.EndpointName}/variant/primary"),
            ScalableDimension="sagemaker:variant:DesiredInstanceCount",
            ServiceNamespace="sagemaker",
        ),
    }
