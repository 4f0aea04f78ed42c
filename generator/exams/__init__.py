"""Examinations: what is asked, and what a paper says."""
