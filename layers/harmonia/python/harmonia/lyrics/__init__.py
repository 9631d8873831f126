"""Words to sing: how they sound, how they are divided, and how they are written."""
