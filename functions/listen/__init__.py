"""Ears over HTTP: what is heard in uploads and clips."""
