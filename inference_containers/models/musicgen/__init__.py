"""MusicGen on a decode engine of our own."""
