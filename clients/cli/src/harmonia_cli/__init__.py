"""The harmonia command line and Python client."""
