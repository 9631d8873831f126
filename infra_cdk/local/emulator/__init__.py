"""The embedded AWS: ministack with our seams, run in an environment of its own."""
