"""Music theory, spelled: notes, scales, chords, keys, meters, tempi and instruments."""
