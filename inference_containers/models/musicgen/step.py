"""
One decode step for all slots, and what it reads and writes.

A slot is one request being decoded. It owns two rows of the batch: row 2 s hears the words, row
2 s + 1 does not, for classifier-free guidance. All state lies in tensors that are made once and
changed in place, so that the step can be captured as a CUDA graph and replayed; every slot has its
own position, so a request can begin while its neighbours are in the middle of theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import torch
import torch.nn.functional as F
from torch import Tensor

from inference_containers.models.musicgen import sampling
from inference_containers.models.musicgen.delays import UNKNOWN, steps
from inference_containers.models.musicgen.shape import Shape
from inference_containers.models.musicgen.tensors import Tensors


@dataclass(frozen=True, slots=True)
class Extent:
    """How much of the state a step looks at; one captured graph for each."""

    slots: int
    window: int  # positions of the cache
    words: int  # positions of the text
    candidates: int  # codes that may be sampled


@dataclass(frozen=True, slots=True)
class State:
    """What decoding remembers, for so many slots."""

    shape: Shape
    positions: Tensor  # [room, width]: the sinusoids
    cache: tuple[Tensor, ...]  # a layer: [rows, room, 2, heads, head], keys and values
    crossed: tuple[Tensor, ...]  # a layer: [rows, words, 2, heads, head]
    heard: Tensor  # [rows, words], 0 where there is a word and minus infinity elsewhere
    sequence: Tensor  # [slots, steps + 1, codebooks], UNKNOWN where nothing is decoded yet
    step: Tensor  # [slots], which step is next
    prefix: Tensor  # [slots], how many positions stand before step 0
    active: Tensor  # [slots], 1 while it decodes
    guidance: Tensor  # [slots]
    temperature: Tensor  # [slots]
    top_k: Tensor  # [slots]
    top_p: Tensor  # [slots]
    greedy: Tensor  # [slots], bool
    seed: Tensor  # [slots]

    @classmethod
    def blank(cls, tensors: Tensors, slots: int, frames: int, words: int, prefix: int = 0) -> Self:
        """Room for so many slots, each with at most that many frames, words and melody frames."""
        shape, like = tensors.shape, tensors.embedding
        length = steps(frames, shape.delays)
        room = -(-(prefix + length) // 16) * 16  # aligned, as attention with a mask wants it
        rows, heads = 2 * slots, (2, shape.heads, shape.head)

        def whole(value: int = 0, size: tuple[int, ...] = (slots,)) -> Tensor:
            return torch.full(size, value, dtype=torch.long, device=like.device)

        def real(value: float) -> Tensor:
            return torch.full((slots,), value, dtype=torch.float32, device=like.device)

        heard = like.new_full((rows, words), -torch.inf)
        heard[:, 0] = 0  # somebody must be heard, or the softmax has nothing to share out
        return cls(
            shape=shape,
            positions=sinusoids(room, shape.width).to(like),
            cache=tuple(like.new_zeros(rows, room, *heads) for _ in range(shape.layers)),
            crossed=tuple(
                like.new_zeros(rows, words, *heads) for _ in range(shape.layers * shape.crossed)
            ),
            heard=heard,
            sequence=whole(shape.special, (slots, length + 1, shape.codebooks)),
            step=whole(),
            prefix=whole(),
            active=whole(),
            guidance=real(1),
            temperature=real(1),
            top_k=whole(1),
            top_p=real(1),
            greedy=torch.ones(slots, dtype=torch.bool, device=like.device),
            seed=whole(),
        )


def sinusoids(room: int, width: int) -> Tensor:
    """Positions as waves, [room, width]: cosines, then sines (Vaswani et al., 2017)."""
    half = width // 2
    rate = 10_000.0 ** (-torch.arange(half, dtype=torch.float64) / (half - 1))
    phase = torch.arange(room, dtype=torch.float64)[:, None] * rate
    return torch.cat((phase.cos(), phase.sin()), dim=1)


@dataclass(frozen=True, slots=True)
class Reach:
    """The part of a state that steps of one extent see; views, made once."""

    extent: Extent
    written: tuple[Tensor, ...]  # a layer: [rows * room, 2 width]
    keys: tuple[Tensor, ...]  # a layer: [rows, heads, window, head]
    values: tuple[Tensor, ...]
    word_keys: tuple[Tensor, ...]  # a layer: [rows, heads, words, head]
    word_values: tuple[Tensor, ...]
    heard: Tensor  # [rows, 1, 1, words]
    later: Tensor  # [window], the cache's positions
    rows: Tensor  # [rows], where each row's positions begin
    lanes: Tensor  # [slots], where each slot's steps begin
    books: Tensor  # [codebooks], where each codebook's embeddings begin

    @classmethod
    def of(cls, state: State, extent: Extent) -> Self:
        """What steps of that extent see of the state."""
        rows, shape, device = 2 * extent.slots, state.shape, state.step.device
        room, length = state.positions.shape[0], state.sequence.shape[1]
        own = [one[:rows, : extent.window].permute(2, 0, 3, 1, 4) for one in state.cache]
        words = [one[:rows, : extent.words].permute(2, 0, 3, 1, 4) for one in state.crossed]
        return cls(
            extent,
            tuple(one.view(-1, 2 * shape.width) for one in state.cache),
            tuple(one[0] for one in own),
            tuple(one[1] for one in own),
            tuple(one[0] for one in words),
            tuple(one[1] for one in words),
            state.heard[:rows, None, None, : extent.words],
            torch.arange(extent.window, device=device),
            torch.arange(rows, device=device) * room,
            torch.arange(extent.slots, device=device) * length,
            torch.arange(shape.codebooks, device=device) * (shape.cardinality + 1),
        )


def advance(tensors: Tensors, state: State, reach: Reach) -> Tensor:
    """Decode one step of every active slot; the logits, [slots, 2, codebooks, cardinality]."""
    slots = reach.extent.slots
    step = state.step[:slots]
    lane = reach.lanes + step
    sequence = state.sequence.view(-1, state.shape.codebooks)
    logits = think(tensors, state, reach, sequence.index_select(0, lane))
    chosen = sampling.choose(
        sampling.guided(logits, state.guidance[:slots]),
        temperature=state.temperature[:slots],
        top_k=state.top_k[:slots],
        top_p=state.top_p[:slots],
        greedy=state.greedy[:slots],
        seed=state.seed[:slots],
        step=step,
        candidates=reach.extent.candidates,
    )
    lane = lane + 1
    after = sequence.index_select(0, lane)
    sequence.index_copy_(0, lane, torch.where(after == UNKNOWN, chosen, after))
    step.add_(state.active[:slots])
    return logits


def think(tensors: Tensors, state: State, reach: Reach, tokens: Tensor) -> Tensor:
    """The logits after tokens, [slots, codebooks], at every slot's own position."""
    shape, slots, rows = state.shape, reach.extent.slots, 2 * reach.extent.slots
    width, one = shape.width, (rows, shape.heads, 1, shape.head)
    position = state.prefix[:slots] + state.step[:slots]
    x = F.embedding(tokens + reach.books, tensors.embedding).sum(1)
    x = x + state.positions.index_select(0, position)
    x = x[:, None].expand(slots, 2, width).reshape(rows, width)

    place = position[:, None].expand(slots, 2).reshape(rows)
    later = reach.later > place[:, None]
    seen = x.new_zeros(()).masked_fill(later, -torch.inf)[:, None, None]  # [rows, 1, 1, window]
    place = place + reach.rows
    attend = F.scaled_dot_product_attention
    for number, layer in enumerate(tensors.layers):
        query, fresh = layer.query_key_value(layer.norm(x)).split((width, 2 * width), 1)
        reach.written[number].index_copy_(0, place, fresh)
        mixed = attend(query.view(one), reach.keys[number], reach.values[number], seen)
        x = layer.out.onto(x, mixed.reshape(rows, width))
        cross = layer.cross
        if cross is not None:
            query = cross.query(cross.norm(x)).view(one)
            mixed = attend(query, reach.word_keys[number], reach.word_values[number], reach.heard)
            x = cross.out.onto(x, mixed.reshape(rows, width))
        x = layer.feed_out.onto(x, F.gelu(layer.feed_in(layer.feed_norm(x))))
    logits = tensors.heads(tensors.norm(x))
    return logits.view(slots, 2, shape.codebooks, shape.cardinality)


def fill(tensors: Tensors, state: State, slot: int, prefix: Tensor | None, tokens: Tensor) -> None:
    """
    Put what is known already into a slot's cache, in one pass.

    The prefix is [2, frames, width] with and without the words, tokens are [steps, codebooks].
    """
    shape, width = state.shape, state.shape.width
    books = torch.arange(shape.codebooks, device=tokens.device) * (shape.cardinality + 1)
    x = F.embedding(tokens + books, tensors.embedding).sum(1).expand(2, -1, -1)
    if prefix is not None:
        x = torch.cat((prefix.to(x.dtype), x), dim=1)
    count = x.shape[1]
    if not count:
        return
    x = (x + state.positions[:count]).reshape(2 * count, width)
    split = (2, count, 3, shape.heads, shape.head)
    mine = slice(2 * slot, 2 * slot + 2)
    for number, layer in enumerate(tensors.layers):
        made = layer.query_key_value(layer.norm(x)).view(split)
        state.cache[number][mine, :count] = made[:, :, 1:]
        query, key, value = made.permute(2, 0, 3, 1, 4).unbind(0)
        mixed = F.scaled_dot_product_attention(query, key, value, is_causal=True)
        x = layer.out.onto(x, mixed.transpose(1, 2).reshape(2 * count, width))
        if layer.cross is not None:
            query = layer.cross.query(layer.cross.norm(x))
            query = query.view(2, count, shape.heads, shape.head).transpose(1, 2)
            key, value = state.crossed[number][mine].permute(2, 0, 3, 1, 4).unbind(0)
            heard = state.heard[mine, None, None]
            mixed = F.scaled_dot_product_attention(query, key, value, heard)
            x = layer.cross.out.onto(x, mixed.transpose(1, 2).reshape(2 * count, width))
        x = layer.feed_out.onto(x, F.gelu(layer.feed_in(layer.feed_norm(x))))


def listen(tensors: Tensors, state: State, slot: int, words: Tensor) -> None:
    """
    Keep the words' keys and values for a slot; they do not change while it decodes.

    Words are [words, width]. The row without words hears nothing: its values are zero.
    """
    count, shape = words.shape[0], state.shape
    row = 2 * slot
    state.heard[row, : max(count, 1)] = 0
    state.heard[row, max(count, 1) :] = -torch.inf
    for number, layer in enumerate(tensors.layers):
        assert layer.cross is not None
        made = layer.cross.key_value(words).view(count, 2, shape.heads, shape.head)
        state.crossed[number][row].zero_()
        state.crossed[number][row, :count] = made
