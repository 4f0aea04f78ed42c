"""What the shapes of public data have in common."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """A mapping with these keys, in this order; what it says of itself goes into the JSON Schema."""

    model_config = ConfigDict(
        extra="forbid", use_attribute_docstrings=True, defer_build=True, populate_by_name=True
    )

    def plain(self) -> dict[str, Any]:
        """As it is written: mappings, lists, texts, numbers."""
        return self.model_dump(mode="json", by_alias=True)
