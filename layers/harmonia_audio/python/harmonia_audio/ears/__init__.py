"""Listening: what finished music says of its chords, beats, key, form and sound."""
