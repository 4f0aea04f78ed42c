"""The manuals of all codes, and the page of them."""
