"""Accompaniments and samples over HTTP."""
