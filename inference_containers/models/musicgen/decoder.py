"""
The decoder: slots that requests enter and leave while their neighbours go on.

Nothing here waits for the device: how far each slot is follows from when it was admitted. The one
place that waits is whoever reads the codes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from harmonia.errors import Invalid, Unavailable
from inference_containers.models.musicgen import delays
from inference_containers.models.musicgen.graphs import Steps
from inference_containers.models.musicgen.sampling import FEW
from inference_containers.models.musicgen.step import Extent, State, fill, listen
from inference_containers.models.musicgen.tensors import Tensors

BATCHES = (1, 2, 4, 8, 16, 32, 64)
WINDOW = 256  # positions by which the cache that is looked at grows on a GPU
NEAR = 32  # the same on a CPU, where no graph is captured for each
WORDS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How codes are chosen; the defaults are MusicGen's own."""

    guidance: float = 3.0
    temperature: float = 1.0
    top_k: int = 250  # 0: all
    top_p: float = 1.0
    greedy: bool = False
    seed: int = 0

    def __post_init__(self) -> None:
        if not 0 < self.temperature <= 10 or not 0 < self.top_p <= 1 or self.top_k < 0:
            raise Invalid(f"nobody can sample like this: {self}", field="manner")


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a request is decoded to."""

    words: Tensor  # [words, width] for cross-attention; unused where a prefix holds them
    prefix: Tensor | None = None  # [2, positions, width] with and without words and melody


@dataclass(slots=True)
class Slot:
    """A request being decoded, as the host knows it."""

    number: int
    frames: int
    prefix: int
    step: int
    last: int
    words: int
    candidates: int

    @property
    def position(self) -> int:
        """Where in the cache the next step writes."""
        return self.prefix + self.step

    @property
    def done(self) -> bool:
        """Whether every frame is decoded."""
        return self.step >= self.last


@dataclass
class Decoder:
    """Decodes up to `slots` requests at once."""

    tensors: Tensors
    slots: int = 1
    frames: int = 0  # of the longest request; 0: the model's own window
    words: int = 128  # of the longest prompt
    prefix: int = 0  # positions before the codes, at most
    taken: dict[int, Slot] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.frames = self.frames or self.tensors.shape.window
        with torch.inference_mode():
            self.state = State.blank(self.tensors, self.slots, self.frames, self.words, self.prefix)
        self.steps = Steps(self.tensors, self.state)

    @torch.inference_mode()
    def admit(
        self,
        conditions: Conditions,
        frames: int,
        manner: Manner,
        prompt: Tensor | None = None,
    ) -> Slot:
        """
        Give the request a slot; Unavailable if none is free.

        `prompt` are codes to go on from, [codebooks, frames]; they count among the frames.
        """
        shape, state = self.tensors.shape, self.state
        free = [number for number in range(self.slots) if number not in self.taken]
        if not free:
            raise Unavailable(f"all {self.slots} slots are decoding")
        begun = 0 if prompt is None else prompt.shape[1]
        before = 0 if conditions.prefix is None else conditions.prefix.shape[1]
        words = conditions.words.shape[0]
        if not begun < frames <= self.frames or before > self.prefix or words > self.words:
            raise Invalid(f"{frames} frames after {begun} with {words} words do not fit")
        number = free[0]
        codes = torch.full(
            (shape.codebooks, frames), delays.UNKNOWN, dtype=torch.long, device=state.step.device
        )
        if prompt is not None:
            codes[:, :begun] = prompt
        pattern = delays.table(frames, shape.delays, state.step.device)
        sequence = delays.delayed(codes, pattern, shape.special)
        state.sequence[number].fill_(shape.special)
        state.sequence[number, : len(sequence)] = sequence
        candidates = manner.top_k or shape.cardinality
        state.step[number] = begun
        state.prefix[number] = before
        state.active[number] = 1
        state.guidance[number] = manner.guidance
        state.temperature[number] = manner.temperature
        state.top_k[number] = candidates
        state.top_p[number] = manner.top_p
        state.greedy[number] = manner.greedy
        state.seed[number] = manner.seed
        if shape.crossed:
            listen(self.tensors, state, number, conditions.words)
        fill(self.tensors, state, number, conditions.prefix, sequence[:begun])
        last = delays.steps(frames, shape.delays)
        slot = Slot(number, frames, before, begun, last, words, min(candidates, shape.cardinality))
        self.taken[number] = slot
        return slot

    @torch.inference_mode()
    def step(self) -> Tensor:
        """Decode one step of every request; the logits, [slots, 2, codebooks, cardinality]."""
        logits = self.steps.run(self.extent())
        for slot in list(self.taken.values()):
            slot.step += 1
            if slot.done:
                self.release(slot)
        return logits

    def extent(self) -> Extent:
        """How much of the state the requests at work need, rounded up to few kinds."""
        slots = self.taken.values()
        cuda = self.state.step.is_cuda
        wide = WINDOW if cuda else NEAR
        most = max(slot.number for slot in slots) + 1
        batch = next((size for size in BATCHES if size >= most), self.slots) if cuda else most
        window = -(-(max(slot.position for slot in slots) + 1) // wide) * wide
        words = -(-max(slot.words for slot in slots) // WORDS) * WORDS
        cardinality = self.tensors.shape.cardinality
        few = min(FEW, cardinality)
        candidates = few if all(slot.candidates <= few for slot in slots) else cardinality
        room, text = self.state.positions.shape[0], self.state.heard.shape[1]
        return Extent(
            min(batch, self.slots), min(window, room), min(max(words, 1), text), candidates
        )

    @torch.inference_mode()
    def release(self, slot: Slot) -> None:
        """Free the slot; its codes can be read until it is given away again."""
        if self.taken.pop(slot.number, None) is not None:
            self.state.active[slot.number] = 0
            self.state.step[slot.number] = 0  # idles where all is known, and changes nothing

    @torch.inference_mode()
    def codes(self, slot: Slot, first: int = 0, last: int | None = None) -> Tensor:
        """Decoded frames, [codebooks, frames], on the device and without waiting for it."""
        ready = self.ready(slot)
        last = ready if last is None else last
        if last > ready:
            raise Invalid(f"only {ready} frames are decoded")
        sequence = self.state.sequence[slot.number]
        return delays.aligned(sequence, first, last, self.tensors.shape.delays)

    def ready(self, slot: Slot) -> int:
        """How many frames have all their codes."""
        return max(0, min(slot.frames, slot.step - max(self.tensors.shape.delays)))

    def decode(self, requests: Sequence[tuple[Conditions, int, Manner]]) -> list[Tensor]:
        """All requests at once, from first to last; codes [codebooks, frames] of each."""
        slots = [self.admit(*request) for request in requests]
        while self.taken:
            self.step()
        return [self.codes(slot) for slot in slots]
