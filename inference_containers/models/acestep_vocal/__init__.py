"""ACE-Step 1.5 as a singer: a voice over what is played already."""
