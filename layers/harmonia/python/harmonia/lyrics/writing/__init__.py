"""Writing words where none are given: pictures, rhymes, and what each section is for."""
