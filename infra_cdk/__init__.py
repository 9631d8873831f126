"""Where Harmonia lives: the stacks, the workflow file and the stage on one machine."""

from infra_cdk.node import use_node

use_node()  # here, because importing the CDK anywhere below starts Node at once
