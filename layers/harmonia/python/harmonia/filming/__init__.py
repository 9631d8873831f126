"""What a song suggests to a film: where to cut, which scenes to show, in which colours."""
