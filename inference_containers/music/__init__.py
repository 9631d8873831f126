"""The band: plays the parts of a song, one dry stem each."""
