"""Conversations about songs: words in, a brief and a reply out."""
