"""Effects: what can be done to sound, as values that say what makes no sense."""
