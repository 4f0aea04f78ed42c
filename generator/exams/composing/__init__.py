"""Seeded papers from the question bank: exact, and the same here and in the browser."""
