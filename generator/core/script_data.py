"""Data as a script that assigns it: a page opened from a disk may load scripts but fetch nothing."""

from __future__ import annotations

import json


def script(name: str, value: object) -> bytes:
    """``self.<name>=<value>;`` in UTF-8."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # JSON is JavaScript but for these two, which end a line there.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"self.{name}={text};\n".encode()
