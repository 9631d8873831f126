"""ACE-Step 1.5 through diffusers: whole songs from words and lyrics."""
