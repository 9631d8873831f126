"""Chords in words: what a progression does, what may follow it, and how to play a theme."""
