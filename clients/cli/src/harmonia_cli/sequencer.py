"""A band's plan, played on a MIDI port as its notes come due."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from harmonia_cli.midifile import NOTE_OFF, NOTE_ON, Sounding
from harmonia_cli.ports import Send, message


@dataclass
class Sequencer:
    """Sends notes to a port when they are due; a plan may change until then."""

    send: Send
    upto: float = 0.0
    sounding: dict[tuple[int, int], float] = field(default_factory=dict)  # until when

    def play(self, notes: Iterable[Sounding], now: float) -> None:
        """Begin and end everything that is due by now."""
        planned = list(notes)
        for one in planned:
            if one.start <= self.upto and (one.channel, one.key) in self.sounding:
                until = self.sounding[one.channel, one.key]
                if one.end > self.upto:  # it may have been cut short
                    self.sounding[one.channel, one.key] = min(until, one.end)
        for place, end in sorted(self.sounding.items()):
            if end <= now:
                self._end(place)
        for one in planned:
            if self.upto < one.start <= now:
                place = one.channel, one.key
                if place in self.sounding:
                    self._end(place)
                self.send(message(NOTE_ON | one.channel, one.key, one.velocity))
                self.sounding[place] = one.end
        self.upto = now

    def rest(self) -> None:
        """End everything."""
        for place in list(self.sounding):
            self._end(place)

    def _end(self, place: tuple[int, int]) -> None:
        channel, key = place
        self.send(message(NOTE_OFF | channel, key, 0))
        del self.sounding[place]
