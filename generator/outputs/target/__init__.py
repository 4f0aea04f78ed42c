"""The folder that a site is put into: which one may be, and how it gets there whole."""
