"""What all content models share: strict, frozen shapes and the few text types they are made of."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema


class Model(BaseModel):
    """A frozen shape that refuses keys it does not know."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        validate_default=False,
    )


def _as_list(value: object) -> object:
    """A single id may stand for a list of one: ``channels: phone``."""
    return [value] if isinstance(value, str) and value else value


Text = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
"""Any prose."""
Line = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\n]*$")]
"""Prose of one line."""
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""A name that is safe in addresses and file names: lower-case letters, digits, single hyphens."""
Reference = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[^\n]*$")]
"""The id of an entry of a vocabulary. Any word fits: checks know the vocabularies, and what was meant."""
SiteUrl = Annotated[
    str, StringConstraints(pattern=r"^https?://[^\s/?#\"<>]+(/[^\s?#\"<>]*)?$", max_length=200)
]
"""Where a site is: its folder too, where it has one."""
ChapterNumber = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,3}$")]
SectionNumber = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,3}\.[1-9][0-9]{0,3}$")]
ClauseNumber = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,3}(\.[1-9][0-9]{0,3}){1,2}$")]
RuleId = Annotated[
    str, StringConstraints(pattern=r"^[1-9][0-9]{0,3}(\.[1-9][0-9]{0,3}){1,2}-[1-9][0-9]{0,3}$")
]
"""Clause number plus a running number: 4.3.2-1. Permanent, never reused."""
PlaceNumber = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,3}(\.[1-9][0-9]{0,3}){0,2}$")]
"""A chapter, section or clause."""
SupplementId = Annotated[
    str, StringConstraints(pattern=r"^L[1-9][0-9]{0,3}(\.[1-9][0-9]{0,3}){0,2}-[1-9][0-9]{0,3}$")
]
"""L (law), the place it stands beside, a running number: L3.1-1. No rule begins with a letter."""
ProvisionId = Annotated[
    str,
    StringConstraints(
        pattern=r"^(L[1-9][0-9]{0,3}(\.[1-9][0-9]{0,3}){0,2}|[1-9][0-9]{0,3}(\.[1-9][0-9]{0,3}){1,2})"
        r"-[1-9][0-9]{0,3}$"
    ),
]
"""A rule's or a supplement's id."""
References = Annotated[
    tuple[Reference, ...],
    BeforeValidator(_as_list),
    Field(min_length=1),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {"type": "array", "items": {"type": "string"}, "minItems": 1, "uniqueItems": True},
            ]
        }
    ),
]
"""One id, or a list of ids; ``all`` stands for the whole vocabulary."""
