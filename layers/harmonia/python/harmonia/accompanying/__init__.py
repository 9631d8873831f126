"""A band that plays along: drums, bass, keys and guitar to any chords, a bar at a time."""
