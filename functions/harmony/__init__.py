"""Chords in words over HTTP."""
