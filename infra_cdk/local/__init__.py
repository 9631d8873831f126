"""The local stage: the whole stack on one machine."""
