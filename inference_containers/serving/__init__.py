"""SageMaker's container contract, the same for every engine."""
