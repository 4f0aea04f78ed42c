"""The kinds of pages that the site has, with one page of each that tests look at.

Whoever adds a kind of page adds a line here: every test that walks the site then walks it too, and
tests/handbook/test_links.py fails while a page of the built site belongs to no kind.
"""

from __future__ import annotations

#: Kind → (which pages are of it, one of them). The pattern matches the whole folder of a page.
PAGES = {
    "home": ("", ""),
    "chapter": (r"chapters/[^/]+/", "chapters/04-relationship/"),
    "rules": (r"rules/", "rules/"),
    "channel": (r"channels/[^/]+/", "channels/phone/"),
    "roles": (r"roles/", "roles/"),
    "role": (r"roles/[^/]+/", "roles/front-line/"),
    "checklists": (r"checklists/", "checklists/"),
    "checklist": (r"checklists/[^/]+/", "checklists/complaint/"),
    "quizzes": (r"quiz/", "quiz/"),
    "quiz": (r"quiz/chapter-[0-9]+/", "quiz/chapter-04/"),
    "exam": (r"quiz/exam/", "quiz/exam/"),
    "glossary": (r"glossary/", "glossary/"),
    "basis": (r"basis/", "basis/"),
    "law": (r"basis/[^/]+/", "basis/pipl/"),
    "supplements": (r"supplements/", "supplements/"),
    "clock": (r"deadlines/[^/]+/", "deadlines/complaint/"),
    "coverage": (r"coverage/", "coverage/"),
    "changes": (r"changes/", "changes/"),
    "downloads": (r"downloads/", "downloads/"),
    "modality": (r"modality/", "modality/"),
    "written": (r"(guide|provenance)/", "guide/"),
}
#: Kind → the file of its example. Links name index.html, so tests do too.
KINDS = {kind: f"{folder}index.html" for kind, (_, folder) in PAGES.items()}
#: What a server answers for an address that does not exist.
NOWHERE = "nowhere/at/all.html"
