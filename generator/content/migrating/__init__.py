"""The older layout of content/ → folders: where things go, and how they are cut out of their files."""
