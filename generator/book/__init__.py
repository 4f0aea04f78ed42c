"""The resolved handbook: ids, links, the question bank, working days, limits; what may be asked of it."""
