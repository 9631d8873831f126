"""The singer: voices that sing the words of a song."""
