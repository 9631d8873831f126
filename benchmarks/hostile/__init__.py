"""Files and messages that mean no good, and what the service makes of them."""
