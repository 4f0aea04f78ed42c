"""Paper from the browser: whatever the palette on screen, it is printed as from the light one."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from tests.support.page_kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.conftest import Visit

    Open = Callable[..., Visit]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: Every colour of every element that is printed, and of what stands before and after it.
COLOURS = """() => {
const told = [];
const names = ["color", "backgroundColor", "backgroundImage", "borderTopColor", "borderBottomColor", "fill",
    "stroke", "borderInlineStartColor", "outlineColor", "boxShadow", "accentColor", "colorScheme", "filter"];
for (const one of document.querySelectorAll("html, body, body *")) {
    if (!(one === document.documentElement || one.getClientRects().length)) continue;
    for (const part of [null, "::before", "::after", "::marker"]) {
        const style = getComputedStyle(one, part);
        if (part && part !== "::marker" && style.content === "none") continue;
        const name = `${one.localName}.${one.getAttribute("class") || ""}${part || ""}`;
        told.push(`${name} ${names.map((name) => `${name}: ${style[name]}`).join("; ")}`);
    }
}
return told;
}"""


def _palette(page: Page, scheme: str) -> None:
    page.evaluate("(scheme) => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)


def _colours(page: Page) -> list[str]:
    found: list[str] = page.evaluate(COLOURS)
    return found


def _changes(one: str, other: str) -> list[str]:
    return sorted(set(other.split("; ")) - set(one.split("; ")))


@pytest.mark.parametrize("kind", KINDS)
def test_dark_prints_as_light(kind: str, visit: Open, address: str) -> None:
    page = visit(dark=True).page
    page.goto(address + KINDS[kind])
    assert page.evaluate("document.body.getAttribute('data-md-color-scheme')") == "slate"
    on_screen = _colours(page)
    page.emulate_media(media="print", color_scheme="dark")
    dark = _colours(page)
    _palette(page, "default")
    page.emulate_media(media="print", color_scheme="light")
    light = _colours(page)
    assert on_screen != dark
    other = [(one, *_changes(one, other)) for one, other in zip(dark, light, strict=True) if one != other]
    assert other == []


@pytest.mark.parametrize("ticked", [False, True])
def test_boxes_of_a_tick_page_are_white_until_they_are_ticked(
    visit: Open, address: str, *, ticked: bool
) -> None:
    shown: dict[str, Any] = {}
    for scheme in ("dark", "light"):
        page = visit(dark=scheme == "dark").page
        page.goto(address + KINDS["checklist"])
        box = page.locator(".hb-check input").first
        if ticked:
            box.check()
        page.emulate_media(media="print", color_scheme=scheme)
        with Image.open(io.BytesIO(box.screenshot())) as picture:
            shown[scheme] = picture.convert("L").copy()
    dark = shown["dark"]
    assert dark.tobytes() == shown["light"].tobytes()
    inside = dark.crop((4, 4, dark.width - 4, dark.height - 4))
    white = sum(value > 200 for value in inside.tobytes()) / len(inside.tobytes())
    assert (white > 0.95) is not ticked
