"""Sheets filled in on screen: what one program writes, every other shows, Chinese too.

Firefox shows PDFs with pdf.js, Chrome and Edge with PDFium, Linux desktops with poppler, others with MuPDF.
MuPDF writes Chinese in a font of its own and does not embed it: nothing is filled in with it.
"""

from __future__ import annotations

import base64
import io
import subprocess
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING

import pikepdf
import pymupdf
import pypdfium2
import pytest
from PIL import Image
from pypdfium2 import raw

from generator.book.handbook import resolve
from generator.content import loader
from generator.outputs.pdf import publication
from generator.outputs.pdf.layout import form, typeface
from tests.support import handbooks, npm_readers

if TYPE_CHECKING:
    import ctypes
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page, Route

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: In single lines and in a field of several; the rarest sign of GB 2312 is among them.
WRITTEN = {"phone.done-by": "王小明", "phone.reference": "业务号齄", "phone.notes": "客户要求明日回电"}
HOST = "https://pdfjs.test/"
#: Pixels a pt.
SCALE = 3
SIZE = 10
LIBRARY = f"""
const lib = await import("{HOST}pdf.mjs");
lib.GlobalWorkerOptions.workerSrc = "{HOST}pdf.worker.mjs";
const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
const pdf = await lib.getDocument({{ data: bytes }}).promise;
const page = await pdf.getPage(1);
"""
FILL = f"""async ([data, texts]) => {{ {LIBRARY}
for (const one of await page.getAnnotations())
    if (one.fieldName in texts) pdf.annotationStorage.setValue(one.id, {{ value: texts[one.fieldName] }});
const saved = await pdf.saveDocument();
let text = "";
for (let at = 0; at < saved.length; at += 9999) text += String.fromCharCode(...saved.subarray(at, at + 9999));
return btoa(text);
}}"""
DRAW = f"""async ([data, scale]) => {{ {LIBRARY}
const viewport = page.getViewport({{ scale }});
const canvas = document.createElement("canvas");
[canvas.width, canvas.height] = [viewport.width, viewport.height];
await page.render({{ canvasContext: canvas.getContext("2d"), canvas, viewport }}).promise;
return canvas.toDataURL("image/png").split(",")[1];
}}"""


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    root = tmp_path_factory.mktemp("handbook") / "root"
    handbooks.copy(handbooks.CASES / "checklist-without-fault", root)
    book = resolve(loader.load(root))
    assert book is not None
    return publication.pdfs(book)["downloads/checklists/phone.pdf"].work()


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A page in which pdf.js can be loaded."""
    folder = npm_readers.installed() / "node_modules/pdfjs-dist/build"

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(HOST)
        if name:
            route.fulfill(path=folder / name, content_type="text/javascript")
        else:
            route.fulfill(body="<!DOCTYPE html><title>reader</title>", content_type="text/html")

    page = browser.new_page()
    page.route(f"{HOST}**", answer)
    page.goto(HOST)
    yield page
    page.close()


# ---- who writes ----


def _by_pdfjs(data: bytes, page: Page) -> bytes:
    saved: str = page.evaluate(FILL, [base64.b64encode(data).decode(), WRITTEN])
    return base64.b64decode(saved)


def _wide(text: str) -> ctypes.Array[ctypes.c_ushort]:
    data = f"{text}\0".encode("utf-16-le")
    return (raw.FPDF_WCHAR * (len(data) // 2)).from_buffer_copy(data)


def _by_pdfium(data: bytes, _: Page) -> bytes:
    """As a person does: goes into a field, types, leaves it."""
    with pypdfium2.PdfDocument(data) as pdf:
        pdf.init_forms()
        workspace = pdf.formenv.raw
        page = pdf[0]
        for at in range(raw.FPDFPage_GetAnnotCount(page.raw)):
            annotation = raw.FPDFPage_GetAnnot(page.raw, at)
            size = raw.FPDFAnnot_GetFormFieldName(workspace, annotation, None, 0)
            name = (raw.FPDF_WCHAR * (size // 2))()
            raw.FPDFAnnot_GetFormFieldName(workspace, annotation, name, size)
            text = WRITTEN.get(bytes(name).decode("utf-16-le").rstrip("\0"))
            if text is not None:
                assert raw.FORM_SetFocusedAnnot(workspace, annotation)
                raw.FORM_ReplaceSelection(workspace, page.raw, _wide(text))
                raw.FORM_ForceToKillFocus(workspace)
            raw.FPDFPage_CloseAnnot(annotation)
        target = io.BytesIO()
        pdf.save(target)
    return target.getvalue()


WRITERS: dict[str, Callable[[bytes, Page], bytes]] = {"pdf.js": _by_pdfjs, "PDFium": _by_pdfium}


# ---- who shows ----


def _drawn_by_pdfjs(data: bytes, page: Page) -> Image.Image:
    drawn: str = page.evaluate(DRAW, [base64.b64encode(data).decode(), SCALE])
    return Image.open(io.BytesIO(base64.b64decode(drawn)))


def _drawn_by_pdfium(data: bytes) -> Image.Image:
    with pypdfium2.PdfDocument(data) as pdf:
        pdf.init_forms()
        return pdf[0].render(scale=SCALE, may_draw_forms=True).to_pil()


def _drawn_by_poppler(data: bytes) -> Image.Image:
    command = ["pdftoppm", "-r", str(72 * SCALE), "-png", "-singlefile", "-"]
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    assert done.stderr == b"", "poppler misses a font"
    return Image.open(io.BytesIO(done.stdout))


def _drawn_by_mupdf(data: bytes) -> Image.Image:
    with pymupdf.open(stream=data) as pdf:
        return Image.open(io.BytesIO(pdf[0].get_pixmap(dpi=72 * SCALE).tobytes("png")))


def _boxes(data: bytes) -> dict[str, tuple[float, float, float, float]]:
    """Where each field is, in pt from the upper left corner."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        tall = float(pdf.pages[0].mediabox[3])
        found = {}
        for field in form.fields(pdf):
            left, one, right, other = map(float, field.Rect)
            found[str(field.T)] = (left, tall - max(one, other), right, tall - min(one, other))
        return found


def _signs(picture: Image.Image, box: tuple[float, float, float, float], count: int) -> list[bytes]:
    """The ink of each sign from the left: all are one em wide."""
    left, top, right, bottom = (round(one * SCALE) for one in box)
    em = SIZE * SCALE
    field = picture.convert("L").crop((left + 2, top + 2, right - 2, min(bottom - 4, top + 2 * em)))
    ink = field.point(lambda value: 255 if value < 128 else 0)
    bounds = ink.getbbox()
    assert bounds is not None, "nothing is written"
    start = bounds[0]
    assert bounds[2] - start > (count - 0.5) * em, f"not {count} signs"
    return [
        ink.crop((start + at * em, 0, start + (at + 1) * em, field.height)).tobytes() for at in range(count)
    ]


@pytest.mark.parametrize("writer", WRITERS)
def test_what_is_filled_in_shows_everywhere(writer: str, sheet: bytes, reader: Page) -> None:
    filled = WRITERS[writer](sheet, reader)
    assert len(filled) - len(sheet) < 50_000, "no font came along"
    boxes = _boxes(filled)
    draws: dict[str, Callable[[bytes], Image.Image]] = {
        "pdf.js": partial(_drawn_by_pdfjs, page=reader),
        "PDFium": _drawn_by_pdfium,
        "poppler": _drawn_by_poppler,
        "MuPDF": _drawn_by_mupdf,
    }
    for name, draw in draws.items():
        picture = draw(filled)
        for field, text in WRITTEN.items():
            signs = _signs(picture, boxes[field], len(text))
            for one, other in combinations(range(len(text)), 2):
                same = sum(a == b for a, b in zip(signs[one], signs[other], strict=True)) / len(signs[one])
                assert same < 0.985, f"{name}, {field}: {text[one]} and {text[other]} look alike: boxes"
            inks = [sum(value == 255 for value in sign) / len(sign) for sign in signs]
            assert min(inks) > 0.02, f"{name}, {field}: {inks}"
    copied = subprocess.run(
        ["pdftotext", "-", "-"], input=filled, capture_output=True, check=True
    ).stdout.decode()
    assert all(text in copied for text in WRITTEN.values())


def test_the_form_knows_all_of_gb_2312_and_the_fonts_do_too() -> None:
    signs = typeface.characters()
    assert len({char for char in signs if "\u4e00" <= char <= "\u9fff"}) == 6763
    assert {"啊", "齄", "A", "～", "，", "元"} <= set(signs)
    _, widths, texts = typeface._cut()
    assert len(texts) == len(widths) == len(set(signs))


def test_what_the_font_costs(sheet: bytes) -> None:
    assert 1_200_000 < len(sheet) < 1_500_000
