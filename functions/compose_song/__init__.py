"""A workflow task: a brief becomes a song document."""
