"""Tells whether a text takes a run of words from the policy that the handbook restates.

The policy itself is not in this repository. What is here is a fingerprint of it: for every run of RUN
characters the first bytes of a hash, sorted. Whoever has the policy makes the fingerprint anew with

    python -m tools.own_words POLICY.md tests/samples/data/source-15grams.bin

Of a Markdown file that begins with remarks of its own, only what follows the first line ``---`` counts.
"""

from __future__ import annotations

import re
import sys
from hashlib import blake2b
from pathlib import Path

#: Shorter runs are the language's; longer ones are somebody's.
RUN = 15
#: Bytes of hash a run: with 10,000 runs in the policy, one text in a thousand million matches by chance.
SIZE = 6
_FULL_WIDTH = str.maketrans(",:;()?!", "，：；（）？！")
#: Titles of laws and the like are what they are.
_TITLE = re.compile("《[^》]*》")


def folded(text: str) -> str:
    """The text without white space and marks of headings, punctuation full-width: what is compared."""
    return re.sub(r"[\s#]", "", text).translate(_FULL_WIDTH)


def runs(text: str) -> list[str]:
    """Every run of RUN characters."""
    text = folded(text)
    return [text[at : at + RUN] for at in range(len(text) - RUN + 1)]


def fingerprint(text: str) -> bytes:
    """The sorted hashes of all runs of the policy."""
    return b"".join(sorted({_hash(run) for run in runs(text)}))


def taken(text: str, known: frozenset[bytes]) -> list[str]:
    """The runs of a text that the policy has too, but for those within 《titles》."""
    return [run for part in _TITLE.split(text) for run in runs(part) if _hash(run) in known]


def read(path: Path) -> frozenset[bytes]:
    """The hashes of a fingerprint file."""
    raw = path.read_bytes()
    return frozenset(raw[at : at + SIZE] for at in range(0, len(raw), SIZE))


def _hash(run: str) -> bytes:
    return blake2b(run.encode(), digest_size=SIZE).digest()


if __name__ == "__main__":
    policy, target = map(Path, sys.argv[1:])
    remarks, line, rest = policy.read_text(encoding="utf-8").partition("\n---\n")
    target.write_bytes(fingerprint(rest if line else remarks))
