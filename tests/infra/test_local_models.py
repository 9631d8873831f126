"""PyTorch for CPUs is installed, and never the one for CUDA."""

from infra_cdk.local.models import cuda_libraries


def test_a_build_for_cpus_brings_no_cuda() -> None:
    report = offering("filelock", "networkx>=2.5.1", "sympy", 'opt-einsum>=3.3; extra == "opt"')

    assert cuda_libraries(report) == []


def test_a_build_for_cuda_is_known_by_what_it_needs() -> None:
    report = offering("filelock", "nvidia-cublas==13.1; platform_system == 'Linux'", "triton==3.7")

    assert [one.partition("=")[0] for one in cuda_libraries(report)] == ["nvidia-cublas", "triton"]


def offering(*requirements: str) -> dict[str, list[dict[str, dict[str, list[str]]]]]:
    """What pip reports of a package with those requirements."""
    return {"install": [{"metadata": {"requires_dist": list(requirements)}}]}
