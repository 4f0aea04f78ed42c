"""The formats of the bank: a module a format or family of formats."""
