"""What Harmonia sounds like: one folder per engine family, each an image."""
