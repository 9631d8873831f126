"""Audio in arrays: float32 `[channels, samples]` at 44,100 Hz."""
