"""Live sessions: an ear that listens along, and a band that follows."""
