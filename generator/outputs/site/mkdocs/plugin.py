"""The MkDocs plugin: hands MkDocs the publication, nothing more."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config import base, config_options
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files

import generator
from generator.content.layout import CHECKLISTS, CONTENT
from generator.core.diagnostic import has_errors
from generator.core.files.writing import fill
from generator.core.texts import _
from generator.outputs.site.mkdocs import offline
from generator.outputs.site.mkdocs.theme_fixes import mended
from generator.outputs.site.workspace import Workspace
from generator.outputs.target import manifest, site_folder
from generator.views.render import install_texts, keep_compiled
from generator.web import THEME

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from generator.outputs.site.mkdocs.serving import Follower

BASE_CONFIG = Path(generator.__file__).parent / "mkdocs-base.yml"
"""What `handbook build` and `handbook serve` have MkDocs read, whatever a handbook's own mkdocs.yml says."""


class Options(base.Config):
    """Options of the plugin in mkdocs.yml."""

    root = config_options.Type(str, default=".")


class HandbookPlugin(BasePlugin[Options]):
    """Feeds generated pages, files and navigation into a build."""

    def __init__(self) -> None:
        self._serving = False
        self._desk: Workspace | None = None
        self._follower: Follower | None = None
        self._nav: Navigation | None = None
        self._files: Files | None = None
        self._env: Any = None
        self._is_read = False

    def hand_over(self, workspace: Workspace) -> None:
        """Takes a workspace that has read and published already, so that a build judges the content once."""
        self._desk = workspace
        self._is_read = True

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """While serving, faults are shown instead of ending the build."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads the handbook; sets title, navigation, styles and scripts."""
        workspace = self._desk or self._new_desk(config)
        if not self._serving and (why := site_folder.refusal(workspace.root, Path(config.site_dir))):
            raise PluginError(f"\n{why}")  # MkDocs empties the folder before it writes
        if not self._is_read:
            self._read(workspace)
        self._is_read = False
        if workspace.publication is None:
            raise PluginError(f"\n{workspace.report}")
        publication = workspace.publication
        config.site_name = publication.title
        own = workspace.settings.for_mkdocs if config.config_file_path == str(BASE_CONFIG) else {}
        url = own.pop("site_url", None) or (workspace.book.info.site_url if workspace.book else None)
        if url and not config.site_url:  # a server has one
            config.site_url = f"{url.rstrip('/')}/"  # 404.html's links begin with its path
        config.update(own)
        config.nav = publication.nav
        config.theme.dirs.insert(0, str(THEME))
        config.extra_css = list(publication.styles)
        config.extra_javascript = list(publication.scripts)
        config.extra["handbook"] = workspace.facts
        return config

    def _new_desk(self, config: MkDocsConfig) -> Workspace:
        here = Path(config.config_file_path).parent if config.config_file_path else Path()
        root = (here / self.config.root).resolve()
        if self._serving:
            from generator.outputs.site.mkdocs.live_workspace import LiveWorkspace  # noqa: PLC0415 - only to serve
            from generator.outputs.site.mkdocs.serving import Follower  # noqa: PLC0415 - likewise

            preview = LiveWorkspace(root)
            self._desk, self._follower = preview, Follower(preview)
        else:
            self._desk = Workspace(root, offline=True)
        return self._desk

    @staticmethod
    def _read(workspace: Workspace) -> None:
        workspace.read()
        if workspace.publication and workspace.report:
            print(workspace.report)  # noqa: T201 - the terminal of `mkdocs serve` is where authors look

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replaces whatever MkDocs found in docs_dir by the generated pages; files go past it, at the end."""
        publication = self._desk.publication if self._desk else None
        if publication is None:
            return files
        docs_dir = Path(config.docs_dir)
        kept = [file for file in files if file.src_dir is None or Path(file.src_dir) != docs_dir]
        pages = [File.generated(config, page.path, content=page.markdown) for page in publication.pages]
        if self._desk and not self._serving:
            self._desk.let_go()  # MkDocs has the pages, and lets go of each when it is written
        return Files([*kept, *pages])

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - MkDocs passes them
        """Remembers, as the next one does, what pages are drawn with."""
        self._nav = nav

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ANN401, ARG002 - jinja2 comes in by render
        """The last of what is there before pages are drawn."""
        install_texts(env)
        if self._desk:
            keep_compiled(self._desk.cache, env)
        self._files, self._env = files, env

    def on_page_content(
        self,
        html: str,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002 - MkDocs passes it
        files: Files,  # noqa: ARG002 - likewise
    ) -> str:
        """Lets go of Markdown that has become HTML: of a large handbook all of it at once is a lot."""
        if not self._serving:
            page.markdown = page.file.content_string = ""
        return html

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002 - MkDocs passes them
        """Mends what is wrong in the frame of a page; with what it was made of, a build is done."""
        if not self._serving:
            page.content = None
        return mended(output)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG002 - likewise
        """The same for 404.html."""
        return mended(output_content)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Packs the finished site for use without a server and lists its files, or has it followed."""
        workspace, site = self._desk, Path(config.site_dir)
        files = workspace.publication.files if workspace and workspace.publication else {}
        fill(site, files)
        if not self._serving:
            manifest.complete(site, offline.pack(site, files))
        elif self._follower and self._nav and self._files and self._env:
            self._follower.take(config, self._nav, self._files, self._env)

    def on_serve(
        self,
        server: LiveReloadServer,
        *,
        config: MkDocsConfig,
        builder: Callable[[], None],
    ) -> LiveReloadServer:
        """Watches the content, and brings the site up to it after an edit."""
        workspace, follower = self._desk, self._follower
        if workspace is None or follower is None:
            return server

        def whole() -> None:
            self._is_read = True
            builder()

        told = partial(_tell_updated, workspace)
        follower.follow(server, config, partial(self._read, workspace), whole, told)
        for folder in (CONTENT, CHECKLISTS):
            if (path := workspace.root / folder).is_dir():
                server.watch(str(path))
        server.watch(str(workspace.root), recursive=False)  # mkdocs.yml, also one that comes and goes
        print(_("手册在 {url} ，改了内容自动更新；按 Ctrl+C 停下。").format(url=server.url), flush=True)  # noqa: T201 - for authors
        return server


def _tell_updated(workspace: Workspace, seconds: float) -> None:
    done = _("内容有错，页面还是上一次好的") if has_errors(workspace.found) else _("已更新")
    print(_("{done}，用了{seconds:.1f}秒。").format(done=done, seconds=seconds), flush=True)  # noqa: T201 - the terminal is where authors look
