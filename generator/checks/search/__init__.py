"""Whether people find what they look for."""
