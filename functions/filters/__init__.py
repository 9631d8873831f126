"""Effects over HTTP."""
