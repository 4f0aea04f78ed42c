"""A handbook → its publication: every page as Markdown, every file beside them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator import web
from generator.book import addresses
from generator.book.bank import bank
from generator.content import written
from generator.content.harmless import harmless
from generator.core.texts import _
from generator.core.vocabulary import Modality
from generator.exams.composing.item_pool import item_pool_of
from generator.exams.papers import wording
from generator.outputs.bank.download_rows import offers
from generator.outputs.data import data_files
from generator.outputs.papers import exam_page, site_data
from generator.outputs.papers.download_rows import acknowledgements, of_channel, of_chapter, paper_groups
from generator.outputs.site.pages import navigation, short_addresses
from generator.outputs.site.pages.download_rows import DownloadRows
from generator.outputs.site.pages.page_cache import PageCache
from generator.outputs.site.pages.publication import Nav, Page, Publication
from generator.views import chapters, glossary, supplements
from generator.views.catalog import catalog_of
from generator.views.links import Links
from generator.views.pages import basis, changes, checklist, clocks, coverage, home, index, lists, quiz
from generator.views.prose import Prose, in_markdown
from generator.views.render import render

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.book.handbook import Handbook
    from generator.views.rules import RuleView

STYLES = (f"{addresses.ASSETS}handbook.css",)
SCRIPTS = (f"{addresses.ASSETS}handbook.js", f"{addresses.ASSETS}search/box.js")
#: How many questions one page holds for choosing among; with more there is practice by chapter only.
QUIZ_LIMIT = 2000
#: 随机20题.
QUIZ_SIZE = 20
#: Version of what generator/web/scripts/quiz keeps in the browser.
QUIZ_STATE = 1
_HEADING = re.compile(r"\A\s*# +(.+)\n")
_RULE = re.compile(r"\[\[(L?[0-9.]+-[0-9]+)\]\]")


@dataclass(frozen=True, slots=True)
class Lookup:
    """A page that the home page offers for looking things up."""

    folder: str
    title: str
    text: str


def publish(
    book: Handbook, made: Mapping[str, bytes], *, offline: bool = False, memory: PageCache | None = None
) -> Publication:
    """The whole site of a handbook without errors; ``made`` (path → content) goes along and is offered.

    With ``offline`` pages offer the zip that site.mkdocs.offline makes of the finished site. With ``memory``
    pages are drawn only if what they show differs from the last time.
    """
    site = _Site(book, made, offline=offline, memory=memory)
    files = {
        **_assets(),
        **site.exams(),
        **made,
        **data_files.manifest(book, made),
        **short_addresses.files(site.catalog, site.chapters),
    }
    return Publication(book.info.title, tuple(site.pages()), files, site.nav(), STYLES, SCRIPTS)


def faults_only(report: str) -> Publication:
    """A one-page site that shows findings: what `serve` has before anything was ever good."""
    page = Page("index.md", _("内容有错误"), render("site/faults.md.j2", report=report))
    return Publication(_("内容有错误"), (page,), _assets(), [{_("内容有错误"): "index.md"}], STYLES, SCRIPTS)


def _assets() -> dict[str, bytes]:
    return {f"{addresses.ASSETS}{name}": content for name, content in web.files().items()}


class _Site:
    def __init__(
        self,
        book: Handbook,
        made: Mapping[str, bytes],
        *,
        offline: bool = False,
        memory: PageCache | None = None,
    ) -> None:
        self.book = book
        self.made = made
        self.memory = memory or PageCache()
        self.catalog = catalog_of(book)
        self.channels = lists.channels(self.catalog)
        self.roles = lists.roles(self.catalog)
        self.checklists = checklist.views(self.catalog)
        self.shelf = DownloadRows(made, data_files.listed(made), offline=offline)
        self.terms = glossary.terms(self.catalog)
        self.chapters = chapters.views(self.catalog)
        self.bank = bank(book)
        self.item_pool = item_pool_of(book)
        self.tests = paper_groups(book, made)
        self.quizzes = quiz.chapters(self.catalog, self.bank, [one.name for one in self.chapters])
        self.basis = basis.view(self.catalog)
        self.clocks = clocks.views(self.catalog)
        self._entries: dict[tuple[str, str], Markup] = {}
        self.written = {name: text for name, text in book.pages.items() if name not in written.OWN}

    def pages(self) -> Iterator[Page]:
        """Every page; the home page first."""
        view = home.view(self.catalog, self.channels)
        yield self._page(
            "",
            view.title,
            "home",
            home=view,
            lookups=self._lookups(),
            downloads=(*self.shelf.books(), *self.shelf.tables),
        )
        for chapter in self.chapters:
            folder = addresses.chapter(chapter.name.path)
            yield self._page(folder, chapter.name.heading, "chapter", chapter=chapter)
        yield self._fixed(addresses.RULES, "rules", index=index.view(self.catalog))
        practice = self._practised()
        for channel in self.channels:
            yield self._page(
                addresses.channel(channel.id),
                channel.title,
                "channel",
                channel=channel,
                practice=practice["channels", channel.id],
                tests=of_channel(self.tests, channel.id),
            )
        yield self._fixed(addresses.ROLES, "roles", roles=self.roles)
        for role in self.roles:
            yield self._page(
                addresses.role(role.id),
                role.title,
                "role",
                role=role,
                practice=practice["roles", role.id],
            )
        yield from self._checklists()
        if self.terms:
            groups = glossary.groups(self.terms)
            yield self._fixed(addresses.GLOSSARY, "glossary", groups=groups, count=len(self.terms))
        if self.basis:
            yield self._fixed(addresses.BASIS, "basis", basis=self.basis)
            for law in self.basis.laws:
                yield self._page(addresses.law(law.id), law.short_title, "law", law=law)
        if self.book.supplements:
            yield self._fixed(
                addresses.SUPPLEMENTS,
                "supplements",
                found=supplements.view_of_all(self.catalog),
            )
        for timed in self.clocks:
            folder = addresses.clock(timed.link.id)
            yield self._page(folder, timed.link.title, "clock", clock=timed)
        yield from self._practice()
        yield self._fixed(addresses.COVERAGE, "coverage", coverage=coverage.view(self.catalog))
        yield self._fixed(addresses.CHANGES, "changes", editions=changes.editions(self.catalog))
        banks = offers(self.made, [one.name.number for one in self.quizzes])
        exams = bool(self.item_pool.units)
        yield self._fixed(
            addresses.DOWNLOADS,
            "downloads",
            groups=self.shelf.groups(self.chapters),
            tests=self.tests,
            signed=acknowledgements(self.book, self.made),
            banks=banks,
            exams=exams,
        )
        yield self._modality()
        for name, text in self.written.items():
            title, body = _split(name, text)
            folder = f"{name}/"
            full = Markup(f"# {self._safe(title)}\n\n{self._linked(body, folder)}")  # noqa: S704 - made harmless
            yield self._page(folder, title, "page", body=full)

    def _practised(self) -> Counter[tuple[str, str]]:
        """How many questions a channel or role has on the page where one can choose among all."""
        chosen = self.bank if len(self.bank) <= QUIZ_LIMIT else ()
        found = Counter(("channels", id_) for question in chosen for id_ in question.channels)
        return found + Counter(("roles", id_) for question in chosen for id_ in question.roles)

    def _practice(self) -> Iterator[Page]:
        """The question bank: a page a chapter, and one to choose among all questions."""
        if not self.quizzes:
            return
        store = f"handbook:{self.book.info.key}:quiz:{QUIZ_STATE}"
        before = f"handbook-quiz-{QUIZ_STATE}-{self.book.info.digest}"
        within = len(self.bank) <= QUIZ_LIMIT
        yield self._fixed(
            addresses.QUIZ,
            "quiz",
            store=store,
            before=before,
            size=QUIZ_SIZE,
            count=len(self.bank),
            exams=bool(self.item_pool.units),
            pages=self.quizzes,
            filters=quiz.filters(self.catalog, self.quizzes),
            tests=self.tests,
            checked=quiz.checked(self.catalog, self.bank),
            units=[unit for page in self.quizzes for unit in page.units] if within else [],
        )
        for page in self.quizzes:
            title = _("{heading}：练习").format(heading=page.name.heading)
            folder = addresses.quiz(page.folder)
            tests = of_chapter(self.tests, page.name.number)
            yield self._page(
                folder, title, "quiz_chapter", quiz=page, store=store, before=before, tests=tests
            )
        if self.item_pool.units:
            headings = {one.name.number: one.name.heading for one in self.chapters}
            yield self._fixed(addresses.EXAM, "exam", exam=exam_page.view(self.item_pool, headings))

    def exams(self) -> dict[str, bytes]:
        """What the page of exams loads."""
        if not self.item_pool.units:
            return {}
        said = wording.wording(self.item_pool)
        return {site_data.PATH: site_data.script(self.item_pool, self.catalog.links, said)}

    def _checklists(self) -> Iterator[Page]:
        if self.checklists:
            groups = checklist.groups(self.checklists)
            bound = self.shelf.offered(
                addresses.sheet("all", "pdf"), _("全部核对单PDF"), _("一张一页，带书签")
            )
            yield self._fixed(
                addresses.CHECKLISTS,
                "checklists",
                groups=groups,
                sheets=self.checklists,
                downloads=bound,
            )
        for sheet in self.checklists:
            offered = (
                *self.shelf.offered(
                    addresses.sheet(sheet.id, "pdf"), "PDF", _("一页A4，可以打印，也可以在屏幕上填写")
                ),
                *self.shelf.offered(
                    addresses.sheet(sheet.id, "xlsx"), _("电子表格"), _("每项选“是”“否”“不适用”")
                ),
            )
            yield self._page(
                addresses.checklist(sheet.id), sheet.heading, "checklist", sheet=sheet, downloads=offered
            )

    def _modality(self) -> Page:
        counted = Counter(rule.modality for rule in self.book.rules_in_force)
        __, body = _split("modality", self.book.pages.get("modality", ""))
        return self._fixed(
            addresses.MODALITY,
            "modality",
            modalities=tuple((modality, counted[modality]) for modality in Modality),
            body=Markup(self._linked(body, addresses.MODALITY)),  # noqa: S704 - made harmless
        )

    def _fixed(self, folder: str, template: str, /, **values: object) -> Page:
        return self._page(folder, addresses.title(folder), template, **values)

    def _page(self, folder: str, title: str, template: str, /, **values: object) -> Page:
        def draw() -> Page:
            links = Links(folder)
            say, entry = Prose(links, self.terms), partial(self._entry, links)
            text = render(f"site/{template}.md.j2", title=title, to=links, say=say, entry=entry, **values)
            return Page(addresses.source(folder), title, text)

        words = [(term.id, term.term, term.aliases) for term in self.terms]  # what is linked in prose
        return self.memory.page(folder, (title, template, words, values), draw)

    def _entry(self, links: Links, rule: RuleView) -> Markup:
        """A rule in a list; pages of one depth share it."""
        key = (links.top, rule.link.id)
        if key not in self._entries:
            self._entries[key] = Markup(render("site/entry.html.j2", rule=rule, to=links))  # noqa: S704 - a template's
        return self._entries[key]

    def _safe(self, markdown: str) -> str:
        return markdown if self.book.info.raw_html else harmless(markdown)

    def _linked(self, markdown: str, folder: str) -> str:
        """Replaces [[4.3.2-1]] and [[L3.1-1]] by a link; other text is the author's, made harmless."""
        links = Links(folder)

        def link(match: re.Match[str]) -> str:
            rule = self.catalog.links.get(match.group(1))
            if rule is None:
                return match.group()
            name = f'<a class="hb-inline" href="{links.rule(rule)}">{rule.id} {in_markdown(rule.title)}</a>'
            return f'{name}<span class="hb-mark">{rule.mark}</span>' if rule.mark else name

        return _RULE.sub(link, self._safe(markdown))

    def _lookups(self) -> tuple[Lookup, ...]:
        found = [
            _lookup(addresses.RULES, _("按约束程度、渠道、责任人、环节筛选")),
            _lookup(addresses.ROLES, _("谁负责哪几条")),
        ]
        if self.checklists:
            found.append(
                _lookup(
                    addresses.CHECKLISTS,
                    _("{count}张，可以打勾、打印").format(count=len(self.checklists)),
                )
            )
        if self.terms:
            found.append(_lookup(addresses.GLOSSARY, _("{count}个词的意思").format(count=len(self.terms))))
        if self.basis:
            text = _("{cited}部法律和规章，哪一条管哪条规则").format(cited=self.basis.cited)
            found.append(_lookup(addresses.BASIS, text))
        if self.book.supplements_in_force:
            text = _("{count}条，法律有要求、规范没写").format(count=len(self.book.supplements_in_force))
            found.append(_lookup(addresses.SUPPLEMENTS, text))
        for timed in self.clocks:
            folder = addresses.clock(timed.link.id)
            found.append(Lookup(folder, timed.link.title, _("填一个日期，算出哪天到期")))
        if self.quizzes:
            found.append(
                _lookup(
                    addresses.QUIZ,
                    _("{count}道题，按章、渠道、责任人练").format(count=len(self.bank)),
                )
            )
        if self.item_pool.units:
            found.append(_lookup(addresses.EXAM, _("选章、题型和题数，得到试卷、教师用卷、答题卡")))
        found.append(_lookup(addresses.CHANGES, _("改了什么、废止了什么")))
        found += [Lookup(f"{name}/", _split(name, text)[0], "") for name, text in self.written.items()]
        return tuple(found)

    def nav(self) -> Nav:
        """The navigation."""
        return navigation.nav(
            navigation.Parts(
                chapters=tuple((one.name.heading, addresses.chapter(one.name.path)) for one in self.chapters),
                channels=tuple((one.title, addresses.channel(one.id)) for one in self.channels),
                roles=tuple((one.title, addresses.role(one.id)) for one in self.roles),
                checklists=tuple((one.title, addresses.checklist(one.id)) for one in self.checklists),
                clocks=tuple((one.link.title, addresses.clock(one.link.id)) for one in self.clocks),
                written=tuple((_split(name, text)[0], f"{name}/") for name, text in self.written.items()),
                terms=bool(self.terms),
                basis=self.basis is not None,
                supplements=bool(self.book.supplements),
                questions=bool(self.quizzes),
                exams=bool(self.item_pool.units),
            )
        )


def _lookup(folder: str, text: str) -> Lookup:
    return Lookup(folder, addresses.title(folder), text)


def _split(name: str, markdown: str) -> tuple[str, str]:
    """The title of a written page (its first heading, else its file's name) and the rest."""
    if found := _HEADING.match(markdown):
        return found.group(1).strip(), markdown[found.end() :]
    return name, markdown
