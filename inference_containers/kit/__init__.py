"""What operators do with engines: list them, fetch and check their weights, prove them."""
