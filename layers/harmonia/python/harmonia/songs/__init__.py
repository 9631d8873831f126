"""What was asked for and what it became: wishes, briefs and song documents."""
