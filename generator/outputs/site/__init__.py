"""The site, its side files, and the content that they are made from."""
