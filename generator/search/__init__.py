"""Search over the handbook: one ranking, here for terminal and checks, in scripts/search for the site."""

from generator.search.data import files
from generator.search.entries import Catalogue, Entry, Heading, Kind, Line, catalogue_of
from generator.search.explain import explain
from generator.search.ranking import Hit, Index, Result

__all__ = [
    "Catalogue",
    "Entry",
    "Heading",
    "Hit",
    "Index",
    "Kind",
    "Line",
    "Result",
    "catalogue_of",
    "explain",
    "files",
]
