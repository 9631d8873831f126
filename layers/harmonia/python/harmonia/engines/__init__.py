"""The contract between the workflow and whatever turns a song into media."""
