"""Harmonia's domain: music, songs, composing, chat, jobs and webhooks. Standard library only."""

VERSION = "0.1.0"
