"""Tools for maintainers; the handbook does not need them."""
