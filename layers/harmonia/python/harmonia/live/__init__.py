"""Playing together over a line: an ear that listens along, and a band that follows."""
