"""Wan 2.2 through diffusers: a film's shots as a model sees them."""
