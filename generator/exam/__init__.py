"""Exams: seeded papers from the question bank, on screen, on paper and for learning platforms."""
