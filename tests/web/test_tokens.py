"""Contrast of the colours in tokens.css, by the formula of WCAG 2."""

from __future__ import annotations

import re

import pytest

from generator.web import STYLES

TEXT, CONTROL = 4.5, 3.0
_BLOCK = re.compile(r"([^{}]+)\{([^}]*)\}")
_TOKEN = re.compile(r"--hb-([a-z-]+): (#[0-9a-f]{6})")


def _palettes() -> dict[str, dict[str, str]]:
    css = re.sub(r"/\*.*?\*/", "", (STYLES / "tokens.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    return {
        ("dark" if "slate" in selector else "light"): dict(_TOKEN.findall(body))
        for selector, body in _BLOCK.findall(css)
    }


def _luminance(colour: str) -> float:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#1b1f23", "#ffffff") == pytest.approx(16.6, abs=0.1)


def test_both_palettes_have_the_same_names() -> None:
    palettes = _palettes()
    assert set(palettes) == {"light", "dark"}
    assert palettes["light"].keys() == palettes["dark"].keys()


@pytest.mark.parametrize("palette", ["light", "dark"])
@pytest.mark.parametrize("text", ["ink", "muted", "link", "red", "green", "amber"])
@pytest.mark.parametrize("ground", ["paper", "panel", "target"])
def test_text_can_be_read(palette: str, text: str, ground: str) -> None:
    tokens = _palettes()[palette]
    assert contrast(tokens[text], tokens[ground]) >= TEXT


@pytest.mark.parametrize("palette", ["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [("on-brand", "brand"), ("on-brand", "band"), ("on-solid", "solid"), ("on-solid", "solid-soft")],
)
def test_text_on_colour_can_be_read(palette: str, text: str, ground: str) -> None:
    tokens = _palettes()[palette]
    assert contrast(tokens[text], tokens[ground]) >= TEXT


@pytest.mark.parametrize("palette", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "panel"])
def test_controls_can_be_seen(palette: str, ground: str) -> None:
    tokens = _palettes()[palette]
    assert contrast(tokens["control"], tokens[ground]) >= CONTROL


def test_no_other_style_sheet_has_colours() -> None:
    for path in sorted(STYLES.rglob("*.css")):
        css = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        css = re.sub(
            r"@media print \{.*", "", css, flags=re.DOTALL
        )  # paper is black and white, whatever the palette
        if path.name != "tokens.css":
            assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)", css) == [], path.name
