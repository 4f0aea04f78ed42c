"""Faults in the frame that Material draws around our pages, where no template of ours reaches.

``autocomplete`` is not allowed on a checkbox (it kept Firefox from restoring an open drawer; handbook.js now
closes it), and ``tabindex`` may not be empty. What Material mends itself is then simply not found any more.
"""

from __future__ import annotations

import re

_CHECKBOX = re.compile(r'(<input class="md-toggle"[^>]* type="checkbox"[^>]*) autocomplete="off"')
_EMPTY = ' tabindex=""'


def mended(html: str) -> str:
    """A finished page as it should be."""
    return _CHECKBOX.sub(r"\1", html).replace(_EMPTY, "")
