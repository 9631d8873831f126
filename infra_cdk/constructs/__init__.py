"""One capability of infrastructure each."""
