"""The manuals of codes that no check gives, and the page of all."""
