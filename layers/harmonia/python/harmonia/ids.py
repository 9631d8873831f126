"""
Names of things: a prefix that says what it is, and 26 characters that tell it from all others.

Most are derived from what they name, so that asking twice names the same thing twice.
"""

import base64
import hashlib
import secrets

LENGTH = 26  # base32 characters: 130 bits


def derived(prefix: str, *parts: str) -> str:
    """The one id that these parts lead to."""
    content = "\x00".join(parts).encode()
    return f"{prefix}_{_spell(hashlib.sha256(content).digest())}"


def fresh(prefix: str) -> str:
    """An id that nobody can guess."""
    return f"{prefix}_{_spell(secrets.token_bytes(17))}"


def _spell(content: bytes) -> str:
    return base64.b32encode(content).decode().lower()[:LENGTH]
