"""Keeps a site that MkDocs serves in step with its content: an edit costs what it changes.

MkDocs builds the site once. After an edit files that have changed are written, and pages that have changed
are converted and set in the same templates as soon as somebody looks at them: what a whole build would give.
Whatever reaches further, like another navigation, is left to MkDocs.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import RLock
from time import perf_counter
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mkdocs.commands.build import get_context
from watchdog.observers.polling import PollingObserver

from generator.core.files.writing import fill
from generator.core.gc_pause import uncollected
from generator.outputs.site import side_files
from generator.outputs.site.mkdocs.hosts import local_only
from generator.outputs.site.mkdocs.theme_fixes import mended

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.utils.templates import TemplateContext

    from generator.content.site_settings import SiteSettings
    from generator.outputs.site.mkdocs.live_workspace import LiveWorkspace
    from generator.outputs.site.pages.publication import Publication
    from generator.outputs.site.workspace import Workspace

#: Seconds. MkDocs looks twice a second, since it does not know how much there is to look at.
_INTERVAL = 0.2
_NOT_FOUND = "404.html"


@dataclass(frozen=True, slots=True)
class Built:
    """What MkDocs made of a publication, and with what."""

    publication: Publication
    facts: dict[str, Any]
    settings: tuple[bytes, SiteSettings]
    config: MkDocsConfig
    nav: Navigation
    files: Files
    env: Any
    """Its jinja2.Environment."""


def settings(config: MkDocsConfig, workspace: Workspace) -> tuple[bytes, SiteSettings]:
    """The text of the mkdocs.yml that MkDocs reads, and what is taken of the handbook's own."""
    return Path(config.config_file_path).read_bytes() if config.config_file_path else b"", workspace.settings


def _look_often(server: LiveReloadServer, config: MkDocsConfig) -> None:
    """Has a server look for changes every :data:`_INTERVAL`: a handbook is a few dozen files."""
    watched = []
    for path in (config.docs_dir, config.config_file_path, *config.theme.dirs):
        with suppress(KeyError):  # it does not watch that
            server.unwatch(path)
            watched.append(path)
    server.observer = PollingObserver(timeout=_INTERVAL)
    for path in watched:
        server.watch(path)


class Follower:
    """Brings a served site up to its content: at once what is copied, pages when somebody looks at them."""

    def __init__(self, preview: LiveWorkspace) -> None:
        self.built: Built | None = None
        """What MkDocs built, and this brought up to the content since."""
        self._preview = preview
        self._read: Callable[[], None] = preview.read
        self._whole: Callable[[], None] | None = None
        self._done: Callable[[float], None] = lambda _: None
        self._waiting: dict[str, bool] = {}
        """Path on the site of each page that is of earlier content → whether its Markdown changed."""
        self._lock = RLock()

    def take(self, config: MkDocsConfig, nav: Navigation, files: Files, env: Any) -> None:  # noqa: ANN401 - jinja2 comes in by render
        """Takes over what MkDocs has just built of the preview."""
        preview = self._preview
        if preview.publication:
            self.built = Built(
                preview.publication, preview.facts, settings(config, preview), config, nav, files, env
            )

    def follow(
        self,
        server: LiveReloadServer,
        config: MkDocsConfig,
        read: Callable[[], None],
        whole: Callable[[], None],
        done: Callable[[float], None],
    ) -> None:
        """Lets a server rebuild by this, and complete what is asked for.

        ``read`` has the preview read the content, ``whole`` has MkDocs build the whole site; ``done`` is told
        after every rebuild how many seconds it took.
        """

        def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            self._complete(environ["PATH_INFO"].removeprefix(server.mount_path))
            return server.serve_request(environ, start_response) or ()

        _look_often(server, config)
        self._read, self._whole, self._done = read, whole, done
        server.builder = self._rebuild
        server.set_app(local_only(app, urlsplit(server.url).netloc))

    def _rebuild(self) -> None:
        began = perf_counter()
        with self._lock, uncollected():
            self._read()
            self._bring_up()
        self._done(perf_counter() - began)

    def _complete(self, path: str) -> None:
        """Before a file is sent: makes it, if it is of earlier content."""
        page = f"{path}index.html" if path.endswith("/") or not path else path
        if not page.endswith(".html") and not side_files.holds(path):
            return
        with self._lock:
            if side_files.holds(path) and not self._preview.is_complete:
                self._preview.complete()
                self._bring_up()
            if page in self._waiting and self.built:
                _draw(self.built, page, convert=self._waiting.pop(page))

    def _bring_up(self) -> None:
        built, publication = self.built, self._preview.publication
        if built is None or publication is None or not _is_near(built, publication, self._preview):
            self._preview.complete()
            self._waiting.clear()
            if self._whole:
                self._whole()
            return
        facts = self._preview.facts
        built.config.extra["handbook"] = facts
        self.built = replace(built, publication=publication, facts=facts)
        self._note_pages(built, publication, every=facts != built.facts)
        if facts != built.facts:
            _draw_not_found(built)
        _copy(built, publication)

    def _note_pages(self, built: Built, publication: Publication, *, every: bool) -> None:
        """Notes the pages that show something else than before; ``every``: findings, which all pages show."""
        for old, new in zip(built.publication.pages, publication.pages, strict=True):
            file = built.files.get_file_from_path(new.path)
            if file is not None and (every or old != new):
                file.content_string = new.markdown
                self._waiting[file.dest_uri] = old != new or self._waiting.get(file.dest_uri, False)


def _is_near(built: Built, publication: Publication, workspace: Workspace) -> bool:
    """Whether only pages and files differ, so that nobody but us need know."""
    before, config = built.publication, built.config
    return (
        replace(before, pages=(), files={}) == replace(publication, pages=(), files={})
        and [page.path for page in before.pages] == [page.path for page in publication.pages]
        and list(config.plugins) == ["handbook"]  # others may gather something of every page
        and not config.watch
        and settings(config, workspace) == built.settings
    )


def _draw(built: Built, path: str, *, convert: bool) -> None:
    """Writes a page; ``convert``: its Markdown is not what it was, either."""
    config, documents = built.config, built.files.documentation_pages()
    page = next((file.page for file in documents if file.dest_uri == path), None)
    if page is None:
        return
    if convert:
        page.read_source(config)
        page.render(config, built.files)
        page.validate_anchor_links(files=built.files, log_level=config.validation.links.anchors)
    page.active = True  # in the navigation, and so are its sections
    context = get_context(built.nav, documents, config, page)
    fill(Path(config.site_dir), {path: _filled(built, page.meta.get("template", "main.html"), context)})
    page.active = False


def _draw_not_found(built: Built) -> None:
    """The one page that MkDocs makes of a template alone, and that no address leads to."""
    base_url = urlsplit(built.config.site_url or "/").path
    context = get_context(built.nav, built.files, built.config, base_url=base_url)
    fill(Path(built.config.site_dir), {_NOT_FOUND: _filled(built, _NOT_FOUND, context)})


def _filled(built: Built, template: str, context: TemplateContext) -> bytes:
    return mended(built.env.get_template(template).render(context)).encode()


def _copy(built: Built, publication: Publication) -> None:
    site, before = Path(built.config.site_dir), built.publication.files
    for path in before.keys() - publication.files.keys():
        (site / path).unlink(missing_ok=True)
    fill(site, {path: content for path, content in publication.files.items() if before.get(path) != content})
