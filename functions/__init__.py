"""What runs: one folder is one Lambda with one role."""
