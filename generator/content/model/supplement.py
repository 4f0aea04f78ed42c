"""What the law demands where the policy is silent, as its YAML file holds it."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from generator.content.model.base import Line, Model, PlaceNumber, RuleId, SupplementId
from generator.content.model.provision import Provision


class Supplement(Provision):
    """一条法定补充：法律有要求、规范没写的一件事。"""

    not_asked: ClassVar[frozenset[str]] = Provision.not_asked | {"rules"}

    id: SupplementId
    """L加章、节或条的编号，再加序号，如 L3.1-1；定了就不改，废止了也不再用。"""
    place: PlaceNumber
    """补在哪一章、节或条旁边，如 8、3.1、4.3.2。"""
    scope: Line | None = None
    """适用机构：法律只管谁，就写谁。"""
    rules: tuple[RuleId, ...] = ()
    """最有关的规则，两边互相链接。"""

    @property
    def chapter(self) -> str:
        """The number of the chapter it stands beside."""
        return self.place.partition(".")[0]


class SupplementsFile(Model):
    """content/law/supplements/NN-slug.yaml：法定补充，规范没写、法律有要求的事。"""

    supplements: Annotated[tuple[Supplement, ...], Field(min_length=1)]
