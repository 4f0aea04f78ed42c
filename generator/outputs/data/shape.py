"""What the shapes of public data have in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """A mapping with these keys and no others; what it says of itself goes into the JSON Schema."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True, defer_build=True)
