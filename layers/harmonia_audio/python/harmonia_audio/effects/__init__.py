"""Effects on audio, and loops that join without a click."""
