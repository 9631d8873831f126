"""Jobs, songs and artifacts over HTTP, and what the service says of itself."""
