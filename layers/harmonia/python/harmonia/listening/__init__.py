"""What was heard in finished music: its chords, beats, keys, form and sound."""
