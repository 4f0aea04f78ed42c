"""Text to typed files: YAML and Markdown are read, fitted to their shapes, and what is wrong is told."""
