"""Bytes and how they are kept: digests, packages, files that are whole or not there."""
