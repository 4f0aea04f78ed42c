"""Turns a policy, written as YAML, into a handbook people can use.

The layers, each importing only the ones before it:
diagnostic → source → vocabulary, model → loader → handbook → checks → views → render → site → plugin, cli.
"""

__version__ = "0.1.0"
