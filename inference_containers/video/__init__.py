"""The film: moving pictures cut to a song, with its words."""
