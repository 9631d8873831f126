"""From chords and lines to parts that hands can play: tunings, shapes, fingerings, strumming."""
