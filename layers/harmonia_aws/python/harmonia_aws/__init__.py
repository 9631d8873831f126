"""The domain's ports kept by AWS, and the edges that Lambda calls."""
