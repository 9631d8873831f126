"""
Continuous batching: one thread decodes for everybody who asks.

Whoever asks waits on a line of its own and gets its codes as they come; a request that arrives
takes the next free slot within a stride, whatever its neighbours are at. Only this thread touches
the decoder.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator
from dataclasses import dataclass, field

from torch import Tensor

from inference_containers.models import device
from inference_containers.models.musicgen.decoder import Conditions, Decoder, Manner, Slot

STRIDE = 25  # steps between two looks at who waits: half a second of music


@dataclass
class Take:
    """One request, from the asking thread to the decoding one and back."""

    conditions: Conditions
    frames: int
    manner: Manner
    prompt: Tensor | None
    line: queue.SimpleQueue[Tensor | BaseException | None] = field(
        default_factory=queue.SimpleQueue
    )
    dropped: bool = False  # nobody listens any more
    slot: Slot | None = None
    given: int = 0  # frames handed out


class Conductor:
    """Gives the decoder's slots to those who ask, in order."""

    def __init__(self, decoder: Decoder) -> None:
        self.decoder = decoder
        self.bell = threading.Condition()
        self.waiting: list[Take] = []
        self.playing: list[Take] = []
        self.closed = False
        self.thread = threading.Thread(target=self._run, name="conductor", daemon=True)
        self.thread.start()

    def play(
        self,
        conditions: Conditions,
        frames: int,
        manner: Manner,
        prompt: Tensor | None = None,
    ) -> Generator[Tensor, None, None]:
        """The codes as they are decoded, [codebooks, n] each; stop listening to free the slot."""
        begun = 0 if prompt is None else prompt.shape[1]
        take = Take(conditions, frames, manner, prompt, given=begun)
        with self.bell:
            self.waiting.append(take)
            self.bell.notify()
        try:
            while (said := take.line.get()) is not None:
                if isinstance(said, Exception):
                    raise said
                yield said
        finally:
            take.dropped = True

    def close(self) -> None:
        """End the thread once everybody has been served."""
        with self.bell:
            self.closed = True
            self.bell.notify()
        self.thread.join()

    def _run(self) -> None:
        while True:
            with self.bell:
                while not (self.waiting or self.playing or self.closed):
                    self.bell.wait()
                if self.closed and not (self.waiting or self.playing):
                    return
                free = self.decoder.slots - len(self.playing)
                fresh, self.waiting = self.waiting[:free], self.waiting[free:]
            for take in fresh:
                self._admit(take)
            try:
                with device.memory():
                    self._stride()
            except Exception as error:
                for take in self.playing:
                    self._drop(take)
                    take.line.put(error)
                self.playing = []

    def _admit(self, take: Take) -> None:
        try:
            with device.memory():
                take.slot = self.decoder.admit(
                    take.conditions, take.frames, take.manner, take.prompt
                )
        except Exception as error:
            take.line.put(error)
        else:
            self.playing.append(take)

    def _stride(self) -> None:
        for take in [take for take in self.playing if take.dropped]:
            self._drop(take)
            self.playing.remove(take)
        for _ in range(STRIDE):
            if not self.decoder.taken:
                break
            self.decoder.step()
        for take in list(self.playing):
            assert take.slot is not None
            ready = self.decoder.ready(take.slot)
            if ready > take.given:
                codes = self.decoder.codes(take.slot, take.given, ready)
                take.line.put(codes)
                take.given = ready
            if take.slot.done:
                take.line.put(None)
                self.playing.remove(take)
        device.catch_up(self.decoder.state.step)

    def _drop(self, take: Take) -> None:
        if take.slot is not None and take.slot.number in self.decoder.taken:
            self.decoder.release(take.slot)
