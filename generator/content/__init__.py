"""Text to typed files: an author's YAML and Markdown are read, fitted to their shapes, and what is wrong is told."""
