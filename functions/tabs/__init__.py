"""Tabs over HTTP: chords, ChordPro, MIDI or a song in, playable parts out."""
