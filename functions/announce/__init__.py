"""The table's stream: tells owners what became of their jobs."""
