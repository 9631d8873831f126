"""A theme as ordered steps for people without theory: chords, rhythm, a tune, words, an order."""
