"""Chapters, clauses and coverage of the source."""
