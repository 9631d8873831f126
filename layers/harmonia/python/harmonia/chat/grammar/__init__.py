"""The grammar of wishes: plain sentences in, wishes out, the same every time."""

from harmonia.chat.grammar.understanding import MESSAGE, Understood, understand

__all__ = ["MESSAGE", "Understood", "understand"]
