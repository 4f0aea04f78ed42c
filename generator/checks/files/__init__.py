"""Files, names and pages."""
