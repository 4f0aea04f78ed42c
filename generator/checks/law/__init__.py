"""Authorities, citations and supplements."""
