"""What a film should be like; how one is made of a song is filming's."""
