"""`handbook verify`: whether a deployed site still is what was built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.target import manifest

if TYPE_CHECKING:
    from pathlib import Path


def run(site: Path) -> tuple[str, bool]:
    """What to tell of a folder, in Chinese, and whether all is well. Raises OSError."""
    try:
        verdict = manifest.verify(site)
    except manifest.ManifestError as fault:
        return f"没法核对 {site}：{fault}。", False
    lines = [f"{one.what}\t{_shown(one.path)}" for one in verdict.differences]
    if not verdict.whole:
        lines.append("清单只列了下载文件（旧版本生成的，或交给别的引擎的网页），别的文件没有核对。")
    said = f"有 {len(verdict.differences)} 处不一致" if verdict.differences else "全部一致"
    lines.append(f"《{_shown(verdict.about)}》，清单里 {verdict.listed} 个文件，{said}。")
    lines.append(f"清单自己的SHA-256：{verdict.sha256}")
    return "\n".join(lines), not verdict.differences


def _shown(text: str) -> str:
    """A name as a terminal may show it: control characters and what is no Unicode are spelled out."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)
