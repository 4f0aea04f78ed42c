"""Digests that others keep: they are what they have always been."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.core.files import digests

if TYPE_CHECKING:
    from pathlib import Path

#: Of 沟通 in UTF-8, as `sha256sum` prints it.
WHOLE = "aadb2d9d805f91646872e8d9c34b85b9046e659b3fae5d0c50ecf0460b198907"


def test_all_ways_give_one_digest(tmp_path: Path) -> None:
    content = "沟通".encode()
    whole = digests.hexadecimal(content)
    assert whole == WHOLE
    assert digests.digest(content).hex() == whole
    assert len(digests.digest(content)) == digests.SIZE
    assert digests.short("沟通") == whole[:12]
    assert digests.short("沟通", 8) == whole[:8]
    running = digests.Running()
    running.update(content[:2])
    running.update(content[2:])
    assert running.hexadecimal() == whole
    (tmp_path / "file").write_bytes(content)
    with (tmp_path / "file").open("rb") as file:
        assert digests.of_file(file) == whole
