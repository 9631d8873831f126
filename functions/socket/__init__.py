"""The WebSocket: connect, talk, disconnect."""
