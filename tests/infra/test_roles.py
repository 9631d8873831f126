"""Least privilege: what each role may touch, spelled out. A new line in a role needs one here."""

from collections.abc import Iterable, Mapping

from tests.infra.cloud import Cloud, listed
from tests.infra.conftest import Clouds

# A line is actions, resources, and the keys or namespaces it is held to.
ALLOWED = {
    "chat": """
        dynamodb:GetItem dynamodb:PutItem table JOB#* OPEN
        dynamodb:GetItem dynamodb:PutItem table SESSION#*
        s3:GetObject bucket/progress/*
        s3:ListBucket bucket
        states:StartExecution songmachine
    """,
    "jobs": """
        dynamodb:DeleteItem dynamodb:GetItem dynamodb:PutItem table JOB#* OPEN
        dynamodb:GetItem table SONG#* ART#* UPLOAD#*
        dynamodb:GetItem dynamodb:PutItem table CONSENT#*
        dynamodb:PutItem table TICKET#*
        dynamodb:GetItem dynamodb:PutItem table SEAL
        dynamodb:Query table/index/by_owner OWNER#*
        s3:GetObject bucket/songs/* bucket/artifacts/* bucket/manifests/* bucket/progress/* \
            bucket/uploads/*
        s3:ListBucket bucket
        s3:PutObject bucket/cancel/* bucket/artifacts/*
        states:StartExecution songmachine
        states:StopExecution states:execution:songmachine:*
    """,
    "uploads": """
        dynamodb:DeleteItem dynamodb:GetItem dynamodb:PutItem table UPLOAD#*
        dynamodb:GetItem dynamodb:PutItem table SEAL
        dynamodb:Query table/index/by_owner OWNER#*
        s3:DeleteObject bucket/uploads/*
        s3:GetObject bucket/uploads/*
        s3:ListBucket bucket
        s3:PutObject bucket/uploads/*
    """,
    "listen": """
        dynamodb:GetItem table UPLOAD#*
        dynamodb:GetItem dynamodb:PutItem table JOB#* OPEN
        s3:GetObject bucket/uploads/* bucket/analyses/*
        s3:ListBucket bucket
        s3:PutObject bucket/analyses/* bucket/artifacts/*
        states:StartExecution songmachine
    """,
    "accompany": """
        dynamodb:GetItem dynamodb:PutItem table JOB#* OPEN
        dynamodb:GetItem dynamodb:PutItem table SAMPLE#*
        dynamodb:GetItem table SONG#* UPLOAD#*
        dynamodb:GetItem dynamodb:PutItem table SEAL
        dynamodb:Query table/index/by_owner OWNER#*
        s3:GetObject bucket/songs/* bucket/artifacts/* bucket/manifests/* \
            bucket/uploads/* bucket/analyses/*
        s3:ListBucket bucket
        s3:PutObject bucket/songs/* bucket/analyses/*
        states:StartExecution songmachine
    """,
    "filters": """
        dynamodb:GetItem table UPLOAD#*
        dynamodb:GetItem dynamodb:PutItem table ART#*
        dynamodb:DeleteItem dynamodb:GetItem dynamodb:PutItem table CHAIN#*
        dynamodb:GetItem dynamodb:PutItem table JOB#* OPEN
        dynamodb:GetItem dynamodb:PutItem table SEAL
        dynamodb:Query table/index/by_owner OWNER#*
        s3:GetObject bucket/uploads/* bucket/artifacts/*
        s3:ListBucket bucket
        s3:PutObject bucket/artifacts/*
        states:StartExecution songmachine
    """,
    "harmony": "",
    "tabs": """
        dynamodb:GetItem table SONG#*
        s3:GetObject bucket/songs/*
        s3:ListBucket bucket
    """,
    "webhooks": """
        dynamodb:DeleteItem dynamodb:GetItem dynamodb:PutItem dynamodb:Query table HOOK#*
        dynamodb:Query table/index/by_owner OWNER#*
        sqs:SendMessage deliveries
    """,
    "socket": """
        dynamodb:DeleteItem table TICKET#*
        dynamodb:DeleteItem dynamodb:GetItem dynamodb:PutItem table CONN#*
        dynamodb:GetItem table JOB#*
        execute-api:ManageConnections execute-api:liveapi/live/POST/@connections/*
    """,
    "jam": """
        dynamodb:GetItem dynamodb:PutItem table LIVE#*
        dynamodb:GetItem table CONN#*
        execute-api:ManageConnections execute-api:liveapi/live/POST/@connections/*
    """,
    "compose_song": """
        dynamodb:GetItem dynamodb:PutItem table JOB#*
        s3:GetObject bucket/results/compose/* bucket/artifacts/*
        s3:ListBucket bucket
        s3:PutObject bucket/songs/* bucket/results/compose/*
    """,
    "start_inference": """
        dynamodb:GetItem dynamodb:PutItem table JOB#* ENGINE#*
        s3:GetObject bucket/songs/* bucket/results/master/* \
            bucket/results/music/* bucket/results/vocal/* bucket/results/film/*
        s3:ListBucket bucket
        s3:PutObject bucket/requests/*
        sagemaker:DescribeEndpoint sagemaker:InvokeEndpointAsync musicendpoint \
            vocalendpoint videoendpoint
        states:SendTaskFailure states:SendTaskSuccess songmachine
    """,
    "finish_inference": """
        dynamodb:GetItem dynamodb:PutItem table JOB#* ENGINE#*
        s3:GetObject bucket/async-out/* bucket/artifacts/*
        s3:ListBucket bucket
        s3:PutObject bucket/results/music/* bucket/results/vocal/* \
            bucket/results/film/*
        states:SendTaskFailure states:SendTaskSuccess songmachine
    """,
    "master_song": """
        dynamodb:GetItem dynamodb:PutItem table JOB#*
        s3:GetObject bucket/songs/* bucket/artifacts/* bucket/results/master/* \
            bucket/results/music/* bucket/results/vocal/* bucket/results/film/*
        s3:ListBucket bucket
        s3:PutObject bucket/artifacts/* bucket/results/master/*
    """,
    "process_sound": """
        dynamodb:DeleteItem dynamodb:GetItem dynamodb:PutItem table JOB#* OPEN SONG#* ART#*
        s3:GetObject bucket/artifacts/* bucket/analyses/*
        s3:ListBucket bucket
        s3:PutObject bucket/artifacts/* bucket/analyses/*
    """,
    "advance_job": """
        dynamodb:DeleteItem dynamodb:GetItem dynamodb:PutItem table JOB#* OPEN SONG#* ART#*
        s3:GetObject bucket/songs/* bucket/results/master/* \
            bucket/results/music/* bucket/results/vocal/* bucket/results/film/*
        s3:ListBucket bucket
        s3:PutObject bucket/manifests/*
    """,
    "announce": """
        dynamodb:DeleteItem table CONN#*
        dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator \
            dynamodb:ListStreams table/stream/*
        dynamodb:Query table/index/by_owner OWNER#*
        events:PutEvents events
        execute-api:ManageConnections execute-api:liveapi/live/POST/@connections/*
        sqs:GetQueueAttributes sqs:GetQueueUrl sqs:SendMessage undelivered
        sqs:SendMessage deliveries
    """,
    "deliver_webhook": """
        dynamodb:GetItem dynamodb:PutItem table HOOK#*
        sqs:ChangeMessageVisibility sqs:DeleteMessage sqs:GetQueueAttributes sqs:GetQueueUrl \
            sqs:ReceiveMessage deliveries
    """,
    "reconcile": """
        dynamodb:DeleteItem dynamodb:GetItem dynamodb:PutItem dynamodb:Query table JOB#* OPEN
        s3:PutObject bucket/cancel/*
        states:DescribeExecution states:execution:songmachine:*
        states:StartExecution songmachine
        states:StopExecution states:execution:songmachine:*
    """,
}  # fmt: skip
EVERYONE = """
    logs:CreateLogStream logs:PutLogEvents {log}
    xray:PutTelemetryRecords xray:PutTraceSegments *
"""
ENGINE = """
    cloudwatch:PutMetricData * AWS/SageMaker /aws/sagemaker/Endpoints
    logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents \
        logs:log-group:/aws/sagemaker/Endpoints/*
    s3:GetObject bucket/requests/* bucket/songs/* bucket/artifacts/* bucket/cancel/*
    s3:ListBucket bucket
    s3:PutObject bucket/artifacts/* bucket/async-out/* bucket/progress/*
    sns:Publish succeeded failed
"""
PULL = "ecr:BatchCheckLayerAvailability ecr:BatchGetImage ecr:GetDownloadUrlForLayer"
WORKFLOW = """
    lambda:InvokeFunction composesongfunction startinferencefunction mastersongfunction \
        processsoundfunction \
        advancejobfunction
    logs:CreateLogDelivery logs:DeleteLogDelivery logs:DescribeLogGroups \
        logs:DescribeResourcePolicies logs:GetLogDelivery logs:ListLogDeliveries \
        logs:PutResourcePolicy logs:UpdateLogDelivery *
    xray:GetSamplingRules xray:GetSamplingTargets xray:PutTelemetryRecords \
        xray:PutTraceSegments *
"""  # fmt: skip


def test_every_function_may_do_what_it_does_and_nothing_else(cloud: Cloud) -> None:
    told = {name: privileges(cloud, cloud.role(one)) for name, one in cloud.functions().items()}

    assert told == {name: lines(text + everyone(name)) for name, text in ALLOWED.items()}


def test_the_workflow_invokes_its_tasks_and_no_other_function(cloud: Cloud) -> None:
    role = cloud.one("StepFunctions::StateMachine").properties["RoleArn"]["Fn::GetAtt"][0]

    assert privileges(cloud, role) == lines(WORKFLOW)


def test_engines_read_what_they_are_asked_and_write_what_they_made(clouds: Clouds) -> None:
    cloud = clouds("local")

    assert len(set(engines(cloud))) == 3
    for role in engines(cloud):
        assert privileges(cloud, role) == lines(ENGINE)


def test_on_aws_engines_also_pull_their_own_images(aws: Cloud) -> None:
    for role in engines(aws):
        pull, login = sorted(privileges(aws, role) - lines(ENGINE))

        assert login == "ecr:GetAuthorizationToken *"
        *actions, repository = pull.split()
        assert actions == PULL.split()
        assert "repository/" in repository
        assert "*" not in repository


def test_no_two_functions_share_a_role(cloud: Cloud) -> None:
    roles = [cloud.role(function) for function in cloud.functions().values()]

    assert len(set(roles)) == len(roles)


def test_roles_are_for_one_service_each_and_written_by_hand(cloud: Cloud) -> None:
    for role in cloud.all("IAM::Role"):
        (trust,) = role.properties["AssumeRolePolicyDocument"]["Statement"]

        assert list(trust["Principal"]) == ["Service"]
        assert "ManagedPolicyArns" not in role.properties


def test_no_statement_allows_actions_by_a_pattern(cloud: Cloud) -> None:
    for role in cloud.all("IAM::Role"):
        for statement in cloud.statements(role.name):
            assert not [action for action in listed(statement["Action"]) if "*" in action]


def engines(cloud: Cloud) -> list[str]:
    """The logical ids of the engines' roles."""
    models = cloud.all("SageMaker::Model")
    return [cloud.spell(model.properties["ExecutionRoleArn"])[1:-5] for model in models]


def privileges(cloud: Cloud, role: str) -> set[str]:
    """The role's statements as lines like those above."""
    found = set()
    for statement in cloud.statements(role):
        assert statement["Effect"] == "Allow"
        actions = " ".join(sorted(listed(statement["Action"])))
        places = " ".join(cloud.short(one) for one in listed(statement["Resource"]))
        limits = " ".join(held_to(statement.get("Condition", {})))
        found.add(f"{actions} {places} {limits}".strip())
    return found


def held_to(condition: Mapping[str, Mapping[str, object]]) -> Iterable[str]:
    """The values that conditions hold a statement to."""
    for operator, limits in condition.items():
        assert operator in ("ForAllValues:StringLike", "StringEquals")
        for values in limits.values():
            yield from listed(values)


def everyone(folder: str) -> str:
    """What every function may do besides: write its own log and its traces."""
    return EVERYONE.format(log=folder.replace("_", "") + "log")


def lines(text: str) -> set[str]:
    """The lines of a table."""
    return {" ".join(line.split()) for line in text.splitlines() if line.strip()}
