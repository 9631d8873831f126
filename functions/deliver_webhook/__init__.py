"""A queue of events, each sent to one subscriber."""
