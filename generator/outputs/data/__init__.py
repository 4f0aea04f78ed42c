"""The handbook as data and tables."""
