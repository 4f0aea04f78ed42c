"""Turns a policy, written as YAML, into a handbook people can use.

The layers, each importing only the ones before it:
core → content → book → search → checks → views → exams → outputs → commands;
within outputs: target → data → bank → papers → pdf → site. web/ holds what browsers and paper get as it is.
"""

__version__ = "1.0.0"
