"""The band's own instruments: computed, so they need neither a soundfont nor a library."""
