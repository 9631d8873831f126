"""
The weights of a decoder, packed for decoding.

Queries, keys and values are one matrix, the embeddings of all codebooks one table, the heads one
matrix: fewer and larger reads in every step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, replace
from typing import TypeVar

import torch
import torch.nn.functional as F
from torch import Tensor

from inference_containers.models.musicgen.shape import Shape

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class Matrix:
    """A linear map without bias, [out, in]; with a scale, [out], the weights are int8."""

    weight: Tensor
    scale: Tensor | None = None
    turned: Tensor = field(init=False, repr=False)  # [in, out], the same memory

    def __post_init__(self) -> None:
        object.__setattr__(self, "turned", self.weight.t())

    def __call__(self, x: Tensor) -> Tensor:
        """The map of x, [rows, in] -> [rows, out]."""
        if self.scale is None:
            return torch.mm(x, self.turned)
        return torch._weight_int8pack_mm(x, self.weight, self.scale)

    def onto(self, sum_: Tensor, x: Tensor) -> Tensor:
        """The sum and the map of x, as one operation where there is one."""
        if self.scale is None:
            return torch.addmm(sum_, x, self.turned)
        return sum_ + self(x)

    def quantised(self) -> Matrix:
        """The same map in int8, a scale for every output."""
        largest = self.weight.float().abs().amax(dim=1).clamp(min=1e-8)
        scale = largest / 127
        weight = (self.weight.float() / scale[:, None]).round().to(torch.int8)
        return Matrix(weight.contiguous(), scale.to(self.weight.dtype))


@dataclass(frozen=True, slots=True)
class Norm:
    """Layer normalisation."""

    weight: Tensor
    bias: Tensor

    def __call__(self, x: Tensor) -> Tensor:
        return torch.layer_norm(x, self.weight.shape, self.weight, self.bias, 1e-5)


@dataclass(frozen=True, slots=True)
class Affine:
    """A linear map with a bias, [out, in] and [out]."""

    weight: Tensor
    bias: Tensor

    def __call__(self, x: Tensor) -> Tensor:
        return F.linear(x, self.weight, self.bias)


@dataclass(frozen=True, slots=True)
class Cross:
    """How a layer listens to the words."""

    norm: Norm
    query: Matrix
    key_value: Matrix  # [2 width, width]
    out: Matrix


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer, normalised before each of its parts."""

    norm: Norm
    query_key_value: Matrix  # [3 width, width]
    out: Matrix
    cross: Cross | None
    feed_norm: Norm
    feed_in: Matrix
    feed_out: Matrix


@dataclass(frozen=True, slots=True)
class Tensors:
    """A whole decoder."""

    shape: Shape
    embedding: Tensor  # [codebooks * (cardinality + 1), width]
    layers: tuple[Layer, ...]
    norm: Norm
    heads: Matrix  # [codebooks * cardinality, width]
    words: Affine  # from the text encoder's width
    melody: Affine | None  # from the twelve pitch classes

    def __post_init__(self) -> None:
        shape, width = self.shape, self.shape.width
        assert self.embedding.shape == (shape.codebooks * (shape.cardinality + 1), width)
        assert self.heads.weight.shape == (shape.codebooks * shape.cardinality, width)
        assert len(self.layers) == shape.layers
        for layer in self.layers:
            assert layer.query_key_value.weight.shape == (3 * width, width)
            assert layer.feed_in.weight.shape == (shape.hidden, width)
            assert layer.feed_out.weight.shape == (width, shape.hidden)
            assert (layer.cross is not None) == shape.crossed

    def quantised(self) -> Tensors:
        """The same decoder with all matrices of its layers in int8."""
        return replace(
            self, layers=tuple(mapped(layer, Matrix, Matrix.quantised) for layer in self.layers)
        )

    def to(self, device: torch.device | str, dtype: torch.dtype) -> Tensors:
        """The same decoder there, in that precision."""
        return mapped(self, Tensor, lambda one: one.to(device=device, dtype=dtype))


def mapped(tree: T, kind: type[U], change: Callable[[U], U]) -> T:
    """The tree of dataclasses with every leaf of that kind changed."""
    if isinstance(tree, kind):
        return change(tree)  # type: ignore[return-value]
    if isinstance(tree, tuple):
        return tuple(mapped(one, kind, change) for one in tree)  # type: ignore[return-value]
    if hasattr(tree, "__dataclass_fields__") and not isinstance(tree, Shape):
        return type(tree)(
            *(
                mapped(getattr(tree, one.name), kind, change)
                for one in fields(tree)  # type: ignore[arg-type]
                if one.init
            )
        )
    return tree


def leaves(tree: object) -> Iterator[Tensor]:
    """Every tensor of a tree of dataclasses."""
    if isinstance(tree, Tensor):
        yield tree
    elif isinstance(tree, tuple):
        for one in tree:
            yield from leaves(one)
    elif hasattr(tree, "__dataclass_fields__"):
        for one in fields(tree):  # type: ignore[arg-type]
            if one.init:
                yield from leaves(getattr(tree, one.name))


def random_tensors(
    shape: Shape,
    words: int = 768,
    *,
    seed: int = 0,
    dtype: torch.dtype = torch.float32,
    device: torch.device | str = "cpu",
) -> Tensors:
    """Weights that mean nothing, for measuring a shape; `words` is the text encoder's width."""
    draw = torch.Generator(device).manual_seed(seed)

    def some(*size: int) -> Tensor:
        made = torch.randn(size, generator=draw, device=device, dtype=torch.float32)
        return (made * size[-1] ** -0.5).to(dtype)

    def norm() -> Norm:
        ones = torch.ones(shape.width, device=device, dtype=dtype)
        return Norm(ones, torch.zeros_like(ones))

    def affine(size: int) -> Affine:
        return Affine(some(shape.width, size), some(shape.width))

    width, hidden = shape.width, shape.hidden
    layers = tuple(
        Layer(
            norm(),
            Matrix(some(3 * width, width)),
            Matrix(some(width, width)),
            Cross(
                norm(),
                Matrix(some(width, width)),
                Matrix(some(2 * width, width)),
                Matrix(some(width, width)),
            )
            if shape.crossed
            else None,
            norm(),
            Matrix(some(hidden, width)),
            Matrix(some(width, hidden)),
        )
        for _ in range(shape.layers)
    )
    return Tensors(
        shape,
        some(shape.codebooks * (shape.cardinality + 1), width),
        layers,
        norm(),
        Matrix(some(shape.codebooks * shape.cardinality, width)),
        affine(words),
        None if shape.crossed else affine(12),
    )
