"""Bark through transformers: lines of a song, half sung."""
