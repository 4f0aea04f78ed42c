"""PDFs: the engine, print typography, the cache, parallel rendering, and what is printed."""
